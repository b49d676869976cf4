"""From the annotated source to the release."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.build import build
from autograder.errors import UsageError
from tests.sample_course import ROOT, SOURCE, make_course

RELEASE = Path("assignments", "sample")
ANSWERS = ("return x + x", "self.value = 0", "self.value += 1", "list(range(1, n + 1))")


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path)


@pytest.fixture
def built(course):
    build(course)
    return course


def cells(path):
    return {cell["id"]: cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]}


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


def source_with(course, old, new):
    path = course / "solutions" / "sample" / "sample.py"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_repository_is_built():
    assert build(ROOT, check=True) == [], "run `python3 -m autograder build`"


def test_the_release_holds_the_notebook_the_other_files_and_the_checker(built):
    checker = {path.relative_to(ROOT / "autograder").as_posix()
               for path in (ROOT / "autograder" / "checker").rglob("*.py")}
    assert set(files(built / RELEASE)) == checker | {
        "checker/stubs.json", "sample.ipynb", "assignment.toml", "test_sample.py",
        "data/days.csv"}


def test_the_release_holds_no_answer_and_no_output(built):
    for name, content in files(built / RELEASE).items():
        text = content.decode()
        assert "SOLUTION" not in text, name
        assert not [answer for answer in ANSWERS if answer in text], name
    for cell in cells(built / RELEASE / "sample.ipynb").values():
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_a_stub_names_its_task(built):
    released = cells(built / RELEASE / "sample.ipynb")
    assert "".join(released["stub-double"]["source"]) == (
        'def double(x):\n    """Twice x."""\n'
        '    raise NotImplementedError("Task 1 (doubling): double")')
    counter = "".join(released["stub-Counter"]["source"])
    assert counter.count('        raise NotImplementedError("Task 2 (counting): Counter")') == 2
    assert "def step(self):" in counter


def test_cells_keep_their_names_and_carry_nbgraders_metadata(built):
    solved = cells(built / "solutions" / "sample" / "sample.ipynb")
    assert list(solved) == ["welcome", "imports", "stub-double", "check-doubling",
                            "stub-Counter", "stub-count_to", "check-counting"]
    assert solved["welcome"]["metadata"] == {}
    assert solved["imports"]["metadata"] == {"tags": ["keep"]}
    assert "".join(solved["imports"]["source"]).startswith("%matplotlib inline")
    assert solved["stub-double"]["metadata"]["nbgrader"] == {
        "schema_version": 3, "grade_id": "stub-double",
        "grade": False, "solution": True, "locked": False, "task": False}
    assert solved["check-counting"]["metadata"]["nbgrader"] == {
        "schema_version": 3, "grade_id": "check-counting", "points": 2.5,
        "grade": True, "solution": False, "locked": True, "task": False}


def test_notebooks_are_valid_and_say_nothing_of_this_machine(built):
    for path in (built / RELEASE / "sample.ipynb", built / "solutions" / "sample" / "sample.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert notebook.metadata == {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"}}


def test_built_text_has_unix_line_ends_and_a_last_newline(built):
    for name, content in files(built / RELEASE).items():
        assert b"\r" not in content, name
        assert content.endswith(b"\n"), name


def test_a_rebuild_gives_the_same_bytes(built):
    before = files(built)
    shutil.rmtree(built / "assignments")
    build(built)
    assert files(built) == before
    assert build(built) == []


def test_check_names_what_drifted_and_writes_nothing(built):
    release = built / RELEASE
    (release / "test_sample.py").unlink()
    (release / "sample.ipynb").write_text("{}\n")
    (release / "checker" / "old.py").write_text("")
    (release / "checker" / "__pycache__").mkdir()
    (release / "checker" / "__pycache__" / "old.pyc").write_text("")
    before = files(built)
    assert list(map(str, build(built, check=True))) == [
        "extra: assignments/sample/checker/old.py",
        "changed: assignments/sample/sample.ipynb",
        "missing: assignments/sample/test_sample.py"]
    assert files(built) == before
    build(built)
    assert build(built, check=True) == []
    assert not (release / "checker" / "old.py").exists()


def test_a_release_without_a_source_is_removed(built):
    shutil.copytree(built / RELEASE, built / "assignments" / "last_year")
    assert {drift.how for drift in build(built)} == {"extra"}
    assert not (built / "assignments" / "last_year").exists()


@pytest.mark.parametrize(("old", "new", "message"), [
    ("    ### BEGIN SOLUTION\n    return x + x\n    ### END SOLUTION\n", "    return 2 * x\n",
     r"sample\.py, cell 3 \('def double\(x\):'\): the stub has no answer"),
    ("        self.value = 0\n        ### END SOLUTION\n", "        self.value = 0\n",
     "cell 5 .*markers do not match"),
    ("check(double)", "### BEGIN SOLUTION\n1\n### END SOLUTION", "an answer stands outside a stub"),
    ('stub="double"', 'stub="treble"', 'a stub cell is for "treble", which is not in the table'),
    ('stub="count_to"', 'stub="double"', '2 stub cells are for "double"'),
    ('role="stub" stub="double"', 'role="stub"', 'cell 3 .*it has no stub="…"'),
    ('# %% role="check" task="doubling"\ncheck(double)\n', "",
     'no check cell is for "doubling", which is in the table'),
    ('task="doubling"', 'task="halving"', 'a check cell is for "halving"'),
    ('name="imports" tags=["keep"]', 'tags=["keep"]', 'cell 2 .*it has no name="…"'),
    ('name="imports"', 'name="welcome"', 'another cell has the id "welcome"'),
    ('name="imports"', 'name="my imports"', "cell 2 .*would be no valid cell"),
    ('name="imports"', 'role="hint"', 'role="hint" is unknown'),
    ('# %% role="check" task="doubling"', '# %% [markdown] role="check" task="doubling"',
     "a check cell must be a code cell"),
])
def test_a_wrong_source_is_named_and_nothing_is_written(course, old, new, message):
    source_with(course, old, new)
    with pytest.raises(UsageError, match=message):
        build(course)
    assert not (course / "assignments").exists()
    assert not list(course.rglob("*.ipynb"))


def test_a_stub_that_the_source_lacks_is_named(course):
    table = course / "solutions" / "sample" / "assignment.toml"
    table.write_text(table.read_text().replace("stubs.count_to", "stubs.count_down"))
    with pytest.raises(UsageError, match="count_to"):
        build(course)


@pytest.mark.parametrize(("name", "content", "message"), [
    ("assignment.toml", "name = ", "table cannot be read"),
    ("assignment.toml", 'name = "other"\ntitle = ""\ntasks = []', "the same name"),
    ("Untitled.ipynb", "{}", "would be released, and nothing builds it"),
    ("sample.html", "<pre>### BEGIN SOLUTION\n", "would be released, and holds an answer"),
])
def test_a_wrong_file_is_named(course, name, content, message):
    (course / "solutions" / "sample" / name).write_text(content)
    with pytest.raises(UsageError, match=message):
        build(course)


def test_a_folder_that_is_no_course_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match=r"no nbgrader_config\.py"):
        build(tmp_path)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    with pytest.raises(UsageError, match="holds no assignment"):
        build(tmp_path)


def test_the_sample_is_what_the_tests_say():
    assert all(answer in SOURCE for answer in ANSWERS)
