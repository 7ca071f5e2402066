"""The nerve lab, driven without a browser: its controls are set and its pictures' words are read."""

import re

import numpy as np
import pytest

import vitd_edu as vd
from vitd_edu.figures import nerve_picture

PNG = b"\x89PNG"


@pytest.fixture
def lab():
    opened = vd.nerve_lab()
    yield opened
    opened.close()


def spikes(lab) -> int:
    return lab.prediction.trace.spikes.size


@pytest.mark.parametrize(("calcium", "kind"), [(2.4, "quiet"), (2.0, "fasciculation"), (1.9, "cramp"), (1.7, "tetany")])
def test_the_trace_agrees_with_the_movement(lab, calcium, kind):
    lab.dials["calcium"].value = calcium
    assert lab.prediction.kind == lab.prediction.prediction.movement == kind
    assert nerve_picture.describe(lab.prediction) == lab.picture.alt


def test_pictures_and_words_change_together(lab):
    axes = lab.picture.png
    before = (lab.picture.corners, lab.sentence.text, lab.hearing.parts["sound"])
    lab.dials["calcium"].value = 1.7
    after = (lab.picture.corners, lab.sentence.text, lab.hearing.parts["sound"])
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert lab.picture.png == axes  # the axes stay: they are neither drawn nor sent again
    assert axes.startswith(PNG)
    assert len(lab.picture.looks) == len(lab.picture.counts) == 4  # voltage, force, two gates
    assert f"{spikes(lab)} spikes" in lab.sentence.text
    assert "to the left" in lab.picture.alt


@pytest.mark.parametrize("name", ["calcium", "magnesium", "ph"])
def test_every_dial_over_its_whole_range(lab, name):
    dial = lab.dials[name]
    for step in range(7):
        dial.value = dial.lower + (dial.upper - dial.lower) * step / 6
        assert getattr(lab.state, name) == pytest.approx(dial.value, abs=0.006)
        assert "Something went wrong" not in lab.alerts.parts["alerts"]


def test_low_calcium_pulls_both_sides_down(lab):
    rest, full = lab.prediction.threshold, lab.prediction.release
    lab.dials["calcium"].value = 1.8
    assert lab.prediction.threshold < rest
    assert lab.prediction.release < full
    assert lab.prediction.passes


def test_very_high_magnesium_stops_the_junction(lab):
    lab.preset.value = "very-high-magnesium"
    assert not lab.prediction.passes
    assert lab.prediction.force.max() == 0.0
    assert "the junction has lost" in lab.margin.parts["margin"]


def test_sound_is_there_and_never_plays_by_itself(lab):
    lab.dials["calcium"].value = 1.7
    for html in (lab.hearing.parts["sound"], lab.movements.parts["movements"]):
        assert html.count("<audio controls") == html.count("data:audio/wav;base64,") >= 1
        assert "autoplay" not in html


def test_the_jerk_is_labeled_as_an_illustration(lab):
    rows = lab.movements.parts["movements"].split("<tr ")
    jerk = next(row for row in rows if 'data-movement="myoclonus"' in row)
    assert "Illustration, on a scale of its own: drawn, not computed" in jerk
    peaks = [
        float(peak)
        for row in rows
        for peak in re.findall(r"computed by the axon model: at most ([\d.]+) twitches", row)
    ]
    assert len(peaks) == 3
    assert peaks[0] == 1 < peaks[1] < peaks[2]  # one scale tells a twitch, a cramp and a spasm apart


def test_the_present_movement_is_marked(lab):
    lab.dials["calcium"].value = 1.9
    marked_row = r'data-movement="(\w+)">\s*<th[^>]*>[^<]*<span class="vd-mark">'
    marked = re.findall(marked_row, lab.movements.parts["movements"])
    assert marked == ["cramp"]


def test_bad_input_is_said_and_the_last_state_kept(lab):
    lab.dials["calcium"].value = 1.9
    lab.dials["calcium"].typed = "9.4"
    assert "looks like mg/dL" in lab.dials["calcium"].error
    assert lab.dials["calcium"].typed == "9.4"
    assert lab.state.calcium == 1.9
    lab.case_code.typed = "C1.9_nonsense"
    assert "nonsense" in lab.case_code.error


def test_code_reset_and_slow_onset(lab):
    lab.case_code.typed = "C1.75"
    assert lab.prediction.kind == "tetany"
    lab.onset.value = "chronic"
    assert lab.prediction.kind != "tetany"
    lab.reset.click()
    assert lab.state == vd.Scenario()


def test_an_explorer_and_a_lab_can_share_their_levels(lab):
    explorer = vd.explorer(levels=lab.levels)
    explorer.dials["calcium"].value = 1.7
    assert lab.state.calcium == 1.7
    assert lab.prediction.kind == "tetany"
    explorer.close()


def test_a_dense_or_dark_screen_gets_its_own_frame(lab):
    light = lab.picture.png
    lab.picture.theme = "dark"
    assert lab.picture.png != light
    width = int.from_bytes(lab.picture.png[16:20], "big")
    lab.picture.density = 2.0
    assert int.from_bytes(lab.picture.png[16:20], "big") == 2 * width


@pytest.mark.parametrize("calcium", [round(1.0 + 0.01 * step, 2) for step in range(0, 90, 3)])
def test_without_a_pause_is_said_only_of_a_train_that_has_none(lab, calcium):
    lab.dials["calcium"].value = calcium
    silences = np.diff(lab.prediction.trace.spikes, append=1000.0)
    assert ("without a pause" in lab.picture.alt) == (
        lab.prediction.kind == "tetany" and silences.max(initial=0.0) <= 60.0
    )
