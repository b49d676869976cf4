"""Who handed in what: the layouts of a folder of submissions."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from autograder.checker.assignment import Assignment, Stub, Task
from autograder.errors import UsageError
from autograder.grading.submissions import find

TABLE = Assignment("sample", "", (Task(1, "first", "First", 1, (Stub("f", "f()", ""),)),))
RELEASED = frozenset({"test_sample.py", "conftest.py", "README.md", "assignment.toml", "checker"})


@pytest.fixture
def lay(tmp_path):
    """Lay out files of the given paths; returns the folder."""
    def make(*paths):
        for path in paths:
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("x = 1\n" if file.suffix == ".py" else '{"cells": []}')
        return tmp_path

    return make


def works(folder):
    """Student → the file that counts, or the status where none does."""
    found = find(folder, TABLE, RELEASED).submissions
    return {one.student: one.path.relative_to(folder).as_posix() if one.path else one.status
            for one in found}


# ---- layouts -----------------------------------------------------------------------------


def test_one_file_a_student(lay):
    assert works(lay("ada.ipynb", "bob.py", "Eve.IPYNB")) == {
        "ada": "ada.ipynb", "bob": "bob.py", "Eve": "Eve.IPYNB"}


def test_one_folder_a_student(lay):
    assert works(lay("ada/sample.ipynb", "bob/whatever.py", "eve/sample.py")) == {
        "ada": "ada/sample.ipynb", "bob": "bob/whatever.py", "eve": "eve/sample.py"}


def test_nbgraders_folders(lay):
    folder = lay("ada/sample/sample.ipynb", "ada/other/other.ipynb", "bob/sample/mine.ipynb",
                 "ada/sample/timestamp.txt")
    assert works(folder) == {"ada": "ada/sample/sample.ipynb", "bob": "bob/sample/mine.ipynb"}


def test_another_assignment_of_nbgraders_is_not_this_one(lay):
    folder = lay("ada/sample/sample.ipynb", "bob/other/other.ipynb", "eve/my work/sample.ipynb",
                 "kim/other/other.ipynb", "kim/third/third.ipynb")
    assert works(folder) == {"ada": "ada/sample/sample.ipynb", "bob": "unreadable",
                             "eve": "eve/my work/sample.ipynb", "kim": "unreadable"}
    reasons = {one.student: one.reason for one in find(folder, TABLE).submissions}
    assert reasons["bob"] == ("The folder bob holds no notebook and no script that can be read "
                              "as sample.")


def test_nbgraders_date_tells_its_layout_too(lay):
    folder = lay("ada/other/other.ipynb", "ada/other/timestamp.txt", "bob/hw/other.ipynb")
    assert works(folder) == {"ada": "unreadable", "bob": "bob/hw/other.ipynb"}


def test_all_layouts_at_once(lay):
    assert works(lay("ada.ipynb", "bob/sample.ipynb", "eve/sample/sample.ipynb")) == {
        "ada": "ada.ipynb", "bob": "bob/sample.ipynb", "eve": "eve/sample/sample.ipynb"}


def test_a_single_file(lay):
    folder = lay("ada.ipynb", "bob.py")
    [one] = find(folder / "ada.ipynb", TABLE).submissions
    assert (one.student, one.path) == ("ada", folder / "ada.ipynb")


def test_folders_as_archives_have_them(lay):
    folder = lay("ada/ada-final/sample.ipynb", "bob/a/b/sample/sample.ipynb")
    assert works(folder) == {"ada": "ada/ada-final/sample.ipynb",
                             "bob": "bob/a/b/sample/sample.ipynb"}


def test_what_systems_put_beside_the_work_is_passed_over(lay):
    folder = lay("ada/hw/work.ipynb", "ada/__MACOSX/hw/._work.ipynb", "__MACOSX/ada/._hw",
                 "bob/hw/work.py", "bob/__pycache__/work.pyc")
    assert works(folder) == {"ada": "ada/hw/work.ipynb", "bob": "bob/hw/work.py"}
    assert find(folder, TABLE).hidden == 3


def test_the_releases_own_files_are_not_the_students(lay):
    folder = lay(*(f"{student}/{name}" for student in ("ada", "bob", "eve")
                   for name in ("test_sample.py", "conftest.py", "checker/reader.py",
                                "README.md", "assignment.toml")),
                 "ada/sample.ipynb", "bob/renamed.ipynb")
    assert works(folder) == {"ada": "ada/sample.ipynb", "bob": "bob/renamed.ipynb",
                             "eve": "unreadable"}


def test_several_files_of_one_student(lay):
    folder = lay("ada/sample.ipynb", "ada/draft.ipynb", "ada/sample.py",
                 "bob/draft.ipynb", "bob/sample.py", "eve/one.ipynb", "eve/two.py",
                 "kim.ipynb", "kim/sample.ipynb", "lea.ipynb", "lea.py")
    assert works(folder) == {"ada": "ada/sample.ipynb", "bob": "bob/sample.py",
                             "eve": "rejected", "kim": "kim/sample.ipynb", "lea": "rejected"}
    reasons = {one.student: one.reason for one in find(folder, TABLE).submissions}
    assert reasons["eve"] == "There are 2 files and none is called sample.ipynb: one.ipynb, two.py."


def test_many_files_are_not_all_listed(lay):
    [one] = find(lay(*(f"ada/{i:03}.py" for i in range(200))), TABLE).submissions
    assert one.reason.endswith("009.py, ….")


def test_what_is_no_work_beside_the_work_is_passed_over(lay):
    folder = lay("ada.ipynb", "ada.pdf", "bob/notes.txt", "bob/figure.png", "bob/work.ipynb",
                 "eve.txt", "kim/notes.txt")
    assert works(folder) == {"ada": "ada.ipynb", "bob": "bob/work.ipynb", "eve": "eve.txt",
                             "kim": "unreadable"}


def test_nobody_is_lost(lay, tmp_path):
    lay("ada.txt", "bob.zip", "noextension", "eve/readme.md")
    (tmp_path / "empty").mkdir()
    found = find(tmp_path, TABLE).submissions
    for one in found:
        one.read()
    assert {one.student: one.status for one in found} == dict.fromkeys(
        ["ada", "bob", "noextension", "eve", "empty"], "unreadable")
    assert all(one.reason.endswith(".") for one in found)


def test_students_are_in_order(lay):
    names = ["b", "a", "C", "ä", "10", "9"]
    found = find(lay(*(f"{name}.py" for name in names)), TABLE).submissions
    assert [one.student for one in found] == sorted(names)


# ---- hidden entries and links ------------------------------------------------------------


def test_hidden_entries_are_passed_over_and_counted(lay):
    folder = lay(".DS_Store", ".git/config", "ada/.ipynb_checkpoints/sample-checkpoint.ipynb",
                 "ada/sample.ipynb", "ada/._sample.ipynb", "bob/sample/.hidden.py",
                 "bob/sample/sample.py")
    found = find(folder, TABLE)
    assert found.hidden == 5
    assert works(folder) == {"ada": "ada/sample.ipynb", "bob": "bob/sample/sample.py"}


def test_links_are_not_followed(lay, tmp_path):
    folder = lay("class/ada.py", "class/bob/sample.ipynb", "secret/sample.py")
    (folder / "class" / "eve.py").symlink_to(folder / "secret" / "sample.py")
    (folder / "class" / "kim.jr").symlink_to(folder / "secret")
    (folder / "class" / "lea").mkdir()
    (folder / "class" / "lea" / "sample").symlink_to(folder / "secret")
    (folder / "class" / "max").mkdir()
    (folder / "class" / "max" / "sample.ipynb").symlink_to(folder / "class" / "ada.py")
    found = {one.student: one for one in find(folder / "class", TABLE).submissions}
    for one in found.values():
        one.read()
    assert {name: one.status for name, one in found.items()} == {
        "ada": "graded", "bob": "graded", "eve": "rejected", "kim.jr": "rejected",
        "lea": "unreadable", "max": "rejected"}


# ---- odd names ---------------------------------------------------------------------------

ODD = ["Zoë", "名前", "with space", "new\nline", "-leading-dash", "--out", "tab\there", "quote'\"",
       "a.b.c", "=cmd()", "<b>bold", "%s {0}", "x" * 240, "..x", "~", "\x1b[31mred", "$HOME"]


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
def test_odd_names_are_kept_exactly(lay):
    odd = [name for name in ODD if not name.startswith(".")]
    assert set(works(lay(*(f"{name}.py" for name in odd)))) == set(odd)


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
def test_odd_names_of_folders_are_kept_exactly(lay):
    odd = [name for name in ODD if not name.startswith(".")]
    assert set(works(lay(*(f"{name}/sample.py" for name in odd)))) == set(odd)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="such names cannot be there")
def test_a_name_that_is_no_text_is_kept(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.py")).write_text("x = 1\n")
    [one] = find(tmp_path, TABLE).submissions
    one.read()
    assert (one.student, one.status) == ("caf\udce9", "graded")


# ---- odd folders -------------------------------------------------------------------------


def test_a_folder_without_end_is_no_work(tmp_path):
    before = Path.cwd()
    deep = tmp_path / "ada"
    deep.mkdir()
    os.chdir(deep)
    try:
        for _ in range(1_500):
            os.mkdir("a")
            os.chdir("a")
        assert works(tmp_path) == {"ada": "unreadable"}
    finally:
        os.chdir(deep)
        for _ in range(1_500):  # too deep for what tidies up
            os.rename("a/a", "b") if os.path.isdir("a/a") else os.mkdir("b")
            os.rmdir("a")
            os.rename("b", "a")
        os.chdir(before)


def test_a_folder_that_is_called_like_a_notebook_is_a_folder(lay):
    assert works(lay("ada.ipynb/sample.ipynb", "bob/sample.ipynb/x.txt", "bob/mine.py")) == {
        "ada.ipynb": "ada.ipynb/sample.ipynb", "bob": "bob/mine.py"}


def test_a_folder_into_which_nobody_may_look(lay, monkeypatch):
    folder = lay("ada/sample.py", "bob/sample.py")
    look = Path.iterdir

    def iterdir(path):
        if path.name == "ada":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert works(folder) == {"ada": "unreadable", "bob": "bob/sample.py"}


@pytest.mark.skipif(sys.platform == "win32", reason="its permissions are others")
def test_a_folder_that_lets_nobody_open_what_it_lists(lay, monkeypatch):
    folder = lay("ada/sample.py", "bob/sample.py")
    stat, denied = os.lstat, str(folder / "ada" / "sample.py")

    def lstat(path, **how):
        if str(path) == denied:
            raise PermissionError(13, "Permission denied", denied)
        return stat(path, **how)

    monkeypatch.setattr(os, "lstat", lstat)  # who runs the tests may be root, who may see it all
    monkeypatch.setattr(os, "stat", lambda path, **how: (
        lstat(path) if not how.get("follow_symlinks", True) else stat(path)))
    for one in find(folder, TABLE).submissions:
        one.read()  # raises nothing


def test_wrong_usage_is_said(tmp_path):
    with pytest.raises(UsageError, match="There is no folder"):
        find(tmp_path / "nowhere", TABLE)
    with pytest.raises(UsageError, match="holds no submissions"):
        find(tmp_path, TABLE)
    (tmp_path / ".hidden").touch()
    with pytest.raises(UsageError, match="1 hidden entries were passed over"):
        find(tmp_path, TABLE)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with pytest.raises(UsageError, match="There is no folder"):
        find(fifo, TABLE)
