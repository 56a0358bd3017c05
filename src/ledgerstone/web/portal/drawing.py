"""What draws pages for this process: started with the first page that is asked for, ended with the process."""

import atexit
from pathlib import Path
from threading import Lock

from django.conf import settings

from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.pictures.draw_page import PageDrawing

_LOCK = Lock()
_BY_ROOT: dict[Path, PageDrawing] = {}


def drawing() -> PageDrawing:
    """Return what draws the pages of the archive that is served."""
    directory: DataDirectory = settings.DATA_DIRECTORY
    with _LOCK:
        if directory.root not in _BY_ROOT:
            _BY_ROOT[directory.root] = PageDrawing(directory)
        return _BY_ROOT[directory.root]


@atexit.register
def end_drawing() -> None:
    """End the processes that draw. They end by themselves where this one is killed."""
    with _LOCK:
        while _BY_ROOT:
            _BY_ROOT.popitem()[1].close()
