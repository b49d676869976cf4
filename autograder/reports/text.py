"""Text from strangers, made fit to be looked at."""

from __future__ import annotations

import re

from autograder.checker import difference

# Colours and titles of a terminal: a whole sequence goes, not only its first character.
_TERMINAL = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
# Controls, marks that turn the direction of writing, and characters without width or look.
# The two joiners U+200C and U+200D stay: some scripts cannot be written without them.
_UNSEEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]")
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Remove what steers a terminal or a page instead of being read.

    Line ends become ``\\n`` and tabs stay. Halves of characters, as a file name that is not
    UTF-8 has them, become the replacement character, so that the text can be encoded.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_END.sub("\n", _TERMINAL.sub("", text))
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub("", text))


def one_line(text: str) -> str:
    """Clean a text that has to stay on one line, as a name or a cell of a table."""
    return re.sub("[\n\t]", " ", clean(text))


def number(value: float) -> str:
    """Write points as a plain number: ``16``, ``2.75``; never ``1e+20``."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def plural(count: int, noun: str) -> str:
    """Count things: ``1 check``, ``3 checks``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def beside(message: str) -> str:
    """A message with its two arrays, what came back and what was expected, side by side."""
    found = difference.find(message)
    if found is None or len(found.left.lines) != len(found.right.lines):
        return message
    return "\n".join(filter(None, [found.before, *found.text(), found.after]))
