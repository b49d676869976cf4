"""From ``solutions/`` to ``assignments/``: what a learner gets, built and never edited.

The release is made by nbgrader's own ``generate_assignment`` with the course's
``nbgrader_config.py``, in a scratch folder. So this build and nbgrader's command give the
same bytes, and nothing is written here before all of it has been made.
"""

from __future__ import annotations

import logging
import shutil
from copy import deepcopy
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.converters import GenerateAssignment, NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, ConfigFileNotFound, PyFileConfigLoader

from autograder.checker.assignment import TABLE
from autograder.errors import UsageError
from autograder.source import BEGIN, solved_notebook

SOURCES, RELEASES = "solutions", "assignments"
CONFIG = "nbgrader_config.py"


@dataclass(frozen=True)
class Drift:
    """A built file that is not what its source says."""

    path: Path
    how: str  # missing, changed or extra

    def __str__(self) -> str:
        return f"{self.how}: {self.path.as_posix()}"


def build(root: Path | str, check: bool = False) -> list[Drift]:
    """Build every assignment of a course: its solved notebook and its release.

    Parameters
    ----------
    root
        The course: the folder with ``solutions/`` and ``nbgrader_config.py``.
    check
        Write nothing, only compare.

    Returns
    -------
    list of Drift
        The built files that were not as they should be, by their paths from ``root``; without
        ``check`` they now are.

    Raises
    ------
    UsageError
        If a source is wrong. Nothing has been written then.
    """
    root = Path(root)
    config = _load_config(root)
    folders = sorted(path.parent for path in root.glob(f"{SOURCES}/*/{TABLE}"))
    if not folders:
        raise UsageError(f"{root / SOURCES} holds no assignment: no folder with {TABLE}. "
                         "Run the command in the course's folder.")
    ignore = CourseDirectory(config=config).ignore
    wanted: dict[Path, bytes] = {}
    with TemporaryDirectory() as scratch:
        for folder in folders:
            wanted |= _build_assignment(folder, Path(scratch), config, ignore)
    drift = _compare(root, wanted, ignore)
    if not check:
        for item in drift:
            _put(root / item.path, wanted.get(item.path))
    return drift


def _load_config(root: Path) -> Config:
    try:
        return PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    except ConfigFileNotFound:
        raise UsageError(f"There is no {CONFIG} in {root}. "
                         "Run the command in the course's folder.") from None


def _build_assignment(folder: Path, scratch: Path, config: Config, ignore: list[str]
                      ) -> dict[Path, bytes]:
    """The built files of one assignment, by their paths from the course's folder."""
    name, notebook = folder.name, f"{folder.name}.ipynb"
    source, release = Path(SOURCES, name), Path(RELEASES, name)
    for stray in sorted(set(folder.glob("*.ipynb")) - {folder / notebook}):
        raise UsageError(f"{stray} would be released, and nothing builds it. Delete it, or move "
                         f"what it holds to {folder / name}.py.")
    for path in _kept(folder, ignore) - {Path(notebook)}:
        if BEGIN.encode() in (folder / path).read_bytes():  # what a run of the solution has left
            raise UsageError(f"{folder / path} would be released, and holds an answer. Delete it.")
    solved = solved_notebook(folder).encode()
    shutil.copytree(folder, scratch / source, ignore=shutil.ignore_patterns(*ignore))
    (scratch / source / notebook).write_bytes(solved)
    _generate(name, scratch, config)
    return {source / notebook: solved} | {
        path.relative_to(scratch): _with_unix_line_ends(path)
        for path in (scratch / release).rglob("*") if path.is_file()}


def _generate(name: str, course: Path, config: Config) -> None:
    """Run ``nbgrader generate_assignment NAME --no-db`` in this process."""
    config = deepcopy(config)
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.assignment_id = name
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    log = logging.getLogger(__name__)  # its warnings and errors reach the terminal
    converter = GenerateAssignment(
        coursedir=CourseDirectory(config=config, log=log), config=config, log=log)
    try:
        converter.start()
    except NbGraderException as error:
        raise UsageError(f"nbgrader could not make the release of {name}; the reason stands "
                         f"above. Correct {SOURCES}/{name}.") from error


def _with_unix_line_ends(path: Path) -> bytes:
    """What a built file holds; nbgrader writes a notebook with the platform's line ends."""
    content = path.read_bytes()
    return content.replace(b"\r\n", b"\n") if path.suffix == ".ipynb" else content


def _kept(folder: Path, ignore: list[str]) -> set[Path]:
    """The files of a folder that nbgrader does not ignore, by their paths from it."""
    there = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    return {path for path in there
            if not any(fnmatch(part, pattern) for part in path.parts for pattern in ignore)}


def _compare(root: Path, wanted: dict[Path, bytes], ignore: list[str]) -> list[Drift]:
    there = {Path(RELEASES) / path for path in _kept(root / RELEASES, ignore)}
    drift = [Drift(path, "extra") for path in there - set(wanted)]
    for path, content in wanted.items():
        if not (root / path).is_file():
            drift.append(Drift(path, "missing"))
        elif (root / path).read_bytes() != content:
            drift.append(Drift(path, "changed"))
    return sorted(drift, key=lambda item: item.path)


def _put(path: Path, content: bytes | None) -> None:
    """Write a built file, or remove one that is no longer built."""
    if content is None:
        path.unlink()
        for folder in path.parents:
            if any(folder.iterdir()):
                break
            folder.rmdir()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
