"""What was graded is on disk at once, so that a run which ends early loses nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.errors import UsageError


class Journal:
    """One line of JSON a submission, appended as it is graded.

    Parameters
    ----------
    out
        The folder of the results.
    conditions
        What the marks depend on besides the files; a journal of other conditions is dropped.
    fresh
        Start over whatever there is.
    """

    def __init__(self, out: Path, conditions: dict[str, Any], fresh: bool = False) -> None:
        self._path = out / ".graded.jsonl"
        self._head = json.dumps(conditions, sort_keys=True)
        self.rows: dict[str, dict[str, Any]] = {}
        if not fresh:
            self._read()
        self._rewrite()

    def _read(self) -> None:
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (FileNotFoundError, UnicodeDecodeError):
            return
        if not lines or lines[0] != self._head:
            return
        for line in lines[1:]:
            with contextlib.suppress(ValueError, KeyError, TypeError):  # broken off while written
                row = json.loads(line)
                self.rows[row["student"]] = row

    def _rewrite(self) -> None:
        """Begin the file anew with what is known, whole or not at all."""
        from autograder.files import write_text

        write_text(self._path, "".join(f"{line}\n" for line in (
            self._head, *(json.dumps(row) for row in self.rows.values()))))

    def add(self, rows: list[dict[str, Any]]) -> None:
        """Append rows; they are on disk when this returns."""
        with open(self._path, "a", encoding="utf-8", newline="\n") as file:
            for row in rows:
                self.rows[row["student"]] = row
                file.write(json.dumps(row) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def keep(self, students: set[str]) -> None:
        """Forget everybody else."""
        self.rows = {student: row for student, row in self.rows.items() if student in students}


@contextlib.contextmanager
def alone_in(out: Path) -> Iterator[None]:
    """Hold the folder, so that two runs never mix in it.

    Raises
    ------
    UsageError
        If another run holds it.
    """
    out.mkdir(parents=True, exist_ok=True)
    with open(out / ".lock", "w", encoding="utf-8") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # Windows: an open file there is held for writing
            pass
        except OSError:
            raise UsageError(f"Another run is writing to {out}. Wait for it to end, or name "
                             "another folder with --out.") from None
        yield


def digest(*folders: Path) -> str:
    """A digest of all Python and TOML files in folders: other graders, other marks."""
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".toml") and "__pycache__" not in path.parts:
                found.update(path.relative_to(folder).as_posix().encode() + b"\0")
                found.update(path.read_bytes())
    return found.hexdigest()[:16]
