"""The symptom explorer as a reader sees it: find its controls, use them, and read back what the page says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.alone import notebook_of
from tools.lab_pages import end_kernel, open_lesson
from tools.lab_server import Server
from vitd_edu import Scenario, predict
from vitd_edu.figures import body_map, causal_map, comparison_table, gauge
from vitd_edu.figures.differential_table import rows_on_show
from vitd_edu.knowledge import tables
from vitd_edu.prediction import Prediction
from vitd_edu.scenario import LEVELS
from vitd_edu.units import UnitSystem

NAMES = {name: tables.analytes()[name].short_name for name in LEVELS}
ANSWER_MILLISECONDS = 20_000
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")

READ = """panel => {
    const all = (selector, read) => [...panel.querySelectorAll(selector)].map(read);
    return {
        gauge: panel.querySelector('.vd-gauge svg').getAttribute('aria-label'),
        score: panel.querySelector('.vd-gauge-score').textContent,
        body: panel.querySelector('.vd-body svg').getAttribute('aria-label'),
        map: panel.querySelector('.vd-map svg').getAttribute('aria-label'),
        symptoms: all('.vd-symptoms [data-symptom]', row => [row.dataset.symptom, Number(row.dataset.strength)]),
        causes: all('.vd-causes tbody [data-cause]', row => [row.dataset.cause, row.dataset.weight]),
        marks: all('.vd-comparison .vd-mark', mark => mark.textContent),
        flags: all('[data-flag]', flag => flag.dataset.flag),
        code: panel.querySelector('.vd-code-box').value,
    };
}"""
READS = f"([panel, expected]) => JSON.stringify(({READ})(panel)) === JSON.stringify(expected)"

# Whether there is a picture on a canvas: a blank one is transparent or of one color.
PAINTED = """canvas => {
    const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
    const brush = copy.getContext('2d');
    brush.drawImage(canvas, 0, 0);
    const dots = new Uint32Array(brush.getImageData(0, 0, copy.width, copy.height).data.buffer);
    return dots.every(dot => dot >>> 24 === 255) && new Set(dots).size > 100;
}"""

EXECUTE = """code => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
    .requestExecute({ code }).done.then(() => null)"""


def expected_reading(prediction: Prediction, system: UnitSystem = "si") -> dict[str, Any]:
    """Return what the page must say of a prediction, from the same functions that a test without a browser checks."""
    sides = [side for row in tables.comparison() for side in comparison_table.fits(prediction, row, system)]
    return {
        "gauge": gauge.describe(prediction),
        "score": f"{prediction.excitability:.0f}",
        "body": body_map.describe(prediction),
        "map": causal_map.describe(prediction),
        "symptoms": [[one.id, one.strength] for one in prediction.symptoms if one.strength > 0],
        "causes": [[cause.id, f"{cause.weight:.4f}"] for cause in rows_on_show(prediction)],
        "marks": [f"✓ fits now: {comparison_table.listed(side)}" for side in sides if side],
        "flags": [flag.id for flag in prediction.red_flags],
        "code": prediction.scenario.code,
    }


@dataclass(frozen=True)
class ExplorerPage:
    """A page of JupyterLab with the explorer run, or Voilà's page with the explorer alone."""

    page: Page
    problems: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def watch(self) -> None:
        """Note errors on the console and the hosts that are asked, from now on."""
        self.page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))

    @property
    def panel(self) -> Locator:
        return self.page.locator(".vd-panel")

    @property
    def sentence(self) -> Locator:
        return self.panel.locator(".vd-sentence")

    @property
    def code(self) -> Locator:
        return self.panel.get_by_label("Case code")

    def dial(self, name: str) -> Locator:
        return self.panel.get_by_role("slider", name=NAMES[name], exact=True)

    def number(self, name: str) -> Locator:
        return self.panel.get_by_role("textbox", name=f"{NAMES[name]}, number in")

    def fold(self, begins: str) -> Locator:
        return self.panel.locator("details", has=self.page.locator("summary", has_text=begins))

    def finding(self, finding: str) -> Locator:
        return self.panel.get_by_role("group", name=tables.findings()[finding].name, exact=True)

    def speak(self, system: UnitSystem) -> None:
        self.panel.get_by_role("radio", name="SI (" if system == "si" else "US (").check()

    def paste_code(self, code: str) -> None:
        self.code.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Enter")

    def type_number(self, name: str, text: str) -> None:
        self.number(name).click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def reset(self) -> None:
        """Go back to a healthy person in SI, every fold closed, nothing typed."""
        self.panel.evaluate("panel => panel.querySelectorAll('details').forEach(fold => { fold.open = false; })")
        self.speak("si")
        self.panel.get_by_role("button", name="Reset").click()
        self.shows(Scenario())

    def open_all_folds(self) -> None:
        self.panel.evaluate("panel => panel.querySelectorAll('details').forEach(fold => { fold.open = true; })")

    def violations(self) -> list[str]:
        """Return what axe-core finds against WCAG 2.2 A and AA inside the panel: rules and the elements they name."""
        options = {"runOnly": {"type": "tag", "values": list(WCAG)}, "resultTypes": ["violations"]}
        found = Axe().run(self.page, context=".vd-panel", options=options).response
        assert len(found["passes"]) > 10, "axe-core hardly looked at anything"
        return [f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" for rule in found["violations"]]

    def reading(self) -> dict[str, Any]:
        return self.panel.evaluate(READ)

    def shows(self, scenario: Scenario, system: UnitSystem = "si") -> None:
        """Wait until the whole page says what follows from a scenario, and fail with the difference if it does not."""
        expected = expected_reading(predict(scenario), system)
        panel = self.panel.element_handle()
        try:
            self.page.wait_for_function(READS, arg=[panel, expected], timeout=ANSWER_MILLISECONDS)
        except TooLate:
            found = self.reading()
            wrong = {part: (found[part], want) for part, want in expected.items() if found[part] != want}
            assert not wrong, f"found and expected: {wrong}"

    def says(self, sentence: str) -> None:
        """Wait until the sentence is this one."""
        try:
            self.page.wait_for_function(
                "said => document.querySelector('.vd-sentence').textContent === said",
                arg=sentence,
                timeout=ANSWER_MILLISECONDS,
            )
        except TooLate:
            said = self.sentence.text_content()
            assert said == sentence, f"The page says: {said}\nExpected: {sentence}"

    def lead(self, scenario: Scenario) -> None:
        """Let the kernel move the scenario, as another cell would, without touching the page; wait for the answer."""
        code = f"explorer.levels.state = vd.Scenario.from_code({scenario.code!r})"
        self.page.evaluate(EXECUTE, code)
        self.shows(scenario)

    @contextmanager
    def theme(self, name: str) -> Iterator[None]:
        """Choose a theme of JupyterLab, as its menu does, and go back to the light one afterwards."""
        choose_theme(self.page, name)
        yield
        choose_theme(self.page, "JupyterLab Light")


def choose_theme(page: Page, name: str) -> None:
    """Choose a theme of JupyterLab and wait until it is on."""
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
    page.locator(f'body[data-jp-theme-name="{name}"]').wait_for(state="attached")


@contextmanager
def opened_alone(browser: Browser, lab: Server, name: str, **settings: Any) -> Iterator[ExplorerPage]:
    """Open a panel alone, run in JupyterLab with a kernel of its own, in a page of its own; settings go to the page."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, **settings)
    context.set_default_timeout(ANSWER_MILLISECONDS)
    shown = ExplorerPage(context.new_page())
    shown.watch()
    open_lesson(shown.page, lab.url, notebook_of(name))
    shown.panel.first.scroll_into_view_if_needed()
    yield shown
    assert context.pages == [shown.page], "a page that a test opened and left may keep the others from closing"
    end_kernel(shown.page)
    context.close()
