"""An Axes read as plain data: what is drawn, where, in which colour, under which label.

Plots are judged by this and by nothing else; never by pixels or by the wording of a label.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

MOST_SERIES = 2_000  # artists that are read: some draw one for each example and feature
MOST_POINTS = 20_000  # of all artists together
HUES = {"red": (335, 25), "blue": (185, 265)}  # degrees on the colour circle


@dataclass
class Series:
    """One line, or those points of one cloud that have the same hue.

    Attributes
    ----------
    points : ndarray of shape (m, 2)
        Its x and y in data coordinates.
    color : ndarray of shape (3,)
        Red, green and blue from 0 to 1, the mean where points differ.
    label : str
        Its label; matplotlib's own begin with an underscore.
    marked : bool
        Whether its points can be seen, and not only the line that joins them.
    """

    points: np.ndarray
    color: np.ndarray
    label: str = ""
    marked: bool = True


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
    from matplotlib.collections import LineCollection

    series = [_line(line) for line in axes.lines if line.get_visible() and _leaves_ink(line)]
    for one in axes.collections[:MOST_SERIES]:
        if not one.get_visible():
            continue
        if isinstance(one, LineCollection):
            if _is_inked(one):
                series.append(_segments(one))
        elif hasattr(one, "get_sizes") and _has_marker(one) and _is_inked(one):
            series += _clouds(one)
    series += _shapes(axes.patches[:MOST_SERIES])
    return Picture(
        xlabel=str(axes.get_xlabel())[:200],
        ylabel=str(axes.get_ylabel())[:200],
        series=list(_bounded(series[:MOST_SERIES])),
        legend=_legend(axes)[:MOST_SERIES],
    )


def hue(color: Any) -> str:
    """``red``, ``blue`` or ``other``, for any shade of a colour that is neither grey nor black."""
    if not _is_coloured(color):
        return "other"
    degrees = 360 * _hsv(color)[0]
    for name, (low, high) in HUES.items():
        if low <= degrees <= high if low < high else degrees >= low or degrees <= high:
            return name
    return "other"


def _is_coloured(color: Any) -> bool:
    """Whether a colour is neither white nor grey nor black."""
    _, saturation, brightness = _hsv(color)
    return saturation > 0.2 and brightness > 0.2


def _hsv(color: Any) -> tuple[float, float, float]:
    red, green, blue = (min(max(float(part), 0.0), 1.0) for part in color)
    return colorsys.rgb_to_hsv(red, green, blue)


def _bounded(series: list[Series]) -> Iterator[Series]:
    left = MOST_POINTS
    for one in series:
        one.points = one.points[:left]
        left -= len(one.points)
        yield one


def _has_marker(cloud: Any) -> bool:
    """Whether there is anything to see: ``marker=""`` draws nothing."""
    return any(len(path.vertices) for path in cloud.get_paths())


def _leaves_ink(line: Any) -> bool:
    """Whether anything of a line can be seen: its stroke, or a marker."""
    return _marks_its_points(line) or bool(
        _has_stroke(line) and line.get_linewidth() and len(line.get_xydata()) > 1
        and _is_opaque(line, line.get_color()))


def _marks_its_points(line: Any) -> bool:
    """Whether the face or the edge of a line's markers can be seen."""
    if not (_has_markers(line) and line.get_markersize()):
        return False
    return _is_opaque(line, line.get_markerfacecolor()) or bool(
        line.get_markeredgewidth() and _is_opaque(line, line.get_markeredgecolor()))


def _is_opaque(line: Any, color: Any) -> bool:
    from matplotlib.colors import to_rgba

    return bool(to_rgba(color, line.get_alpha())[3])


def _is_inked(collection: Any) -> bool:
    """Whether anything of a cloud or of segments can be seen."""
    collection.update_scalarmappable()
    if hasattr(collection, "get_sizes") and not np.any(collection.get_sizes()):
        return False
    colors = [collection.get_facecolor()]
    if np.any(collection.get_linewidth()):
        colors.append(collection.get_edgecolor())
    return any(np.reshape(one, (-1, 4))[:, 3].any() for one in colors)


def _has_stroke(line: Any) -> bool:
    return line.get_linestyle() not in ("None", "none", "", " ")


def _has_markers(line: Any) -> bool:
    marker = line.get_marker()
    return isinstance(marker, np.ndarray) or marker not in ("None", "none", "", " ", None)


def _line(line: Any) -> Series:
    points, _ = _finite(line.get_xydata())
    return Series(points, _line_color(line), str(line.get_label())[:200],
                  _marks_its_points(line))


def _clouds(cloud: Any) -> list[Series]:
    """The points of a cloud, apart by their hue: one call may draw them in many colours."""
    points, seen = _finite(cloud.get_offsets())
    colors = _cloud_colors(cloud)
    label = str(cloud.get_label())[:200]
    if len(colors) == 1:
        return [Series(points, colors[0], label)]
    colors = np.resize(colors, (len(seen), 3))[seen]
    shades, which = np.unique(colors, axis=0, return_inverse=True)
    hues = np.array([hue(shade) for shade in shades])[which.ravel()]
    return [Series(points[hues == name], colors[hues == name].mean(axis=0), label)
            for name in sorted(set(hues.tolist()))]


