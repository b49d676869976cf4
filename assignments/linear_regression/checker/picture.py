"""An Axes read as plain data: what is drawn, where, in which colour, under which label.

Plots are judged by this and by nothing else; never by pixels or by the wording of a label.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

MOST_SERIES = 1_000  # artists that are read: some draw one for each example
MOST_POINTS = 20_000  # of all artists together
HUES = {"red": (335, 25), "blue": (185, 265)}  # degrees on the colour circle


@dataclass
class Series:
    """One line or one cloud of points.

    Attributes
    ----------
    points : ndarray of shape (m, 2)
        Its x and y in data coordinates.
    color : ndarray of shape (3,)
        Red, green and blue from 0 to 1, the mean where points differ.
    label : str
        Its label; matplotlib's own begin with an underscore.
    """

    points: np.ndarray
    color: np.ndarray
    label: str = ""


@dataclass
class Picture:
    """What can be seen on one Axes."""

    xlabel: str = ""
    ylabel: str = ""
    series: list[Series] = field(default_factory=list)
    legend: list[tuple[str, np.ndarray]] = field(default_factory=list)


def is_axes(thing: Any) -> bool:
    """Whether a thing is a matplotlib Axes."""
    from matplotlib.axes import Axes

    return isinstance(thing, Axes)


def picture(axes: Any) -> Picture:
    """Read an Axes.

    Raises
    ------
    TypeError
        If it is no Axes.
    """
    if not is_axes(axes):
        raise TypeError(f"expected an Axes, got {type(axes).__name__}")
    series = [_line(line) for line in axes.lines if line.get_visible()]
    series += [_cloud(cloud) for cloud in axes.collections
               if cloud.get_visible() and hasattr(cloud, "get_sizes") and _has_marker(cloud)]
    return Picture(
        xlabel=str(axes.get_xlabel())[:200],
        ylabel=str(axes.get_ylabel())[:200],
        series=list(_bounded(series[:MOST_SERIES])),
        legend=_legend(axes)[:MOST_SERIES],
    )


def hue(color: Any) -> str:
    """``red``, ``blue`` or ``other``, for any shade of a colour that is neither grey nor black."""
    turn, saturation, brightness = colorsys.rgb_to_hsv(*np.clip(color, 0, 1))
    if saturation <= 0.2 or brightness <= 0.2:
        return "other"
    degrees = 360 * turn
    for name, (low, high) in HUES.items():
        if low <= degrees <= high if low < high else degrees >= low or degrees <= high:
            return name
    return "other"


def _bounded(series: list[Series]) -> Iterator[Series]:
    left = MOST_POINTS
    for one in series:
        one.points = one.points[:left]
        left -= len(one.points)
        yield one


def _has_marker(cloud: Any) -> bool:
    """Whether there is anything to see: ``marker=""`` draws nothing."""
    return any(len(path.vertices) for path in cloud.get_paths())


def _line(line: Any) -> Series:
    return Series(_points(line.get_xydata()), _rgb(_line_color(line)), str(line.get_label())[:200])


def _cloud(cloud: Any) -> Series:
    return Series(_points(cloud.get_offsets()), _cloud_color(cloud), str(cloud.get_label())[:200])


def _points(points: Any) -> np.ndarray:
    points = np.ma.filled(np.ma.asarray(points, dtype=float), np.nan).reshape(-1, 2)
    return points[np.isfinite(points).all(axis=1)]


def _line_color(line: Any) -> Any:
    if line.get_linestyle() in ("None", "none", "", " "):
        face = line.get_markerfacecolor()
        return line.get_markeredgecolor() if isinstance(face, str) and face == "none" else face
    return line.get_color()


def _cloud_color(cloud: Any) -> np.ndarray:
    cloud.update_scalarmappable()
    colors = np.asarray(cloud.get_facecolor(), dtype=float).reshape(-1, 4)
    if colors.size == 0 or not colors[:, 3].any():  # open markers: only their edge is seen
        colors = np.asarray(cloud.get_edgecolor(), dtype=float).reshape(-1, 4)
    return colors[:, :3].mean(axis=0) if len(colors) else np.zeros(3)


def _rgb(color: Any) -> np.ndarray:
    from matplotlib.colors import to_rgb

    return np.asarray(to_rgb(color), dtype=float)


def _legend(axes: Any) -> list[tuple[str, np.ndarray]]:
    legends = [axes.get_legend(), *axes.figure.legends]
    return [
        (text.get_text()[:200], _handle_color(handle))
        for legend in legends if legend is not None
        for text, handle in zip(legend.get_texts(), legend.legend_handles, strict=False)
    ]


def _handle_color(handle: Any) -> np.ndarray:
    if hasattr(handle, "get_markerfacecolor"):
        return _rgb(_line_color(handle))
    if hasattr(handle, "update_scalarmappable"):
        return _cloud_color(handle)
    if hasattr(handle, "get_facecolor"):
        return _rgb(handle.get_facecolor())
    return np.zeros(3)
