"""Broken files, graded as one class between honest ones: each gets a row and a reason.

The files of ``tests/broken`` are what people hand in by accident or out of malice. What
cannot be committed (links, FIFOs, giants, unreadable files) is made here.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.checker import reader
from autograder.grading import grade
from autograder.grading.limits import Limits
from autograder.grading.submissions import Submission
from autograder.nbgrader.submissions import MOST_TEXT, MOST_TEXTS, as_notebook

ROOT = Path(__file__).resolve().parents[1]
BROKEN = sorted((ROOT / "tests" / "broken").iterdir())
SOLUTION = ROOT / "solutions" / "linear_regression" / "linear_regression.py"
HONEST = ("0_honest", "m_honest", "zz_honest")

# Files that are odd, and yet hold a right answer to the first task.
EARNS = {"format_3_ipynb": 1.0}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Student → row of the results."""
    folder = tmp_path_factory.mktemp("broken")
    submissions = folder / "class"
    submissions.mkdir()
    for path in BROKEN:
        shutil.copy(path, submissions / f"{_student(path)}{path.suffix}")
    for name in HONEST:
        shutil.copy(SOLUTION, submissions / f"{name}.py")
    _make_special(submissions, folder)
    grade(submissions, folder / "out", jobs=2, limits=Limits(statement=1, call=1, submission=6))
    text = (folder / "out" / "results.json").read_text(encoding="utf-8")
    assert "outside the class" not in text
    return {row["student"]: row for row in json.loads(text)["submissions"]}


def _student(path: Path) -> str:
    return path.name.replace(".", "_")


def _make_special(submissions: Path, outside: Path) -> None:
    (outside / "secret.py").write_text("linear_equation = 'outside the class'")
    for name, target in (("link", outside / "secret.py"), ("link_absolute", "/etc/passwd"),
                         ("link_dangling", "nowhere"), ("link_loop", "link_loop.py"),
                         ("link_to_neighbour", "0_honest.py"), ("link_to_folder", outside)):
        (submissions / f"{name}.py").symlink_to(target)
    if hasattr(os, "mkfifo"):
        os.mkfifo(submissions / "fifo.ipynb")
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(os.path.relpath(submissions / "socket.py"))
    with open(submissions / "sparse_giant.ipynb", "wb") as file:
        file.truncate(1 << 40)
    (submissions / "just_too_large.py").write_text("x = 1\n" * (1 << 18))
    (submissions / "empty_folder").mkdir()
    (submissions / "folder.py").mkdir()
    many = submissions / "many_files"
    many.mkdir()
    for i in range(50):
        (many / f"try{i}.py").write_text("x = 1")
    deep = submissions / "deep_folder"
    for part in "abcdefgh":
        deep /= part
    deep.mkdir(parents=True)
    (deep / "linear_regression.py").write_text("x = 1")
    for name in ("=cmd|' -C calc'!A0", "-rf", "name with spaces", "ünï·¢ødé 中文", "a" * 200,
                 "<script>alert(1)<script>", "tab\tand\nnewline", "\x1b[31mred",
                 "CON", "%s%n{0}", "bidi\u202egnp"):
        (submissions / f"{name}.py").write_text("x = 1")
    if sys.platform.startswith("linux"):
        Path(os.fsdecode(os.fsencode(submissions) + b"/latin-\xe9.py")).write_text("x = 1")


def test_there_are_enough() -> None:
    assert len(BROKEN) >= 60


def test_honest_neighbours_are_not_harmed(rows: dict[str, dict[str, Any]]) -> None:
    assert {name: rows[name]["score"] for name in HONEST} == dict.fromkeys(HONEST, 20.0)


def test_everybody_has_a_row(rows: dict[str, dict[str, Any]]) -> None:
    assert {_student(path) for path in BROKEN} <= set(rows)
    for name in ("link", "fifo", "sparse_giant", "empty_folder", "many_files", "-rf", "a" * 200):
        assert name in rows


def test_nothing_is_earned(rows: dict[str, dict[str, Any]]) -> None:
    scores = {name: row["score"] for name, row in rows.items()
              if row["score"] and name not in HONEST}
    assert scores == EARNS


def test_what_is_not_graded_says_why(rows: dict[str, dict[str, Any]]) -> None:
    for name, row in rows.items():
        assert row["status"] in ("graded", "unreadable", "rejected", "crashed", "timed_out")
        if row["status"] != "graded":
            assert row["reason"], name
            assert "Traceback" not in row["reason"]
            assert len(row["reason"]) < 1000
        assert row["seconds"] < 30, name


@pytest.mark.parametrize(("student", "status"), [
    ("link", "rejected"), ("link_absolute", "rejected"), ("link_dangling", "rejected"),
    ("link_loop", "rejected"), ("link_to_neighbour", "rejected"), ("sparse_giant", "rejected"),
    ("just_too_large", "rejected"), ("many_files", "rejected"), ("empty_folder", "unreadable"),
    ("empty_ipynb", "unreadable"), ("zip_ipynb", "unreadable"), ("word_docx", "unreadable"),
    ("truncated_ipynb", "unreadable"), ("json_deep_ipynb", "unreadable"),
    ("unknown_encoding_py", "unreadable"),
])
def test_status(rows: dict[str, dict[str, Any]], student: str, status: str) -> None:
    assert (rows[student]["status"], rows[student]["score"]) == (status, 0.0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_does_not_block(rows: dict[str, dict[str, Any]]) -> None:
    assert rows["fifo"]["status"] == "rejected"


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_nbgrader_can_write_down_what_it_is_shown(path: Path) -> None:
    notebook = as_notebook(Submission("ada", path), set())
    written = nbformat.writes(notebook)
    assert nbformat.reads(written.encode().decode(), as_version=4).cells == notebook.cells
    assert "\x1b" not in written


@pytest.mark.parametrize("texts", [[""] * 200_000, ["*text* <b>\n" * 500_000]])
def test_nbgrader_is_not_shown_more_text_than_it_can_take(tmp_path: Path, texts: list[str]) -> None:
    cells = [{"cell_type": "markdown", "source": text} for text in texts]
    cells.append({"cell_type": "code", "source": "x = 1"})
    (tmp_path / "ada.ipynb").write_text(json.dumps({"cells": cells}))
    shown = as_notebook(Submission("ada", tmp_path / "ada.ipynb"), set()).cells
    assert len(shown) <= MOST_TEXTS + 1
    assert sum(len(cell.source) for cell in shown) < 2 * MOST_TEXT
    assert shown[-1].source == "x = 1"


def test_a_file_that_changes_while_nbgrader_reads_it_is_read_once(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ada.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": "x = 1"}]}))
    read = reader.cells_of

    def read_and_vanish(content: bytes, suffix: str) -> list[str]:
        path.unlink()
        return read(content, suffix)

    monkeypatch.setattr(reader, "cells_of", read_and_vanish)
    assert [cell.source for cell in as_notebook(Submission("ada", path), set()).cells] == ["x = 1"]
