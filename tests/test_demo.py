"""The sample class, and the demo that grades it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from autograder import catalogue
from autograder.demo import demo, table
from autograder.errors import UsageError
from autograder.grading.places import assignment_named
from autograder.grading.submissions import find
from autograder.sample_class import SampleClass
from tests.sample_course import ROOT

NAMES = sorted(path.parent.name for path in ROOT.glob("solutions/*/assignment.toml"))


def files(folder):
    return {path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}


@pytest.fixture(params=NAMES)
def assignment(request):
    return assignment_named(request.param)


def make(assignment, folder):
    folder.mkdir()
    SampleClass(assignment, catalogue.load(assignment.name)).write(folder)
    return folder


def test_a_class_of_forty_in_all_layouts(assignment, tmp_path):
    folder = make(assignment, tmp_path / "class")
    found = find(folder, assignment)
    assert len(found.submissions) == 40
    assert found.hidden == 0
    entries = list(folder.iterdir())
    assert {entry.suffix for entry in entries if entry.is_file()} == {".ipynb", ".py"}
    assert sum(entry.is_dir() for entry in entries) > 30


def test_the_class_is_the_same_every_time(assignment, tmp_path):
    assert files(make(assignment, tmp_path / "one")) == files(make(assignment, tmp_path / "two"))


def test_a_catalogue_without_mistakes_is_named(assignment, tmp_path):
    empty = catalogue.Catalogue((), (), (), {})
    with pytest.raises(UsageError, match=r"no mistake for Task \d.*Add one to autograder/graders"):
        SampleClass(assignment, empty).write(tmp_path)


def test_the_table_counts_statuses_and_scores():
    rows = [{"status": "graded", "score": 4.0}, {"status": "graded", "score": 0.0},
            {"status": "graded", "score": 4.0}, {"status": "unreadable", "score": 0.0}]
    lines = table({"submissions": rows, "max_score": 4.0})
    assert lines[:2] == ["graded          3", "unreadable      1"]
    assert lines[-1].split()[:2] == ["4", "2"]
    assert lines[-1].endswith("#" * 40)


@pytest.mark.parametrize("place", ["submitted/ada.ipynb", "results/results.json"])
def test_what_no_demo_has_made_is_left_alone(tmp_path, place):
    (tmp_path / place).parent.mkdir()
    (tmp_path / place).write_text("{}")
    with pytest.raises(UsageError, match="Name another folder with --out"):
        demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [place.partition("/")[0]]
    assert (tmp_path / place).read_text() == "{}"


@pytest.mark.slow
def test_the_demo_grades_everybody_and_says_where_to_look(tmp_path):
    for _ in range(2):  # the second replaces the first
        run = subprocess.run([sys.executable, "-m", "autograder", "demo", "--out",
                              tmp_path / "out"],
                             cwd=ROOT, capture_output=True, text=True, check=True, timeout=180)
    out = tmp_path / "out" / "results"
    for place in ("grades.csv", "feedback", "report.html"):
        assert (out / place).exists()
        assert str(out / place) in run.stdout
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    rows = {row["student"]: row for row in results["submissions"]}
    assert len(rows) == 40
    assert {row["status"] for row in rows.values()} == {
        "graded", "unreadable", "crashed", "timed_out", "rejected"}
    assert rows["amara.okafor"]["score"] == results["max_score"]
    assert rows["bruna.costa"]["score"] == 0, "the untouched release"
    assert rows["george.papadakis"]["score"] == 0, "patched assertions"
