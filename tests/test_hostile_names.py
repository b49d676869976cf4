"""Students' names that are aimed at what shows them: a terminal, a table, a page, a path."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests import course

NAMES = (
    "\x1b[31mred\x1b]0;owned\x07", "c1\x9b31m", "\x7f\x08\x08back", "bidi\u202egnp.exe",
    "zero\u200bwidth", "=HYPERLINK(\"http:;\")", "+1+1", "-2", "@SUM(A1)", "＝1+1", "\t=1", ";=1",
    "<script>alert(1)<;script>", "\"><img src=x onerror=alert(1)>", "'onmouseover='alert(1)",
    "javascript:alert(1)", "{{7*7}}", "${7*7}", "]]>", "--><b>", "</title>".replace("/", "∕"),
    "a,b,20.0,20.0", "quote\"d,\"20", "new\nline,20", "cr\rlf\r\n20", "ls\u2028ps\u2029",
    "-rf", "--help", "~", "$HOME", "`id`", "; id", "%s%n", "x..", "a\\b", "con", "x" * 240,
    "é" * 100, "e\u0301", "\u00e9", "ADA", "ada",
)

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"),
                                reason="such names cannot be there")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the results, and what was said."""
    folder = tmp_path_factory.mktemp("names")
    (folder / "class").mkdir()
    for number, name in enumerate(NAMES):
        (folder / "class" / f"{name}.py").write_text(f"x = {number}\n" if number % 2 else "")
    done = course.run("grade", folder / "class", "--out", folder / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder / "out", done.stdout + done.stderr


def is_unseen(letter: str) -> bool:
    """Whether a character steers what shows it; line ends and the joiners do not."""
    return letter not in "\n\u200c\u200d" and unicodedata.category(letter) in ("Cc", "Cf", "Cs")


def test_nothing_steers_the_terminal(graded: tuple[Path, str]) -> None:
    assert [letter for letter in graded[1] if is_unseen(letter)] == []


def test_the_results_keep_every_name_exactly(graded: tuple[Path, str]) -> None:
    text = (graded[0] / "results.json").read_text(encoding="utf-8")
    assert {row["student"] for row in json.loads(text)["submissions"]} == set(NAMES)
    assert not [letter for letter in text if unicodedata.category(letter) == "Cc"
                and letter != "\n"]


def test_a_table_has_one_row_a_student_and_no_formula(graded: tuple[Path, str]) -> None:
    text = (graded[0] / "grades.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == len(NAMES)
    assert {row["score"] for row in rows} == {"0"}
    for row in rows:
        assert not row["student"].lstrip().startswith(("=", "+", "-", "@", "＝"))
        assert not any(map(is_unseen, row["student"]))


class Tags(HTMLParser):
    """Collects what a page consists of."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def test_a_page_is_made_of_nothing_but_its_template(graded: tuple[Path, str]) -> None:
    pages = [graded[0] / "report.html", *sorted((graded[0] / "feedback").iterdir())]
    assert len(pages) == len(NAMES) + 1
    for page in pages:
        tags = Tags(page)
        assert not [tag for tag, _ in tags.found if tag in ("img", "iframe", "object", "base")]
        assert not [name for _, names in tags.found for name in names if name.startswith("on")]
        assert [tag for tag, _ in tags.found].count("script") <= 1
        for link in tags.links:
            assert not link.startswith(("javascript:", "//", "http:"))
            if not link.startswith("#") and ":" not in link:
                assert (page.parent / link).is_file(), link


def test_a_page_has_a_name_that_every_system_takes(graded: tuple[Path, str]) -> None:
    names = [page.name for page in (graded[0] / "feedback").iterdir()]
    assert len({name.casefold() for name in names}) == len(NAMES)
    for name in names:
        assert name.isascii()
        assert len(name) < 100
        assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-._")


MODULES = ("pickle", "json", "argparse", "tomllib", "numpy", "msgspec")
START = ("struct", "copyreg", "sitecustomize")  # Python itself looks for them


@pytest.mark.parametrize(("modules", "more"), [
    (MODULES + START, ""),
    (MODULES, os.pathsep),  # an empty entry of PYTHONPATH is the folder where Python is started
])
def test_a_file_named_like_a_module_is_never_imported(
        tmp_path: Path, modules: tuple[str, ...], more: str) -> None:
    """Who grades from within the folder of the submissions runs none of them, and obeys none."""
    submissions = tmp_path / "class"
    submissions.mkdir()
    for name in modules:
        (submissions / f"{name}.py").write_text(f"open({str(tmp_path / 'harm')!r}, 'w')\n")
    (submissions / "matplotlibrc").write_text("lines.linewidth: 99\n")
    (submissions / "ada.py").write_text(
        "import matplotlib\n"
        "if matplotlib.rcParams['lines.linewidth'] < 9:\n"
        "    def linear_equation(x, w, b): return w * x + b\n")
    done = subprocess.run(course.command("grade", ".", "--out", "../out"), cwd=submissions,
                          env=os.environ | {"PYTHONPATH": str(course.ROOT) + more}, check=False,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "harm").exists()
    rows = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert {row["student"]: row["score"] for row in rows["submissions"]} == \
        dict.fromkeys(("ada", "matplotlibrc", *modules), 0.0) | {"ada": 1.0}
