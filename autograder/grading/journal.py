"""What was graded is on disk at once, so that a run which ends early loses nothing."""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from autograder.errors import UsageError
from autograder.files import replacing
from autograder.grading.document import read_row
from autograder.lock import take_lock


class Journal:
    """One line of JSON and a checksum for each work, appended as it is graded.

    A work is known by its key, not by whose it is: equal files share a line. Only the keys and
    the places of the lines are held in memory.

    Parameters
    ----------
    out
        The folder of the results.
    conditions
        What the marks depend on besides the files; a journal of other conditions is dropped.
    keys
        The works of the class; what there is of others is dropped.
    must_keep
        Works whose lines are not dropped, whatever the conditions.

    Raises
    ------
    UsageError
        If some of these were graded under other conditions.
    """

    def __init__(self, out: Path, conditions: dict[str, Any], keys: Container[str],
                 must_keep: Container[str] = ()) -> None:
        self._path = out / ".graded.jsonl"
        self._must_keep = must_keep
        self._places: dict[str, int] = {}
        head = _line(conditions)
        with replacing(self._path) as file:
            file.write(head.decode())
            for line in self._lines(head):
                key = _read(line)["student"]
                if key in keys and key not in self._places:
                    self._places[key] = file.tell()
                    file.write(line.decode().rstrip() + "\n")

    def _lines(self, head: bytes) -> Iterator[bytes]:
        """The whole lines of an earlier run under the same conditions."""
        try:
            with open(self._path, "rb") as file:
                if file.readline() == head:
                    yield from filter(_is_whole, file)
                elif any(_read(line)["student"] in self._must_keep
                         for line in filter(_is_whole, file)):
                    raise UsageError(
                        f"The others in {self._path.parent} were graded with another seed, kit "
                        "or isolation level, and would be lost. Grade the whole class, without "
                        "--student; or add --fresh, which drops them.")
        except FileNotFoundError:
            return

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def add(self, rows: list[dict[str, Any]]) -> None:
        """Append rows whose students are keys; they are on disk when this returns.

        Raises
        ------
        UsageError
            If they cannot be written.
        """
        try:
            with open(self._path, "ab") as file:
                for row in rows:
                    self._places[row["student"]] = file.tell()
                    file.write(_line(row))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise UsageError(
                f"The results cannot be written to {self._path.parent}: {error.strerror}. What is "
                "graded is kept. Make room there; the same command goes on.") from error

    def rows(self, keys: Iterable[str]) -> Iterator[dict[str, Any]]:
        """The rows of works that were graded, in the order of the keys."""
        with open(self._path, "rb") as file:
            for key in keys:
                file.seek(self._places[key])
                yield _read(file.readline())


def _line(row: dict[str, Any]) -> bytes:
    """A row and its checksum: a line that was broken off or damaged is never taken for a row."""
    text = json.dumps(row).encode()
    return b"%b\t%08x\n" % (text, zlib.crc32(text))


def _is_whole(line: bytes) -> bool:
    text, _, checksum = line.rpartition(b"\t")
    return checksum.rstrip(b"\n") == b"%08x" % zlib.crc32(text)


def _read(line: bytes) -> dict[str, Any]:
    return read_row(line.rpartition(b"\t")[0])


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
        if not take_lock(file):
            raise UsageError(f"Another run is writing to {out}. Wait for it to end, or name "
                             "another folder with --out.")
        yield
