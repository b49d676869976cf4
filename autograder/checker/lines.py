"""The outcome of public checks in lines of text, for a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from . import difference
from .public import DONE, HALF_DONE, NOT_RUN, NOT_STARTED, PASSED, WAITING, WRONG, Verdict
from .sketch import Comparison

SIGNS = {DONE: "✔", PASSED: "✔", WRONG: "✘", NOT_STARTED: "○", HALF_DONE: "○", WAITING: "○",
         NOT_RUN: "·"}
PLAIN_SIGNS = {DONE: "+", PASSED: "+", WRONG: "x", NOT_STARTED: "o", HALF_DONE: "o",
               WAITING: "o", NOT_RUN: "."}
WIDTH = 80


def progress(verdicts: Sequence[Verdict], unicode: bool = True) -> str:
    """``███░░░░░░ 3 of 9 tasks done``."""
    done = sum(one.state == DONE for one in verdicts)
    full, empty = ("█", "░") if unicode else ("#", ".")
    return full * done + empty * (len(verdicts) - done) + f" {done} of {len(verdicts)} tasks done"


def summary_lines(verdict: Verdict, width: int = WIDTH, unicode: bool = True) -> list[str]:
    """A task in words: the checks that hold, and the first that does not or what is missing."""
    signs = SIGNS if unicode else PLAIN_SIGNS
    wrong = verdict.first_wrong
    if wrong is not None:
        detail = message_lines(wrong.message, width - 2, unicode)
    else:
        detail = [part for line in verdict.missing for part in wrapped(line, width - 2)]
    return [part for one in verdict.looked_at for part in
            textwrap.wrap(f"{signs[one.state]} {one.line}", width, subsequent_indent="  ")
            ] + [f"  {line}".rstrip() for line in detail]


def message_lines(message: str, width: int = WIDTH, unicode: bool = True) -> list[str]:
    """A message for a terminal: arrays side by side if there is room, long lines wrapped."""
    found = difference.find(message)
    if found is not None and len(found.left.lines) == len(found.right.lines):
        table = found.text("≠" if unicode else "!=")
        if max(map(len, table)) <= width:
            return [*message_lines(found.before, width), *table,
                    *message_lines(found.after, width)]
    return [part for line in message.splitlines() for part in wrapped(line, width)]


def wrapped(line: str, width: int) -> list[str]:
    """A line of prose in lines of that width; a line that is indented or an array as it is."""
    if line.startswith((" ", "[")) or len(line) <= width:
        return [line]
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)


def comparison_lines(comparison: Comparison, width: int = WIDTH) -> list[str]:
    """Your picture and the expected one in words."""
    return [part for words, text in (("Your picture: ", comparison.your_words),
                                     ("Expected:     ", comparison.expected_words))
            for part in textwrap.wrap(words + text, width, subsequent_indent=" " * len(words))]
