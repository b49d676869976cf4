"""Figures made before a worker is forked: making one takes longer than drawing on it."""

from __future__ import annotations

import functools
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
from matplotlib._pylab_helpers import Gcf

SPARE = 16


def keep_spare_figures() -> None:
    """Have ``plt.subplots()`` and ``plt.gca()`` hand out figures that are there already.

    As long as there are some: then, and with other options or other settings than
    matplotlib's own, they make new ones as ever.
    """
    new_subplots, new_gca = plt.subplots, plt.gca
    for _ in range(SPARE):
        new_subplots()
    managers = list(Gcf.figs.values())
    Gcf.figs.clear()
    settings = dict(matplotlib.rcParams)

    def can_spare() -> bool:
        return bool(managers) and dict.__eq__(matplotlib.rcParams, settings)  # in C, without a copy

    def spare() -> Any:
        manager = managers.pop()
        manager.num = max(Gcf.figs, default=0) + 1
        Gcf.set_active(manager)
        return manager.canvas.figure

    @functools.wraps(new_subplots)
    def subplots(*args: Any, **kwargs: Any) -> Any:
        if args or kwargs.keys() - {"figsize"} or not can_spare():
            return new_subplots(*args, **kwargs)
        figure = spare()
        if kwargs.get("figsize") is not None:
            figure.set_size_inches(kwargs["figsize"])
        return figure, figure.axes[0]

    @functools.wraps(new_gca)
    def gca() -> Any:
        return new_gca() if Gcf.figs or not can_spare() else spare().axes[0]

    plt.subplots, plt.gca = subplots, gca
