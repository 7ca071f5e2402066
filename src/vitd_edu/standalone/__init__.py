"""The explorer alone, as a page without code, served on this computer by Voilà.

The notebook and the page template lie beside this file. The template is Voilà's own for JupyterLab, without the icons
that it would fetch from another server: the page works offline and tells nobody that it was opened.
"""

import os
import shutil
import tempfile
from pathlib import Path

from vitd_edu.arguments import with_defaults

HERE = Path(__file__).resolve().parent
NOTEBOOK = "explorer.ipynb"

# Voilà does not hear of a tab that is closed abruptly; a kernel that nobody is connected to is ended after this time.
IDLE_SECONDS = 300
LOOK_EVERY_SECONDS = 30


def arguments(notebook: Path, extra: list[str]) -> list[str]:
    """Return the command line for Voilà.

    Args:
        notebook: What to show.
        extra: The caller's own arguments; where they set what we set, theirs count.
    """
    defaults = [
        ("--Voila.ip --ip", "127.0.0.1"),
        ("--VoilaConfiguration.template --template", "vitd-edu"),
        ("--MappingKernelManager.cull_idle_timeout", str(IDLE_SECONDS)),
        ("--MappingKernelManager.cull_interval", str(LOOK_EVERY_SECONDS)),
    ]
    return [str(notebook), *with_defaults(defaults, extra)]


def serve(extra: list[str]) -> None:
    """Serve the explorer until the server is stopped.

    Args:
        extra: Further arguments for Voilà, such as ``--port=8866`` or ``--no-browser``.
    """
    from voila.app import Voila

    from vitd_edu.server import prompt

    # Voilà looks for templates on Jupyter's data path.
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(HERE), os.environ.get("JUPYTER_PATH")]))
    # The kernel works in the notebook's folder, and nothing should be written into an installed package.
    with tempfile.TemporaryDirectory(prefix="vitd-edu-") as folder:
        notebook = Path(shutil.copy(HERE / NOTEBOOK, folder))
        app = Voila.instance()
        app.initialize(arguments(notebook, extra))
        app.kernel_websocket_connection_class = prompt(app.kernel_websocket_connection_class)
        app.start()
