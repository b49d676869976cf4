"""JupyterLab in a real browser: the learner's hours from the first cell to the last plot, and
nbgrader's own buttons and pages. Asserted is what a person would see.
"""

from __future__ import annotations

import io
import json
import re
import shutil

import numpy as np
import pytest

from autograder.checker.lines import SIGNS
from autograder.checker.public import DONE, NOT_STARTED, WRONG
from autograder.nbgrader.cells import check_id, stub_id
from tests import course

pytest.importorskip("playwright", reason="Playwright is not installed.")

from PIL import Image
from playwright.sync_api import expect

from tests.browser import CHROMIUM, Formgrader, Notebook, browser, server
from tests.small_class import FILE, FOLDER, MISTAKE, NAME, PARTLY, STUDENTS, answers, graded, read

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="There is no Chromium on PATH."),
]
TASKS = course.table(NAME).tasks
RED, BLUE, EVERY = (345, 40), (190, 260), (0, 360)  # hues in degrees, from and to


@pytest.fixture
def page():
    with browser() as opened:
        yield opened


@pytest.fixture
def notebook(page, tmp_path):
    """The released notebook, opened in its folder, with nothing else of the repository."""
    folder = shutil.copytree(course.ROOT / FOLDER, tmp_path / NAME,
                             ignore=shutil.ignore_patterns("__pycache__", ".*"))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    with server(folder) as address:
        yield Notebook(page, address, folder / FILE)
    assert not [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]


def assert_says(notebook, task, state):
    """The panel of a task's check, in view, begins with the state."""
    panel = notebook.output(check_id(task.name)).locator("[role=status]")
    head = re.compile(rf"^\s*{SIGNS[state]} {state}\s+{re.escape(task.label)}")
    expect(panel).to_have_text(head, use_inner_text=True)
    return panel


def assert_no_error(notebook):
    """No traceback and no warning anywhere; JupyterLab shows both as this kind of output."""
    red = notebook.page.locator('[data-mime-type="application/vnd.jupyter.stderr"]')
    expect(red).to_have_count(0)


def pixels(picture, hues):
    """How many pixels of what is seen there have clearly such a colour."""
    image = Image.open(io.BytesIO(picture.screenshot())).convert("HSV")
    hue, saturation, value = np.moveaxis(np.asarray(image, int), -1, 0)
    hue = hue * 360 // 256
    first, last = hues
    within = (first <= hue) & (hue <= last) if first <= last else (first <= hue) | (hue <= last)
    return int(np.sum(within & (saturation > 100) & (value > 80)))


def test_as_released_nothing_is_started_and_nothing_is_red(notebook):
    notebook.run_all()
    for task in TASKS:
        panel = assert_says(notebook, task, NOT_STARTED)
        assert not pixels(panel, RED)
    assert_no_error(notebook)
    said = notebook.validate()
    for task in TASKS:
        expect(said).to_contain_text(f"{task.label}: {NOT_STARTED}")


def test_filled_in_cell_by_cell_everything_passes_and_the_plots_are_drawn(notebook):
    right = answers()
    notebook.fill(right)
    for task in TASKS:
        assert_says(notebook, task, DONE)
    notebook.run_all()
    for task in TASKS:
        panel = assert_says(notebook, task, DONE)
        expect(panel).not_to_contain_text(SIGNS[WRONG])
    assert_no_error(notebook)
    assert pixels(plot(notebook, "plot_losses"), EVERY) > 500
    predictions = plot(notebook, "plot_predictions")
    assert pixels(predictions, RED) > 500
    assert pixels(predictions, BLUE) > 500
    said = notebook.validate()
    expect(said).to_contain_text("Success! Your notebook passes all the tests.")
    assert {cell["id"]: cell["source"] for cell in read(notebook.path)["cells"]
            if cell["id"] in right} == right


def test_a_mistake_is_shown_with_hints_that_open(notebook):
    task, = (task for task in TASKS if task.name == MISTAKE.partition(".")[0])
    notebook.fill(answers(task.number, MISTAKE), upto=check_id(task.name))
    panel = assert_says(notebook, task, WRONG)
    assert pixels(panel, RED)
    expect(panel).to_contain_text("expected")
    hint = " ".join(task.hints[0].split())
    expect(panel).not_to_contain_text(hint, use_inner_text=True)
    panel.get_by_text(f"Hint 1 of {len(task.hints)}").click()
    expect(panel).to_contain_text(hint, use_inner_text=True)


@pytest.fixture(scope="module")
def class_folder(tmp_path_factory):
    return graded(tmp_path_factory.mktemp("class") / "course")


def test_formgrader_shows_marks_and_comments(page, class_folder):
    rows = json.loads((class_folder / ".autograder" / NAME / "results.json").read_text("utf-8"))
    rows = {row["student"]: row for row in rows["submissions"]}
    assert set(rows) == set(STUDENTS)
    with server(class_folder) as address:
        formgrader = Formgrader(page, address)
        formgrader.show_submissions(NAME)
        for student, row in rows.items():
            expect(formgrader.row(student)).to_contain_text(
                f"{row['score']:g} / {row['max_score']:g}")
        formgrader.open(PARTLY)
        for task in rows[PARTLY]["tasks"]:
            mark = formgrader.frame.locator(f"#{check_id(task['name'])}")
            expect(mark).to_have_attribute("placeholder", f"{task['score']:g}")
        partial, = (task for task in rows[PARTLY]["tasks"] if 0 < task["score"] < task["max_score"])
        failed = next(check for check in partial["checks"] if not check["passed"])
        comment = formgrader.frame.locator(f"#{stub_id(failed['stub'])}-comment")
        expect(comment).to_have_attribute("placeholder", re.compile(re.escape(failed["line"])))
        said = f"{partial['score']:g} of {partial['max_score']:g} points"
        expect(formgrader.frame.get_by_text(said)).to_be_visible()
    page.goto((class_folder / "feedback" / PARTLY / NAME / f"{NAME}.html").as_uri())
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_text(partial["mistake"]["hint"]).first).to_be_visible()


def plot(notebook, function):
    """The picture that is drawn with a plotting function, after its task's check."""
    cell, = (name for name in notebook.code_cells if not name.startswith(("stub-", "check-"))
             and re.search(rf"\b{function}\b", notebook.cells[name]["source"]))
    image = notebook.output(cell).locator("img").first
    expect(image).to_be_visible()
    assert len(image.get_attribute("alt")) > 20
    return image
