"""Two arrays of a message, side by side, with the entries marked in which they differ.

The message of a check is text wherever it goes. Where it holds two arrays, one below the
other ("dW is … expected …"), they are easier to compare beside each other.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import zip_longest

ARRAY = r"(\[[^\n]*(?:\n\n? [^\n]*)*)"  # the lines after the first are indented
PAIR = re.compile(rf"^([^\n\[]+)\n{ARRAY}\n([^\n\[]+)\n{ARRAY}$", re.MULTILINE)
ENTRY = re.compile(r"[^\[\],\s]+")
LONGEST_TITLE = 40


@dataclass(frozen=True)
class Column:
    """An array as it is written, below the words that say what it is."""

    words: str
    lines: list[str]

    @property
    def title(self) -> list[str]:
        """The words, and the shape unless the array is shortened."""
        import numpy as np  # a report in which nothing differs does without

        text = "\n".join(self.lines)
        try:
            shape = np.shape(ast.literal_eval(ENTRY.sub("0", text)))
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            return [self.words]  # no array, but somebody's text that looks like one
        return [self.words] if "..." in text else [self.words, f"shape {shape}"]


@dataclass(frozen=True)
class Difference:
    """A message with two arrays in it: what stands before, the arrays, what follows."""

    before: str
    left: Column
    right: Column
    after: str

    def text(self, mark: str = "≠") -> list[str]:
        """The lines of a table; a mark stands between two in which the arrays differ."""
        rows = [(left, "", right) for left, right in
                zip_longest(self.left.title, self.right.title, fillvalue="")]
        rows += [(left, mark if left.split() != right.split() else "", right) for left, right in
                 zip_longest(self.left.lines, self.right.lines, fillvalue="")]
        width = max(len(left) for left, _, _ in rows)
        return [f"{left:<{width}}  {sign:<{len(mark)}} {right}".rstrip()
                for left, sign, right in rows]


def find(message: str) -> Difference | None:
    """The two arrays of a message, if it holds two that can stand side by side."""
    found = PAIR.search(message)
    if found is None:
        return None
    words, one, other_words, other = found.groups()
    if max(len(words), len(other_words)) > LONGEST_TITLE:
        return None
    return Difference(message[:found.start()].rstrip("\n"),
                      Column(words, one.split("\n")), Column(other_words, other.split("\n")),
                      message[found.end():].lstrip("\n"))


def marked(column: Column, other: Column) -> list[list[tuple[str, bool]]]:
    """The parts of each line of an array, and for each whether the other has another entry."""
    entries = iter(ENTRY.findall("\n".join(other.lines)))
    lines = []
    for line in column.lines:
        parts: list[tuple[str, bool]] = []
        end = 0
        for found in ENTRY.finditer(line):
            parts += [(line[end:found.start()], False), (found[0], found[0] != next(entries, ""))]
            end = found.end()
        lines.append([*parts, (line[end:], False)])
    return lines
