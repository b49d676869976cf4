"""The course's own material for tests: its assignments, and submissions made from them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.checker.assignment import Assignment, load

ROOT = Path(__file__).resolve().parents[1]
ASSIGNMENTS = sorted(path.parent.name for path in ROOT.glob("solutions/*/assignment.toml"))


def table(name: str) -> Assignment:
    """The table of an assignment."""
    return load(ROOT / "solutions" / name)


def solved(name: str) -> list[str]:
    """The code cells of the solution."""
    return _code(ROOT / "solutions" / name / f"{name}.ipynb")


def released(name: str) -> list[str]:
    """The code cells that a learner gets."""
    return _code(ROOT / "assignments" / name / f"{name}.ipynb")


def _code(path: Path) -> list[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def write_notebook(path: Path, cells: Sequence[str]) -> Path:
    """Write code cells as a notebook without any metadata."""
    content: dict[str, Any] = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None,
         "source": cell} for cell in cells]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def command(*arguments: str | Path) -> list[str]:
    """The kit's command line."""
    return [sys.executable, "-m", "autograder", *map(str, arguments)]


def run(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command of the kit."""
    return subprocess.run(command(*arguments), cwd=ROOT, capture_output=True, text=True,
                          check=False, **options)