def _segments(lines: Any) -> Series:
    """The corners of all lines of a collection."""
    corners = [np.reshape(one, (-1, 2)) for one in lines.get_segments()]
    points, _ = _finite(np.vstack(corners) if corners else np.empty((0, 2)))
    return Series(points, _mean(lines.get_colors()), str(lines.get_label())[:200], marked=False)


def _shapes(patches: Any) -> Iterator[Series]:
    """Discs, each a point, and stairs and paths: their corners, and the middles between these."""
    from matplotlib.patches import Ellipse, PathPatch

    for patch in patches:
        edge = patch.get_edgecolor() if patch.get_linewidth() else (0, 0, 0, 0)
        inks = [np.array(color[:3]) for color in (patch.get_facecolor(), edge) if color[3]]
        is_disc = isinstance(patch, Ellipse)
        if not (inks and patch.get_visible() and (is_disc or isinstance(patch, PathPatch))):
            continue
        points = np.reshape(patch.get_center() if is_disc else patch.get_path().vertices, (-1, 2))
        points = np.vstack([points, (points[1:] + points[:-1]) / 2])
        yield Series(_finite(points)[0], _telling(inks), str(patch.get_label())[:200], is_disc)


def _finite(points: Any) -> tuple[np.ndarray, np.ndarray]:
    """The points that can be seen, and which of all they are."""
    points = np.ma.filled(np.ma.asarray(points, dtype=float), np.nan).reshape(-1, 2)
    finite = np.isfinite(points).all(axis=1)
    return points[finite], finite


def _line_color(line: Any) -> np.ndarray:
    """The colour that tells a line's points from others': of its markers, if it has any."""
    from matplotlib.colors import to_rgb, to_rgba

    found = []
    if _has_markers(line):
        found = [one for one in (line.get_markerfacecolor(), line.get_markeredgecolor())
                 if to_rgba(one)[3]]
    if _has_stroke(line):
        found.append(line.get_color())
    return _telling([np.array(to_rgb(one)) for one in found or [line.get_color()]])


def _cloud_colors(cloud: Any) -> np.ndarray:
    """The colours of a cloud's points in turn; of their edges where the faces are empty or grey."""
    cloud.update_scalarmappable()
    faces, edges = (np.asarray(colors, dtype=float).reshape(-1, 4)
                    for colors in (cloud.get_facecolor(), cloud.get_edgecolor()))
    if not faces.size or not faces[:, 3].any():
        faces = edges
    if not faces.size:
        return np.zeros((1, 3))
    if not edges.size or any(map(_is_coloured, _shades(faces))):
        return faces[:, :3]
    return edges[:, :3] if any(map(_is_coloured, _shades(edges))) else faces[:, :3]


def _shades(colors: np.ndarray) -> np.ndarray:
    """The colours that occur, without their transparency."""
    return colors[:, :3] if len(colors) == 1 else np.unique(colors[:, :3], axis=0)


def _telling(colors: list[np.ndarray]) -> np.ndarray:
    """The first that is neither white nor grey nor black, else the first."""
    return next((color for color in colors if _is_coloured(color)), colors[0])


def _mean(colors: Any) -> np.ndarray:
    colors = np.asarray(colors, dtype=float).reshape(-1, 4)
    return colors[:, :3].mean(axis=0) if len(colors) else np.zeros(3)


def _legend(axes: Any) -> list[tuple[str, np.ndarray]]:
    """The entries of all legends in the figure: it may stand on a twin, or beside the Axes."""
    from matplotlib.legend import Legend
    from matplotlib.offsetbox import DrawingArea

    whole = axes.figure.canvas.figure  # the Axes may stand in a part of it
    legends = [child for one in dict.fromkeys((axes, *whole.axes)) for child in one.get_children()
               if isinstance(child, Legend) and child.get_visible()]
    return [
        (text.get_text()[:200], _entry_color(text, area.get_children()))
        for legend in dict.fromkeys((*legends, *axes.figure.legends, *whole.legends))
        for text, area in zip(legend.get_texts(), legend.findobj(DrawingArea), strict=False)
    ]


def _entry_color(text: Any, artists: list[Any]) -> np.ndarray:
    """Points lie on top of their error bars, stems and lines; some colour only the words."""
    from matplotlib.colors import to_rgb

    colors = [_handle_color(one) for one in reversed(artists) if one.get_visible()]
    return _telling([*colors, np.array(to_rgb(text.get_color()))])


def _handle_color(handle: Any) -> np.ndarray:
    from matplotlib.colors import to_rgb

    if hasattr(handle, "get_markerfacecolor"):
        return _line_color(handle)
    if hasattr(handle, "update_scalarmappable"):
        return _cloud_colors(handle).mean(axis=0)
    if hasattr(handle, "get_facecolor"):
        return _telling([np.array(to_rgb(one)) for one in
                         (handle.get_facecolor(), handle.get_edgecolor())])
    return np.zeros(3)
