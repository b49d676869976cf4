"""The released notebook in a real kernel: as it is, solved, and after an upload without its folder.

JupyterLab, the classic Notebook, VS Code and Colab all send the cells to a kernel like this one.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from tests import course

LARGEST = 500_000  # characters of one output: a film of a few hundred kB
IMAGE = re.compile(r"<img\b[^>]*>")


@pytest.fixture(scope="module", params=course.ASSIGNMENTS)
def name(request):
    return request.param


def unpacked(name, folder):
    return shutil.copytree(course.ROOT / "assignments" / name, folder / name,
                           ignore=shutil.ignore_patterns("__pycache__", ".*"))


def notebook(kind, name):
    return nbformat.read(course.ROOT / kind / name / f"{name}.ipynb", as_version=4)


def run(notebook, folder):
    """Run all cells; an error in one of them is an error here."""
    NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}, timeout=120).execute()
    return notebook


def outputs(notebook):
    """The id of each code cell with what it shows, as text and as HTML."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            for output in cell.outputs:
                data = output.get("data", {"text/plain": output.get("text", "")})
                yield cell.get("id", ""), data.get("text/plain", ""), data.get("text/html", "")


def states(notebook):
    """Task number → what its check says."""
    return {int(number): state for _, text, _ in outputs(notebook)
            for number, state in re.findall(r"^. Task (\d+) .*: ([a-z ]+)$", text, re.MULTILINE)}


@pytest.fixture(scope="module")
def solved(name, tmp_path_factory):
    folder = unpacked(name, tmp_path_factory.mktemp("solved"))
    return run(notebook("solutions", name), folder), folder


def test_as_released_every_check_says_not_started(name, tmp_path):
    done = run(notebook("assignments", name), unpacked(name, tmp_path))
    assert set(states(done).items()) == {(task.number, "not started")
                                         for task in course.table(name).tasks}
    for _, text, html in outputs(done):
        assert not re.search(": wrong|✘|Error", text), text
        assert "<img" not in html


def test_solved_every_check_says_done(solved, name):
    done, _ = solved
    assert states(done) == {task.number: "done" for task in course.table(name).tasks}


def test_every_picture_has_a_description(solved):
    done, _ = solved
    found = 0
    for cell, _, html in outputs(done):
        for image in IMAGE.findall(html):
            found += 1
            assert re.search(r'alt="[^"]{20,}"', image), (cell, image[:200])
    assert found > 5
    for cell in done.cells:  # what has no place for a description is not used
        for output in cell.get("outputs", []):
            assert "image/png" not in output.get("data", {}), cell.id


def test_outputs_need_nothing_from_the_net_and_stay_small(solved):
    done, _ = solved
    for cell, _, html in outputs(done):
        assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:)?//", html), cell
        assert len(html) < LARGEST, cell
    assert len(json.dumps(done)) < 3_000_000


def test_the_album_is_one_page_with_all_pictures(solved):
    done, folder = solved
    page, = folder.glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:)?//", text)
    assert '<html lang="en">' in text
    assert "<title>" in text
    shown = {image for cell, _, html in outputs(done) if not cell.startswith("check-")
             for image in IMAGE.findall(html)}
    assert len(IMAGE.findall(text)) == len(shown)
    for data in re.findall(r"data:image/png;base64,([\w+/=]+)", text):
        assert base64.b64decode(data).startswith(b"\x89PNG")
    assert "### BEGIN SOLUTION" in text  # the learner's own functions, as they wrote them


def test_a_model_answer_is_folded_up_and_only_for_what_is_done(solved, name, tmp_path):
    done, _ = solved
    half = notebook("solutions", name)
    last = course.table(name).tasks[-1]
    released = {cell.id: cell.source for cell in notebook("assignments", name).cells}
    for cell in half.cells:
        if cell.id in {f"stub-{stub.name}" for stub in last.stubs}:
            cell.source = released[cell.id]
    half.cells = [cell for cell in half.cells
                  if not re.search(r"^\s*(if done|pictures)", cell.source, re.MULTILINE)]
    half = run(half, unpacked(name, tmp_path))

    def folds(notebook):
        return [output.data["text/markdown"] for cell in notebook.cells
                for output in cell.get("outputs", [])
                if "text/markdown" in output.get("data", {})]

    tasks = course.table(name).tasks
    assert len(folds(done)) == len(folds(half)) == len(tasks)
    assert all(fold.startswith("<details><summary>") for fold in folds(done))
    assert folds(half)[:-1] == folds(done)[:-1]
    assert folds(half)[-1] == f"○ The model answer comes here once {last.label} is done."
    assert states(half) == states(done) | {last.number: "not started"}


@pytest.mark.skipif(shutil.which("unzip") is None, reason="no unzip here; Colab has it")
@pytest.mark.slow
def test_after_an_upload_without_metadata_beside_the_zip_the_verdicts_are_the_same(
        solved, name, tmp_path):
    unpacked(name, tmp_path / "made")
    shutil.make_archive(str(tmp_path / "content" / name), "zip", tmp_path / "made", name)
    uploaded = notebook("solutions", name)
    uploaded.metadata.clear()
    for cell in uploaded.cells:
        cell.metadata.clear()
    assert states(run(uploaded, tmp_path / "content")) == states(solved[0])


