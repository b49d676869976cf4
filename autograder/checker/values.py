"""Values as they are written in messages, and a stand-in for values that are no data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

WIDEST = 60  # numbers of an array that a message shows before it shortens


@dataclass(frozen=True)
class Opaque:
    """A value that is no plain data: only its type and a short text of it are known."""

    type: str
    text: str = ""


def describe(value: Any) -> str:
    """What kind of thing a value is, in a beginner's words: ``an array of shape (6, 1)``."""
    if value is None:
        return "None"
    if isinstance(value, Opaque):
        return article(value.type)
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    if isinstance(value, (list, tuple)):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, (int, float, np.number)) and not isinstance(value, bool):
        return f"the number {show(value)}"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    return article(type(value).__name__)


def show(value: Any) -> str:
    """Write a value for a message: short, rounded to what the eye needs.

    Arrays keep their brackets, so that their shape can be seen; long ones are shortened.
    """
    if isinstance(value, (bool, np.bool_)) or value is None:
        return str(value)
    if isinstance(value, (float, np.floating)):
        return number(float(value))
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, np.ndarray):
        return array(value)
    if isinstance(value, (list, tuple)):
        left, right = "[]" if isinstance(value, list) else "()"
        items = [show(item) for item in value[:6]]
        more = ", …" if len(value) > 6 else "," if left == "(" and len(value) == 1 else ""
        return left + ", ".join(items) + more + right
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:60] + "…")
    if isinstance(value, Opaque):
        return f"<{value.type}>"
    return f"<{type(value).__name__}>"


def number(value: float) -> str:
    """Six significant digits: enough to see a difference, few enough to read."""
    return f"{value:.6g}"


def array(value: np.ndarray) -> str:
    """An array with its brackets on one line if it is short, on several if it is not."""
    return np.array2string(
        value,
        separator=", ",
        threshold=WIDEST,
        edgeitems=3,
        max_line_width=76,
        formatter={"float_kind": number},  # type: ignore[arg-type]
    )


def article(name: str) -> str:
    """``a list``, ``an Axes``."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
