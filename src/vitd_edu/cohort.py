"""Many scenarios at once: the same equations as for one, over NumPy arrays or, uncomputed, over Dask arrays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vitd_edu import units
from vitd_edu.clinic import differential, symptoms
from vitd_edu.knowledge import tables
from vitd_edu.physiology.membrane import Numbers
from vitd_edu.prediction import outcome
from vitd_edu.scenario import LEVELS, Onset, ScenarioError, checked_findings

ARRAYS = ("score", "shift_mv", "effective_shift_mv", "strengths", "weights", "valid")
BLOCK = 16_384  # people a block: its tables fit the processor's cache


@dataclass(frozen=True, slots=True)
class Cohort:
    """What follows for many scenarios; NaN where a level is outside the accepted range.

    Attributes:
        score: Excitability score, 0-100, shape (n,).
        shift_mv: Gate shift [mV], shape (n,).
        effective_shift_mv: Gate shift after adaptation [mV], shape (n,).
        strengths: Strength 0-3 of each symptom, shape (symptoms, n).
        weights: Weight of each cause, shape (causes, n); columns sum to 1.
        valid: True where every level was accepted, shape (n,).
        symptom_ids: Names of the rows of ``strengths``.
        cause_ids: Names of the rows of ``weights``.
    """

    score: Numbers
    shift_mv: Numbers
    effective_shift_mv: Numbers
    strengths: Numbers
    weights: Numbers
    valid: Numbers
    symptom_ids: tuple[str, ...]
    cause_ids: tuple[str, ...]


def predict_many(
    vitamin_d: Numbers,
    calcium: Numbers,
    magnesium: Numbers,
    *,
    ph: Numbers = 7.4,
    onset: Onset | Sequence[Onset] | Numbers = "acute",
    findings: Iterable[str] | Mapping[str, Numbers] = (),
) -> Cohort:
    """Predict for many scenarios; agrees with ``predict`` to the last bit.

    Args:
        vitamin_d: 25(OH)D [nmol/L], 2-650, shape (n,) or a number.
        calcium: Albumin-adjusted total calcium [mmol/L], 1.0-4.2, shape (n,) or a number.
        magnesium: Serum magnesium [mmol/L], 0.10-5.0, shape (n,) or a number.
        ph: pH of the blood, 7.0-7.8, shape (n,) or a number.
        onset: ``"acute"``, ``"chronic"``, or an array of these words or of truths, True for chronic, shape (n,).
        findings: Findings that everybody has, or for each finding an array: +1 present, 0 not asked, -1 absent.

    Returns:
        A cohort. A level out of range gives NaN and a False in ``valid``, never an exception in mid-array.

    Raises:
        ScenarioError: A finding or the onset is unknown, or an array has more than one axis.
    """
    chronic = _is_chronic(onset)
    marks = dict(findings) if isinstance(findings, Mapping) else dict.fromkeys(findings, 1)
    checked_findings("findings", marks)
    given = {"vitamin_d": vitamin_d, "calcium": calcium, "magnesium": magnesium, "ph": ph}
    arrays = _broadcast({**given, "onset": chronic, **marks})
    size = arrays["ph"].shape[0]
    if all(isinstance(array, np.ndarray) for array in arrays.values()) and size > BLOCK:
        return _in_blocks(arrays, marks, size)
    return _cohort(arrays, marks)


def _is_chronic(onset: object) -> Numbers:
    """Return onsets as truths, True for chronic; words are read, lazy arrays of truths pass as they are."""
    if not isinstance(onset, str) and hasattr(onset, "dtype") and onset.dtype.kind not in "OSU":
        return onset
    words = np.asarray(onset)
    if words.dtype.kind not in "OSU":
        return words
    chronic = words == "chronic"
    unknown = words[~(chronic | (words == "acute"))]
    if unknown.size:
        raise ScenarioError(
            f"onset: {unknown.tolist()[0]!r} is unknown. Give 'acute' or 'chronic', or truths, True for chronic: one "
            "for all, or one for each."
        )
    return chronic


def _broadcast(given: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Give every input the same one axis, without computing lazy arrays."""
    arrays = {name: value if hasattr(value, "ndim") else np.asarray(value) for name, value in given.items()}
    shape = np.broadcast_shapes((1,), *(array.shape for array in arrays.values()))
    if len(shape) != 1:
        raise ScenarioError(f"predict_many takes numbers and arrays with one axis, not arrays of shape {shape}.")
    return {name: np.broadcast_to(array, shape) for name, array in arrays.items()}


def _cohort(arrays: Mapping[str, Numbers], marks: Iterable[str]) -> Cohort:
    """Predict for accepted levels and put NaN where one is not accepted."""
    valid: Numbers = True
    levels = {}
    for name in LEVELS:
        row = tables.analytes()[name]
        # Clipped first, just outside the range, so that not even the largest double overflows on being rounded.
        rounded = units.kept(name, np.clip(arrays[name], row.accepted_lower - 1, row.accepted_upper + 1))
        accepted = (rounded >= row.accepted_lower) & (rounded <= row.accepted_upper)
        levels[name] = np.where(accepted, rounded, row.healthy)
        valid = valid & accepted
    result = outcome(levels, arrays["onset"], {finding: arrays[finding] for finding in marks})
    strengths = np.stack([symptoms.strength(symptoms.strongest(driven)) for driven in result.driven.values()])
    return Cohort(
        score=np.where(valid, result.score, np.nan),
        shift_mv=np.where(valid, result.shift, np.nan),
        effective_shift_mv=np.where(valid, result.effective, np.nan),
        strengths=np.where(valid[None, :], strengths, np.nan),
        weights=np.where(valid[None, :], result.weights, np.nan),
        valid=valid,
        symptom_ids=tuple(result.driven),
        cause_ids=differential.likelihoods().causes,
    )


def _in_blocks(arrays: Mapping[str, Numbers], marks: Iterable[str], size: int) -> Cohort:
    """Predict block by block, each written at once to its place: a million people are hundreds of megabytes."""
    whole: dict[str, Numbers] = {}
    for start in range(0, size, BLOCK):
        part = _cohort({name: array[start : start + BLOCK] for name, array in arrays.items()}, marks)
        for name in ARRAYS:
            block = getattr(part, name)
            if name not in whole:
                whole[name] = np.empty((*block.shape[:-1], size), block.dtype)
            whole[name][..., start : start + BLOCK] = block
    return Cohort(**whole, symptom_ids=part.symptom_ids, cause_ids=part.cause_ids)
