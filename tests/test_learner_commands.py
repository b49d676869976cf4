"""`python -m checker …` in the released folder, and what a learner reads where something lacks."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests import course

PLAIN = {key: value for key, value in os.environ.items()
         if key not in ("PYTHONPATH", "PYTEST_ADDOPTS", "NO_COLOR", "FORCE_COLOR", "PY_COLORS")}


@pytest.fixture(params=course.ASSIGNMENTS)
def name(request):
    return request.param


@pytest.fixture
def folder(name, tmp_path):
    """A released folder as it is after unpacking, at a path with a blank in it."""
    copy = tmp_path / "my course" / name
    shutil.copytree(course.ROOT / "assignments" / name, copy,
                    ignore=shutil.ignore_patterns("__pycache__", ".*"))
    return copy


def python(folder, *arguments, **variables):
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, text=True, encoding="utf-8", check=False,
        env=PLAIN | {"PYTHONIOENCODING": "utf-8", "MPLBACKEND": "Agg"} | variables,
        stdin=subprocess.DEVNULL, capture_output=True)


def checker(folder, *arguments, **variables):
    return python(folder, "-m", "checker", *arguments, **variables)


def checks(folder, *options, **variables):
    return python(folder, "-m", "pytest", "-p", "no:cacheprovider", *options, **variables)


def cells(folder, name):
    notebook = json.loads((folder / f"{name}.ipynb").read_text(encoding="utf-8"))
    return notebook, ["".join(cell["source"]) for cell in notebook["cells"]]


def save(folder, name, sources, line_end="\n"):
    """The released notebook with other sources in its cells."""
    notebook, _ = cells(folder, name)
    for cell, source in zip(notebook["cells"], sources, strict=True):
        cell["source"] = source.splitlines(keepends=True)
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    (folder / f"{name}.ipynb").write_bytes(text.replace("\n", line_end).encode())


def solved_sources(name):
    path = course.ROOT / "solutions" / name / f"{name}.ipynb"
    return ["".join(cell["source"])
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]


# ---- restore ------------------------------------------------------------------------------


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_restore_brings_one_stub_back_and_keeps_the_rest(folder, name, line_end):
    stub = course.table(name).stubs[-1]
    _, released = cells(folder, name)
    mine = solved_sources(name)
    place = next(i for i, text in enumerate(mine) if re.search(rf"^def {stub}\b", text, re.M))
    mine[place] = f"helper = 1  # mine\n\n{mine[place]}\n    # a note at the end\n\nother = 2\n"
    save(folder, name, mine, line_end)
    done = checker(folder, "restore", stub)
    assert done.returncode == 0, done.stderr
    assert f"{stub} is again as it was released" in done.stdout
    _, after = cells(folder, name)
    assert after[place] == f"helper = 1  # mine\n\n{released[place]}\n\nother = 2\n"
    assert [*after[:place], *after[place + 1:]] == [*mine[:place], *mine[place + 1:]]
    content = (folder / f"{name}.ipynb").read_bytes()
    assert (content.count(b"\r\n") == content.count(b"\n")) == (line_end == "\r\n")
    kept = (folder / "replaced" / f"{stub}-1.py").read_text(encoding="utf-8")
    assert kept.startswith(f"def {stub}")
    assert kept.endswith("    # a note at the end\n")
    assert "is as it was released. Nothing was changed." in checker(folder, "restore", stub).stdout
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []


def test_restore_works_on_what_is_no_python_and_loses_nothing(folder, name):
    stub = course.table(name).stubs[0]
    _, released = cells(folder, name)
    place = next(i for i, text in enumerate(released) if re.search(rf"^def {stub}\b", text, re.M))
    broken = list(released)
    broken[place] = f"%%time\nx = 1\n\ndef {stub}(:\n    return (\n\ny = 2\n"
    save(folder, name, broken)
    assert checker(folder, "restore", stub).returncode == 0
    _, after = cells(folder, name)
    assert after[place] == f"%%time\nx = 1\n\n{released[place]}\n\ny = 2\n"
    kept = (folder / "replaced" / f"{stub}-1.py").read_text(encoding="utf-8")
    assert kept == f"def {stub}(:\n    return (\n"


def test_restore_adds_a_stub_that_was_deleted(folder, name):
    stub = course.table(name).stubs[0]
    _, released = cells(folder, name)
    save(folder, name, ["" if f"def {stub}" in text else text for text in released])
    assert checker(folder, "restore", stub).returncode == 0
    notebook, after = cells(folder, name)
    assert f"def {stub}" in after[-1]
    assert len(after) == len(released) + 1
    import nbformat
    nbformat.validate(nbformat.from_dict(notebook))


def test_restore_works_on_a_script(folder, name):
    stub = course.table(name).stubs[0]
    (folder / f"{name}.ipynb").unlink()
    script = folder / f"{name}.py"
    script.write_text(f"a = 1\n\n\ndef {stub}():\n    return 1\n\n\nb = 2\n", encoding="utf-8")
    assert checker(folder, "restore", stub).returncode == 0
    after = script.read_text(encoding="utf-8")
    assert after.startswith(f"a = 1\n\n\ndef {stub}(")
    assert after.endswith("\n\n\nb = 2\n")
    assert "NotImplementedError" in after


def test_restore_says_what_it_cannot_do(folder, name):
    done = checker(folder, "restore", "nothing")
    assert (done.returncode, done.stderr) == (2, "")
    assert "There is no stub 'nothing'. The stubs: " in done.stdout
    (folder / f"{name}.ipynb").write_bytes(b'{"cells": [')
    before = (folder / f"{name}.ipynb").read_bytes()
    done = checker(folder, "restore", course.table(name).stubs[0])
    assert done.returncode == 2
    assert "it is not a whole notebook" in done.stdout
    assert (folder / f"{name}.ipynb").read_bytes() == before
    (folder / f"{name}.ipynb").unlink()
    assert "There is no" in checker(folder, "restore", course.table(name).stubs[0]).stdout


# ---- answers ------------------------------------------------------------------------------


def test_a_model_answer_comes_when_the_task_is_done(folder, name):
    task = course.table(name).tasks[-1]
    said = checker(folder, "answer", task.name).stdout
    assert said == f"The model answer comes once {task.label} is done.\n"
    save(folder, name, solved_sources(name))
    for number in (1, task.number):
        said = checker(folder, "answer", str(number)).stdout
        assert len(said) > 80
        assert max(map(len, said.splitlines())) <= 80
    (folder / "answers.toml").unlink()
    done = checker(folder, "answer", task.name)
    assert (done.returncode, done.stdout) == (2, f"{task.label} has no model answer.\n")


# ---- watch --------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_watch_checks_on_every_save_until_it_is_ended(folder, name):
    pytest.importorskip("watchfiles", reason="watching is optional, and its package is not here")
    log = folder.parent / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "checker", "watch", "-k", "task1"], cwd=folder, stdout=file,
            stderr=subprocess.STDOUT, env=PLAIN | {"PYTHONIOENCODING": "utf-8"})
        try:
            wait_for(log, "not started.*Watching", process)
            (folder / "notes.txt").write_text("not the notebook")
            time.sleep(0.2)  # long enough for the watcher to wake; a wrong run would follow
            save(folder, name, solved_sources(name))
            said = wait_for(log, "Watching.* done\n.*Watching", process)
        finally:
            process.send_signal(signal.SIGINT)
            code = process.wait(30)
    assert code == 0
    assert said.count("collected") == 2
    assert log.read_text(encoding="utf-8").endswith("No longer watching.\n")


def wait_for(log, pattern, process):
    """What is said once it matches; a deadline only ends a test that hangs."""
    for _ in range(600):
        said = log.read_text(encoding="utf-8")
        if re.search(pattern, said, re.DOTALL):
            return said
        assert process.poll() is None, said
        time.sleep(0.1)
    raise AssertionError(said)


def test_watch_without_its_package_says_what_to_install(folder):
    (folder / "watchfiles.py").write_text("raise ModuleNotFoundError('No module named that')")
    done = checker(folder, "watch")
    assert (done.returncode, done.stderr) == (2, "")
    assert "python -m pip install watchfiles" in done.stdout


# ---- what is missing ------------------------------------------------------------------------

WITHOUT = """
import importlib.abc, importlib.util, sys

