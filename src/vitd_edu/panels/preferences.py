"""What a learner chose last, kept in a small file of their own; where it cannot be kept, the session remembers."""

import json
from pathlib import Path

from jupyter_core.paths import jupyter_config_dir

from vitd_edu.units import SYSTEMS, UnitSystem

_session: dict[str, str] = {}


def _path() -> Path:
    return Path(jupyter_config_dir()) / "vitd-edu.json"


def unit_system() -> UnitSystem:
    """Return the unit system chosen last; SI at first."""
    stored = _session
    if not stored:
        try:
            stored = json.loads(_path().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            stored = {}
    chosen = stored.get("units") if isinstance(stored, dict) else None
    return next((system for system in SYSTEMS if system == chosen), "si")


def remember_unit_system(system: UnitSystem) -> None:
    """Keep the choice for the next panel and the next session; a folder that cannot be written is no reason to stop."""
    _session["units"] = system
    try:
        _path().parent.mkdir(parents=True, exist_ok=True)
        _path().write_text(json.dumps(_session), encoding="utf-8")
    except OSError:
        return
