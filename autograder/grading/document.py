"""``results.json`` on disk: written and read a submission at a time, so a class may be large.

The file has one line for each submission.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, overload

import msgspec

from autograder.files import replacing

Row = dict[str, Any]


class RowsOnDisk(Sequence[Row]):
    """The submissions of a ``results.json``; each is read when it is asked for.

    Parameters
    ----------
    path
        The file.
    places
        Where the lines of the submissions begin.
    """

    def __init__(self, path: Path, places: Sequence[int]) -> None:
        self._path = path
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Row]:
        with open(self._path, "rb") as file:
            for place in self._places:
                file.seek(place)
                yield _row_of(file.readline())

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> RowsOnDisk: ...
    def __getitem__(self, index: int | slice) -> Row | RowsOnDisk:
        if isinstance(index, slice):
            return RowsOnDisk(self._path, self._places[index])
        with open(self._path, "rb") as file:
            file.seek(self._places[index])
            return _row_of(file.readline())


def _row_of(line: bytes) -> Row:
    return read_row(line.rstrip(b",\n"))


def read_row(line: bytes) -> Row:
    """A row of JSON. For each of the reports every row of the class is read once more."""
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:  # half a character, in a file's name: only Python's own takes it
        return json.loads(line)


def write_document(path: Path, head: Row, rows: Iterable[Row]) -> Row:
    """Write ``results.json``; returns its content, with the submissions left on disk."""
    places = array("Q")
    end = 0
    with replacing(path) as file:
        def write(text: str) -> None:
            nonlocal end
            end += len(text.encode())
            file.write(text)

        write(json.dumps(head, indent=1, ensure_ascii=False).removesuffix("\n}"))
        write(',\n "submissions": [\n')
        for row in rows:
            if places:
                write(",\n")
            places.append(end)
            write(_line(row))
        write("\n ]\n}\n")
    return head | {"submissions": RowsOnDisk(path, places)}


def students_in(path: Path) -> set[str]:
    """Whom a ``results.json`` shows; nobody if there is none."""
    try:
        return {row["student"] for row in json.loads(path.read_bytes())["submissions"]}
    except (OSError, ValueError, LookupError, TypeError):
        return set()


def _line(row: Row) -> str:
    # A file's name may hold bytes that are no text, or steer the terminal that shows them; JSON
    # has a way to write these too.
    return re.sub("[\x7f-\x9f\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}",
                  json.dumps(row, ensure_ascii=False))
