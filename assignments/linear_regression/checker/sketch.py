"""For plots: the picture that a learner has drawn beside the one that is expected.

The expected one is drawn from the numbers of a small example, which stand in the public
checks as data: a class of checks with ``SKETCH`` and ``draw`` has one.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .picture import Picture, hue, is_axes, picture
from .public import quiet
from .student import NotAttempted, Student, StudentError
from .values import count, show

PIXELS = 350  # the longer side of a picture


@dataclass(frozen=True)
class Sketch:
    """What is to be seen on an Axes.

    Attributes
    ----------
    xlabel, ylabel : str
    series : tuple
        For each cloud or curve matplotlib's format (``"o"``, ``"r^"``, ``"-"``), x, y and
        label.
    """

    xlabel: str
    ylabel: str
    series: tuple[tuple[str, ArrayLike, ArrayLike, str], ...]

    def draw(self, axes: Any) -> None:
        """Draw it."""
        for format_, x, y, label in self.series:
            axes.plot(x, y, format_, label=label)
        axes.set(xlabel=self.xlabel, ylabel=self.ylabel)
        if any(not label.startswith("_") for *_, label in self.series):
            axes.legend()


@dataclass(frozen=True)
class Comparison:
    """The learner's picture and the expected one, each as PNG and in words."""

    yours: bytes
    your_words: str
    expected: bytes
    expected_words: str


def compare(checks: type, student: Student) -> Comparison | None:
    """Draw both pictures of a class of checks; nothing if it has none or nothing is drawn."""
    sketch: Sketch | None = getattr(checks, "SKETCH", None)
    if sketch is None:
        return None
    import matplotlib.pyplot as plt

    draw: Callable[[Student], object] = checks().draw
    with quiet():
        try:
            axes = draw(student)
        except (NotAttempted, StudentError):
            return None
        if not is_axes(axes):  # it may have drawn all the same
            axes = plt.gca()
        try:
            yours, your_words = _png(axes), describe(picture(axes))
        except Exception:  # a label, for one, that matplotlib cannot set
            return None
        axes = plt.subplots()[1]
        sketch.draw(axes)
        return Comparison(yours, your_words, _png(axes), describe(picture(axes)))


def _png(axes: Any) -> bytes:
    file = io.BytesIO()
    axes.figure.savefig(file, format="png", dpi=PIXELS / max(axes.figure.get_size_inches()))
    return file.getvalue()


def describe(seen: Picture) -> str:
    """What can be seen on an Axes, in words."""
    points = np.concatenate([np.empty((0, 2)), *(one.points for one in seen.series)])
    labels = f"{_axis('x', seen.xlabel, points[:, 0])} and {_axis('y', seen.ylabel, points[:, 1])}"
    drawn = ", ".join(f"{count(len(one.points), 'point')}"
                      + (f" in {color}" if (color := hue(one.color)) != "other" else "")
                      + ("" if one.label.startswith("_") else f" ({one.label})")
                      for one in seen.series[:6]) or "nothing"
    more = f" and {len(seen.series) - 6} more" if len(seen.series) > 6 else ""
    legend = ", ".join(text for text, _ in seen.legend[:6])
    return f"{labels}; drawn: {drawn}{more}; {f'legend: {legend}' if legend else 'no legend'}"


def _axis(name: str, label: str, places: np.ndarray) -> str:
    """An axis in words: its label, and from where to where something is drawn along it."""
    words = f"{name} axis {label!r}" if label else f"no label on the {name} axis"
    return words + (f" ({show(places.min())} to {show(places.max())})" if len(places) else "")
