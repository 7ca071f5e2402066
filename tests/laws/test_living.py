"""Codes of ways to live: every state survives its code, and nothing else gets through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spaces import level, marks
from vitd_edu import Scenario
from vitd_edu.knowledge import tables
from vitd_edu.living import Living, Responding
from vitd_edu.repletion import Repletion


def choices(*names):
    return {
        name: st.sampled_from([row.id for row in tables.living_choices().values() if row.field == name])
        for name in names
    }


dials = {name: level(name) for name in Living.LETTERS.values()}
lives = st.builds(Living, **dials, **choices(*Living.CHOICES))
repletions = st.builds(Repletion, magnesium_intake=dials["magnesium_intake"], **choices(*Repletion.CHOICES))
respondings = st.builds(
    lambda life, marks, ph: Responding.from_code(
        "_".join([life.code, f"P{ph}", *(f"{'+' if sign > 0 else '-'}{name}" for name, sign in marks.items())])
    ),
    lives,
    marks,
    level("ph"),
)
states = lives | repletions | respondings


@given(states)
def test_a_code_restores_its_state(state):
    assert type(state).from_code(state.code) == state
    assert hash(type(state).from_code(state.code)) == hash(state)


@given(lives | repletions, lives | repletions)
def test_two_states_share_a_code_only_if_they_are_the_same(one, two):
    assert (one.code == two.code) == (one == two)


@given(states)
def test_a_code_fits_a_link_and_is_not_taken_for_another_kind(state):
    assert set(state.code) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-")
    other = Repletion if isinstance(state, Living) else Living
    for kind in (Scenario, other):
        with pytest.raises(ValueError, match="paste it there"):
            kind.from_code(state.code)


@given(st.text(max_size=30) | st.from_regex(r"(living|magnesium)(_[DIGPX+-][0-9a-z.]{0,6}){0,4}", fullmatch=True))
def test_any_text_is_a_code_or_a_clear_error(text):
    for kind in (Living, Responding, Repletion):
        try:
            state = kind.from_code(text)
        except ValueError as error:
            assert str(error)
        else:
            assert kind.from_code(state.code) == state
