"""What a learner looks at can be told apart: contrast, and shapes beside colours."""

from __future__ import annotations

import importlib.util
import sys

import pytest
from matplotlib.colors import to_rgb

from autograder.checker.panel import COLORS
from tests import course

LEAST = 3.0  # for signs, borders and lines: WCAG 2.2, success criterion 1.4.11
THEMES = ("#ffffff", "#111111")  # JupyterLab's light and dark


def luminance(color):
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
             for part in to_rgb(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("state", COLORS)
def test_the_signs_of_a_panel_stand_out_in_every_theme(state, theme):
    assert contrast(COLORS[state], theme) >= LEAST


@pytest.fixture(params=course.ASSIGNMENTS)
def pictures(request):
    path = course.ROOT / "solutions" / request.param / "pictures.py"
    if not path.exists():
        pytest.skip("this assignment has no pictures")
    spec = importlib.util.spec_from_file_location(f"pictures_of_{request.param}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.modules.pop(spec.name, None)


def test_lines_of_a_picture_stand_out_and_differ_in_shape_too(pictures):
    colors, markers, lines = zip(*pictures.STYLES, strict=True)
    for color in colors:
        assert contrast(color, "white") >= LEAST
    for kind in (colors, markers, lines):
        assert len(set(kind)) == len(kind)