class Hide(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {hidden!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

find_spec = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name in {hidden!r} else \
    find_spec(name, *rest)
sys.meta_path.insert(0, Hide())
"""


@pytest.mark.parametrize(("hidden", "words"), [
    (["matplotlib"], "The checks need matplotlib.\nIt is not installed for this Python."),
    (["numpy", "matplotlib"], "The checks need numpy and matplotlib.\nThey are not installed"),
])
def test_a_missing_package_is_named_with_the_line_that_installs_it(folder, hidden, words):
    (folder / "without.py").write_text(WITHOUT.format(hidden=hidden))
    in_a_cell = ("from IPython.core.interactiveshell import InteractiveShell\n"
                 "run = InteractiveShell.instance(colors='nocolor').run_cell\n"
                 "run('import without; from checker.notebook import check')")
    for done in (checks(folder, "-p", "without"),
                 python(folder, "-c", "import without, checker.__main__"),
                 python(folder, "-c", f"import sys; sys.path.append('')\n{in_a_cell}")):
        said = done.stdout + done.stderr
        assert said.startswith(words), said
        assert f"python -m pip install {' '.join(hidden)}" in said
        assert "Traceback" not in said


# ---- the terminal -------------------------------------------------------------------------


def wrong_work(folder, name):
    """Nonsense in every stub."""
    sources = solved_sources(name)
    for stub in course.table(name).stubs:
        sources[-1] += f"\n\ndef {stub}(*args, **kwargs):\n    return 'nonsense'\n"
    notebook, _ = cells(folder, name)
    notebook["cells"].append(dict(notebook["cells"][1], cell_type="code", metadata={},
                                  source=sources[-1], id="nonsense", outputs=[],
                                  execution_count=None))
    (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


@pytest.mark.parametrize(("lost", "words"), [
    ("checker", "The folder checker is missing here, or a part of it."),
    ("checker/lines.py", "The folder checker is missing here, or a part of it."),
    ("assignment.toml", "The file assignment.toml is missing beside the folder checker."),
])
def test_a_folder_that_is_not_whole_is_said(folder, lost, words):
    (folder / lost).rename(folder / "lost")
    done = checks(folder)
    assert done.returncode != 0
    assert (done.stdout + done.stderr).splitlines() == [
        words, "Take a fresh copy of the released folder, and put your notebook into it."]


def test_no_command_shows_the_commands(folder):
    done = checker(folder)
    assert done.returncode == 0
    for command in ("hint", "answer", "restore", "watch"):
        assert f"\n    {command} " in done.stdout


def test_colour_is_where_it_is_wanted_and_nowhere_else(folder, name):
    wrong_work(folder, name)
    one = ("-k", "task1")
    assert "\033[" not in checks(folder, *one).stdout
    assert "\033[31m" in checks(folder, *one, FORCE_COLOR="1").stdout
    assert "\033[" not in checks(folder, *one, FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.slow
def test_every_line_fits_in_80_columns(folder, name):
    wrong_work(folder, name)
    for task in course.table(name).tasks:
        said = checks(folder, "-q", "-k", f"task{task.number}", COLUMNS="80").stdout
        assert "wrong" in said
        assert max(map(len, said.splitlines())) <= 80, said
    for task in course.table(name).tasks:
        for tier in "123":
            said = checker(folder, "hint", task.name, tier).stdout
            assert max(map(len, said.splitlines())) <= 80


def test_a_console_without_the_signs_reads_all_the_same(folder, name):
    save(folder, name, solved_sources(name))
    for arguments in (["hint", "1"], ["answer", "1"], ["answer", "2"]):
        done = checker(folder, *arguments, PYTHONIOENCODING="ascii")
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


# ---- other line ends, other places -----------------------------------------------------------


def test_windows_line_ends_change_nothing(folder, name):
    save(folder, name, [text.replace("\n", "\r\n") for text in solved_sources(name)], "\r\n")
    for path in folder.rglob("*"):
        if path.suffix in (".py", ".toml", ".csv", ".json"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    done = checks(folder)
    tasks = len(course.table(name).tasks)
    assert f"{tasks} of {tasks} tasks done" in done.stdout, done.stdout
    assert checker(folder, "answer", "1").returncode == 0


def test_an_unpacked_zip_is_all_that_is_needed(folder, name, tmp_path):
    save(folder, name, solved_sources(name))
    archive = shutil.make_archive(str(tmp_path / "handout"), "zip", folder.parent, name)
    shutil.unpack_archive(archive, tmp_path / "elsewhere")
    done = checks(tmp_path / "elsewhere" / name)
    tasks = len(course.table(name).tasks)
    assert f"{tasks} of {tasks} tasks done" in done.stdout, done.stdout
