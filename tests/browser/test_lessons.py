"""Lessons as a learner goes through them: predict, move, answer wrong, read why, answer right, restart, find it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.explorer_page import ANSWER_MILLISECONDS
from tools.lab_pages import end_kernel, open_lesson, run_all_cells
from vitd_edu.knowledge import question_tables, tables
from vitd_edu.teaching.verdicts import answers_of, question

TALL = {
    "width": 1300,
    "height": 9000,
}  # the whole lesson is in the window, so that JupyterLab keeps all cells on the page
CALCIUM = ".vd-level-of-calcium input[type=range]"
RESTART = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
LESSONS = ("02", "05")


def first(lesson: str, part: str):
    rows = question_tables.questions().values()
    return next(row for row in rows if (row.lesson, row.part, row.kind) == (lesson, part, "single"))


def box_of(page: Page, identifier: str):
    return page.locator(".vd-question").filter(has_text=question(identifier).prompt)


def choose(box, identifier: str, *, right: bool) -> None:
    answer = next(each for each in answers_of(question(identifier)) if each.correct == right)
    box.get_by_label(answer.text, exact=True).check()


@pytest.mark.parametrize(
    "lesson", [row for row in tables.lessons() if row.number in LESSONS], ids=lambda row: row.number
)
def test_a_learner_goes_through_a_lesson(browser: Browser, lab, lesson):
    context = browser.new_context(viewport=TALL)
    context.set_default_timeout(ANSWER_MILLISECONDS)
    page = context.new_page()
    try:
        open_lesson(page, lab.url, lesson.file)
        predicted, explained = first(lesson.number, "predict"), first(lesson.number, "explain")
        prediction, explanation = box_of(page, predicted.id), box_of(page, explained.id)

        dials = page.locator(".vd-committed .vd-dials")
        expect(dials).to_have_count(0)
        expect(prediction.get_by_role("button", name="Open without an answer")).to_be_visible()
        prediction.get_by_role("button", name="Commit").click()
        expect(prediction.get_by_role("alert")).to_have_text("Choose an answer first.")
        prediction.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(dials.first).to_be_visible()
        expect(prediction).to_contain_text("You predicted:")
        expect(prediction).to_contain_text(predicted.look)

        sentence = page.locator(".vd-committed .vd-sentence").first
        measured = dials.get_by_label("Calcium measured")
        if measured.count():  # a level that nobody has measured has no dial
            measured.check()
            expect(page.locator(CALCIUM).first).to_be_visible()
        before = sentence.inner_text()
        page.locator(CALCIUM).first.focus()
        page.keyboard.press("PageDown")
        expect(sentence).not_to_have_text(before)

        choose(explanation, explained.id, right=False)
        explanation.get_by_role("button", name="Check my answer").click()
        wrong = next(each for each in answers_of(explained) if not each.correct)
        expect(explanation.locator(".vd-said-wrong")).to_contain_text(wrong.feedback)
        choose(explanation, explained.id, right=True)
        explanation.get_by_role("button", name="Check my answer").click()
        expect(explanation.locator(".vd-said-right")).to_be_visible()
        expect(explanation).to_contain_text(explained.explanation)

        page.evaluate(RESTART)
        run_all_cells(page)
        expect(box_of(page, predicted.id).get_by_role("radio").first).to_be_checked()
        expect(dials.first).to_be_visible()
        again = box_of(page, explained.id)
        right = next(each for each in answers_of(explained) if each.correct)
        expect(again.get_by_label(right.text, exact=True)).to_be_checked()
        expect(again.locator(".vd-said-right")).to_be_visible()
        expect(again).to_contain_text("2 tries")
    finally:
        end_kernel(page)
        context.close()


def test_the_arrows_put_lines_in_order_by_keyboard_and_keep_the_focus(browser: Browser, lab):
    context = browser.new_context(viewport=TALL)
    context.set_default_timeout(ANSWER_MILLISECONDS)
    page = context.new_page()
    try:
        open_lesson(page, lab.url, tables.lessons()[0].file)
        box = box_of(page, "00-check-order")
        lines = box.locator("li .vd-order-text")
        first_line, second_line = lines.nth(0).inner_text(), lines.nth(1).inner_text()
        box.get_by_role("button", name=f"Move down: {first_line}").focus()
        page.keyboard.press("Enter")
        expect(lines.nth(0)).to_have_text(second_line)
        expect(lines.nth(1)).to_have_text(first_line)
        expect(box.get_by_role("button", name=f"Move down: {first_line}")).to_be_focused()
        expect(box.locator(".vd-spoken")).to_have_text(f"{first_line}: now line 2 of {lines.count()}")
        count = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length")
        for key in ("b", "a", "m", "x", "ArrowDown"):
            page.keyboard.press(key)
        assert page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length") == count
    finally:
        end_kernel(page)
        context.close()