def test_the_notebook_and_pytest_agree_on_mixed_work(name, tmp_path):
    mixed, folder = notebook("solutions", name), unpacked(name, tmp_path)
    released = {cell.id: cell.source for cell in notebook("assignments", name).cells}
    for task in course.table(name).tasks:
        for stub in task.stubs:
            cell = next(cell for cell in mixed.cells if cell.id == f"stub-{stub.name}")
            if task.number % 3 == 0:
                cell.source = released[cell.id]
            elif task.number % 3 == 2:
                cell.source += f"\n\ndef {stub.name}(*args, **kwargs):\n    return 'nonsense'\n"
    shown = states(run(mixed, folder))
    assert {"done", "wrong", "not started"} <= set(shown.values())
    nbformat.write(mixed, folder / f"{name}.ipynb")
    said = subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider"], cwd=folder,
                          env=os.environ | {"PYTHONIOENCODING": "utf-8"}, capture_output=True,
                          encoding="utf-8", check=False).stdout
    assert shown == {int(number): state for number, state in re.findall(
        r"^ \S Task (\d+) .*?  (done|wrong|not started|half done|waiting)$", said, re.MULTILINE)}


@pytest.mark.slow
def test_the_pictures_take_right_work_in_any_form(name, tmp_path):
    path = course.ROOT / "tests" / "data" / f"{name}.toml"
    if not path.exists():
        pytest.skip("there is no such work for this assignment")
    styled = notebook("solutions", name)
    style = tomllib.loads(path.read_text(encoding="utf-8"))["style"]
    for cell in styled.cells:
        cell.source = style.get(cell.id.removeprefix("stub-"), cell.source)
    done = run(styled, unpacked(name, tmp_path))
    assert set(states(done).values()) == {"done"}
    assert not [text for _, text, _ in outputs(done) if text.count("iteration 0") > 10]


def test_a_notebook_on_its_own_says_what_it_lacks(name, tmp_path):
    alone = notebook("assignments", name)
    with pytest.raises(CellExecutionError, match="No module named 'checker'"):
        run(alone, tmp_path)
    assert any("The folder checker is missing." in text for _, text, _ in outputs(alone))


def test_a_name_that_is_not_there_yet_is_explained(name, tmp_path):
    folder = unpacked(name, tmp_path)
    early = notebook("assignments", name)
    stub = course.table(name).stubs[0]
    early.cells = [cell for cell in early.cells if cell.cell_type == "code"][:2] + [
        nbformat.v4.new_code_cell(source) for source in
        (f"check({stub})", "unknown", "def f():\n    return unknown\nf()", "check('nothing')")]
    NotebookClient(early, resources={"metadata": {"path": str(folder)}}, timeout=120,
                   allow_errors=True).execute()
    said = ["".join(output.get("text", "") for output in cell.outputs) for cell in early.cells[2:]]
    assert "Run the cell of its stub" in said[0]
    assert "Run All Above" in said[1]
    assert said[2:] == ["", ""]
    errors = [output for cell in early.cells[2:] for output in cell.outputs
              if output.output_type == "error"]
    assert [error.ename for error in errors] == ["NameError"] * 3 + ["NoSuchTask"]
    assert len(errors[-1].traceback) == 1  # the sentence alone


def test_restore_puts_a_released_stub_into_a_new_cell(name, tmp_path):
    folder = unpacked(name, tmp_path)
    stub = course.table(name).stubs[0]
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(folder))
    try:
        code = f"from checker.notebook import restore\nrestore({stub!r})"
        reply = client.execute_interactive(code, timeout=60, output_hook=lambda message: None)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    payload, = reply["content"]["payload"]
    released = {cell.id: cell.source for cell in notebook("assignments", name).cells}
    assert payload["source"] == "set_next_input"
    assert payload["text"] == released[f"stub-{stub}"]
    assert payload["replace"] is False


# ---- the text -----------------------------------------------------------------------------


def sections(name):
    """Task → its cells in the released notebook, from its heading to the next."""
    found, task = {}, None
    headings = {f"## {task.label}": task for task in course.table(name).tasks}
    for cell in notebook("assignments", name).cells:
        first = cell.source.partition("\n")[0]
        if cell.cell_type == "markdown" and first.startswith("## "):
            task = headings.get(first)
        if task is not None:
            found.setdefault(task, []).append(cell)
    return found


def test_every_task_goes_the_whole_way(name):
    found = sections(name)
    assert list(found) == list(course.table(name).tasks)
    for task, cells in found.items():
        text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
        points = f"{task.points:g} point{'' if task.points == 1 else 's'}"
        assert re.search(rf"^\*{points} · about {task.minutes} minutes · [★☆]{{3}}\*$", text,
                         re.MULTILINE), task.label
        for part in ("**Why.**", "**The idea.**", "**By hand.**", "**In your own words.**"):
            assert text.count(part) == 1, (task.label, part)
        assert text.index("**The idea.**") < text.index("$$") < text.index("**By hand.**")
        assert "\n```\n" in text.partition("$$")[0], f"{task.label}: no picture before the formula"
        assert f'model_answer("{task.name}")' in code
        if task != list(found)[-1]:
            following = course.table(name).task(task.number + 1)
            assert "**Next.** " in text
            assert f"](#Task-{following.number}-" in text.partition("**Next.**")[2]


def test_links_in_the_notebook_lead_to_a_heading(name):
    text = "\n".join(cell.source for cell in notebook("assignments", name).cells
                     if cell.cell_type == "markdown")
    headings = {heading.replace(" ", "-")
                for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert links
    assert set(links) <= headings


def test_every_task_has_a_model_answer_and_nothing_else_has(name):
    answers = tomllib.loads(
        (course.ROOT / "solutions" / name / "answers.toml").read_text(encoding="utf-8"))
    assert list(answers) == [task.name for task in course.table(name).tasks]
    text = "\n".join(cell.source for cell in notebook("assignments", name).cells)
    for answer in answers.values():
        assert answer.strip()[:60] not in text  # it is not given before the task is done
