"""A folder of submissions: who handed in what, and which file of it counts.

Three layouts are read, also mixed: one file a student, one folder a student, and nbgrader's
``submitted/<student>/<assignment>/``. Every entry becomes a submission, readable or not, so
that nothing of a class is lost on the way.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.checker import reader
from autograder.checker.assignment import Assignment
from autograder.errors import UsageError

SUFFIXES = (".ipynb", ".py")
NAMED = 10  # files that a reason lists by name
TIMESTAMP = "timestamp.txt"  # nbgrader puts it beside what it has collected
BESIDE = {"__MACOSX", "__pycache__"}  # what macOS and Python put beside the work
DEEPEST = 5  # folders in folders that are looked through for a student's work


@dataclass
class Submission:
    """One student's work.

    Attributes
    ----------
    student : str
        The file's stem or the folder's name, exactly.
    status : str
        ``graded`` until something speaks against it.
    reason : str or None
        Why it is not graded.
    """

    student: str
    path: Path | None = None
    cells: list[str] = field(default_factory=list)
    sha256: str = ""
    status: str = "graded"
    reason: str | None = None

    @property
    def key(self) -> str:
        """Equal for works that are graded alike: digest and kind of the file, once it was read."""
        return f"{self.sha256}{self.path.suffix.lower()}" if self.sha256 and self.path else ""

    def read(self) -> None:
        """Read the file and its code; what stands against it becomes status and reason."""
        content = self.content()
        if content is not None and self.path is not None:
            self.parse(content, self.path.suffix)

    def content(self) -> bytes | None:
        """The file's bytes, or None; what stands against it becomes status and reason."""
        if self.path is None:
            return None
        with self._refusing():
            content = reader.read_bytes(self.path)
            self.sha256 = hashlib.sha256(content).hexdigest()
            return content
        return None

    def parse(self, content: bytes, suffix: str) -> None:
        """Find the code in a file's content; what stands against it becomes status and reason."""
        with self._refusing():
            self.cells = reader.cells_of(content, suffix)

    @contextlib.contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except reader.Unreadable as error:
            self.status, self.reason = "unreadable", self.named(str(error))
        except reader.Rejected as error:
            self.status, self.reason = "rejected", self.named(str(error))

    def named(self, reason: str) -> str:
        """A reason with the name of the file that it is about."""
        return f"{self.path.name}: {reason}." if self.path else reason


@dataclass
class Found:
    """All submissions of a folder, and how many hidden entries were passed over."""

    submissions: list[Submission]
    hidden: int = 0


def find(folder: Path, assignment: Assignment, released: frozenset[str] = frozenset()) -> Found:
    """Find every student's submission; nothing is read yet.

    Parameters
    ----------
    folder
        The folder, or one single file.
    assignment
        The table.
    released
        Names of files that the release itself contains: they are not the student's work.

    Raises
    ------
    UsageError
        If there is no such folder, or nothing in it.
    """
    if folder.is_file():
        return Found([Submission(folder.stem, folder)])
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Name the folder that holds the "
                         "submissions: one file or one folder a student.")
    files: dict[str, list[Path]] = defaultdict(list)
    hidden = 0
    entries = sorted(folder.iterdir())
    nbgraders = any(_is_folder(entry / assignment.name) for entry in entries)
    for entry in entries:
        if _is_hidden(entry):
            hidden += 1
        elif _is_folder(entry):
            works, passed_over = _works(entry, assignment, released, nbgraders)
            files[entry.name] += works
            hidden += passed_over
        else:
            files[entry.name if os.path.isdir(entry) else entry.stem].append(entry)
    if not files:
        raise UsageError(f"{folder} holds no submissions. Expected one file or one folder a "
                         "student" + (f"; {hidden} hidden entries were passed over." if hidden
                                      else "."))
    return Found([_choose(student, paths, assignment) for student, paths in sorted(files.items())],
                 hidden)


def _works(folder: Path, assignment: Assignment, released: frozenset[str], nbgraders: bool
           ) -> tuple[list[Path], int]:
    """The notebooks and scripts of one student's folder that may be the work.

    They lie in the folder, or deeper where each holds nothing but the next, as archives have it.
    In nbgrader's layout a folder of another name is another assignment, unless the file in it
    has the released name.
    """
    hidden = 0
    deeper = False
    with contextlib.suppress(OSError):  # a folder into which nobody may look holds nothing
        for _ in range(DEEPEST):
            inner = folder / assignment.name
            folder = inner if _is_folder(inner) else folder
            entries = sorted(folder.iterdir())
            shown = [entry for entry in entries if not _is_hidden(entry)]
            hidden += len(entries) - len(shown)
            own = [entry for entry in shown if entry.name not in released]
            folders = [entry for entry in own if _is_folder(entry)]
            works = [entry for entry in own
                     if entry.suffix.lower() in SUFFIXES and entry not in folders]
            if works or len(folders) != 1 or folder == inner:
                if deeper and folder != inner and (nbgraders or os.path.exists(folder / TIMESTAMP)):
                    works = [work for work in works if work.stem == assignment.name]
                return works, hidden
            folder, deeper = folders[0], True
    return [], hidden


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") or path.name in BESIDE


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)  # raises nothing where access is denied


def _choose(student: str, paths: list[Path], assignment: Assignment) -> Submission:
    paths = [path for path in paths if path.suffix.lower() in SUFFIXES] or paths
    if len(paths) == 1:
        return Submission(student, paths[0])
    if not paths:
        return Submission(student, status="unreadable",
                          reason=f"The folder {student} holds no notebook and no script that can "
                                 f"be read as {assignment.name}.")
    for suffix in SUFFIXES:
        for path in paths:
            if path.name == assignment.name + suffix:
                return Submission(student, path)
    names = ", ".join(path.name for path in paths[:NAMED]) + (", …" if len(paths) > NAMED else "")
    return Submission(student, status="rejected",
                      reason=f"There are {len(paths)} files and none is called "
                             f"{assignment.notebook}: {names}.")
