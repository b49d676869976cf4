"""Students' names as nbgrader, its database and its paths take them."""

from __future__ import annotations

import os
from pathlib import Path


def student_id(student: str) -> str:
    """A student's name for nbgrader: as it is, but for what steers terminals and searches.

    Each character that cannot be printed, or is no character, is spelled out. So is what begins
    a pattern: nbgrader looks for folders by patterns, and would find those of others. So is the
    backslash, so that no two names become one.

    Examples
    --------
    >>> student_id("Zoë O'Hara")
    "Zoë O'Hara"
    >>> student_id("new\\nline"), student_id("caf\\udce9")
    ('new\\\\u{a}line', 'caf\\\\xe9')
    """
    return "".join(map(_spelled, student))


def _spelled(letter: str) -> str:
    if letter.isprintable() and letter not in "\\[*?":
        return letter
    code = ord(letter)
    # A byte of a file name that is not UTF-8, as Python has it; see os.fsdecode.
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{{{code:x}}}"


def fits_a_path(name: str) -> bool:
    """Whether a folder can have this name."""
    return len(os.fsencode(name)) <= 255 and Path(name).name == name
