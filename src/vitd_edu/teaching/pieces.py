"""What the parts of a lesson have in common: each closes with everything that it holds."""

import ipywidgets

from vitd_edu.panels.parts import below


class Piece(ipywidgets.VBox):
    """A part of a lesson."""

    def close(self) -> None:
        """Close the part and everything in it."""
        for widget in below(self):
            widget.close()
        super().close()
