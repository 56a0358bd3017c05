"""What `keep_pile.py` does once Django is set up."""

from pathlib import Path

from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.taking_in.descriptions import Description
from ledgerstone.workflow.taking_in.found_files import FoundFile, Walk
from ledgerstone.workflow.taking_in.keep_files import ToKeep, keep_files


def keep(data: Path, folder: Path) -> int:
    """Keep every file of a folder, and return how many were kept."""
    with writing(DataDirectory(data)) as archive:
        files = (
            ToKeep(path=found.path, name=found.name, description=Description())
            if isinstance(found, FoundFile)
            else found
            for found in Walk(folder, leave_out=data)
        )
        return sum(1 for _ in keep_files(files, archive, progress=lambda _: None))
