"""Values as they are written in messages, and a stand-in for values that are no data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

WIDEST = 24  # numbers of an array that a message shows before it shortens
DIGITS = 6  # significant digits of a number


@dataclass(frozen=True)
class Opaque:
    """A value that is no plain data: only its type and a short text of it are known."""

    type: str
    text: str = ""


class Elsewhere:
    """A value in another process: here only its type's name and what was set on it are known.

    Attributes
    ----------
    _type_name : str
    _was_set : dict
        Attribute → the value that it was given.
    """

    _type_name: str
    _was_set: dict[str, Any]


def describe(value: Any) -> str:
    """What kind of thing a value is, in a beginner's words: ``an array of shape (6, 1)``."""
    if value is None:
        return "None"
    if isinstance(value, Opaque):
        return "an array of other things than numbers" if value.type == "ndarray" \
            else article(value.type)
    if isinstance(value, Elsewhere):
        return article(value._type_name)
    if isinstance(value, np.ndarray):
        usual = value.dtype == np.float64
        return f"an array of shape {value.shape}" + ("" if usual else f" and dtype {value.dtype}")
    if isinstance(value, (list, tuple)):
        return f"{article(type(value).__name__)} of {count(len(value), 'value')}"
    if isinstance(value, (int, float, np.number)) and not isinstance(value, bool):
        return f"the number {show(value)}"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    return article(type(value).__name__)


def show(value: Any, digits: int = DIGITS) -> str:
    """Write a value for a message: short, rounded to what the eye needs.

    Arrays keep their brackets, so that their shape can be seen; long ones are shortened.
    """
    if isinstance(value, (bool, np.bool_)) or value is None:
        return str(value)
    if isinstance(value, (float, np.floating)):
        return number(float(value), digits)
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, np.ndarray):
        return array(value, digits)
    if isinstance(value, (list, tuple)):
        left, right = "[]" if isinstance(value, list) else "()"
        items = [show(item) for item in value[:6]]
        more = ", …" if len(value) > 6 else "," if left == "(" and len(value) == 1 else ""
        return left + ", ".join(items) + more + right
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:60] + "…")
    if isinstance(value, Opaque):
        return f"<{value.type}>"
    if isinstance(value, Elsewhere):
        known = ", ".join(f"{name} = {show(part)}" for name, part in value._was_set.items())
        return f"<{value._type_name}" + (f" with {known}" if known else "").replace("\n", "") + ">"
    return f"<{type(value).__name__}>"


def number(value: float, digits: int = DIGITS) -> str:
    """Few significant digits: enough to see a difference, few enough to read."""
    return f"{value:.{digits}g}"


def count(how_many: int, noun: str) -> str:
    """``1 value``, ``3 values``."""
    return f"{how_many} {noun}" if how_many == 1 else f"{how_many} {noun}s"


def array(value: np.ndarray, digits: int = DIGITS) -> str:
    """An array with its brackets on one line if it is short, on several if it is not."""
    return np.array2string(
        value,
        separator=", ",
        threshold=WIDEST,
        edgeitems=3,
        max_line_width=76,
        formatter={"float_kind": lambda one: number(one, digits)},  # type: ignore[arg-type]
    )


def article(name: str) -> str:
    """``a list``, ``an Axes``."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
