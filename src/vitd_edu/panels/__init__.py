"""Panels: controls, pictures and words put together; the only rooms that know ipywidgets."""
