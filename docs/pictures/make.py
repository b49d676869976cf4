"""Make the pictures of the pages anew: ``python -m docs.pictures.make``.

Needs the kit's environment with Playwright (``pip install --editable '.[dev]'``), and Chromium on
PATH (on Debian and Ubuntu: apt install chromium).
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Locator, Page

from autograder.demo import demo
from autograder.nbgrader.cells import check_id, stub_id
from tests import course
from tests.browser import CHROMIUM, Formgrader, Notebook, browser, server
from tests.small_class import FILE, FOLDER, MISTAKE, NAME, PARTLY, answers, graded

PICTURES = Path(__file__).resolve().parent
ROOT = PICTURES.parents[1]
COLOURS = 256  # a palette: half the size
BEGIN, END = "<!-- made by docs/pictures/make.py -->\n", "<!-- end -->"


def main() -> int:
    """Make all of them."""
    if CHROMIUM is None:
        print("There is no Chromium on PATH. On Debian and Ubuntu: apt install chromium",
              file=sys.stderr)
        return 2
    with TemporaryDirectory() as scratch, browser() as page:
        folder = Path(scratch)
        results(page, folder / "demo")
        learner(page, shutil.copytree(ROOT / FOLDER, folder / NAME,
                                      ignore=shutil.ignore_patterns("__pycache__", ".*")))
        instructor(page, graded(folder / "course"))
    return 0


def results(page: Page, folder: Path) -> None:
    """The report of the sample class, and one feedback page."""
    demo(folder)
    page.goto((folder / "results" / "report.html").as_uri())
    show(page, "report", 1100, 1400)
    page.goto((folder / "results" / typical(folder / "results")).as_uri())
    show(page, "feedback", 900, 1150)


def typical(results: Path) -> str:
    """The feedback page of somebody with one mistake, and one that has a name."""
    rows = json.loads((results / "results.json").read_text(encoding="utf-8"))["submissions"]
    for row in rows:
        wrong = [task for task in row["tasks"] if task["outcome"] != "passed"]
        if len(wrong) == 1 and wrong[0]["mistake"] and wrong[0]["outcome"] == "failed":
            return str(row["feedback"])
    raise LookupError("Nobody in the sample class has one named mistake.")


def learner(page: Page, folder: Path) -> None:
    """The notebook as it is released, with a mistake, validated, and done."""
    tasks = course.table(NAME).tasks
    mistaken = next(task for task in tasks if task.name == MISTAKE.partition(".")[0])
    with server(folder) as address:
        notebook = Notebook(page, address, folder / FILE)
        page.keyboard.press("ControlOrMeta+b")  # the list of files goes
        notebook.run_all()
        show(page, "started", 1000, 800, notebook.cell(stub_id(tasks[0].stubs[0].name)))
        notebook.fill(answers(mistaken.number, MISTAKE), upto=check_id(mistaken.name))
        notebook.output(check_id(mistaken.name)).get_by_text("Hint 1 of").click()
        show(page, "notebook", 1000, 1000, notebook.cell(stub_id(mistaken.stubs[-1].name)))
        save(notebook.validate(), "validate")
        page.keyboard.press("Escape")
        put_into_readme(checked(folder))
        notebook.fill(answers())
        show(page, "done", 1000, 1500, notebook.cell(check_id(tasks[-1].name)))


def instructor(page: Page, folder: Path) -> None:
    """Formgrader: the class, and a task for which somebody has a part of the points."""
    with server(folder) as address:
        formgrader = Formgrader(page, address)
        page.keyboard.press("ControlOrMeta+b")
        formgrader.show_submissions(NAME)
        formgrader.frame.get_by_text("Overall Score").click()  # by score
        show(page, "formgrader", 1280, 620)
        formgrader.open(PARTLY)
        comment = formgrader.frame.locator("#stub-gradients-comment")
        show(page, "submission", 1280, 1100, comment, above=220)


def show(page: Page, name: str, width: int, height: int, place: Locator | None = None,
         above: int = 0) -> None:
    """Take a picture of the window, with some place so many pixels below the upper edge."""
    page.set_viewport_size({"width": width, "height": height})
    if place is not None:
        place.evaluate("(element, above) => { element.style.scrollMarginTop = `${above}px`; "
                       "element.scrollIntoView(); }", above)
    save(page, name)


def save(seen: Page | Locator, name: str) -> None:
    """Take a picture of what is seen."""
    image = Image.open(io.BytesIO(seen.screenshot())).convert("RGB")
    image.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


def checked(folder: Path) -> str:
    """What ``pytest`` says in the folder of that learner, from the list of the tasks on."""
    run = subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider"], cwd=folder,
                         capture_output=True, text=True, encoding="utf-8", check=False)
    summary = re.search(r"^ \S Task 1 .*(?=^=)", run.stdout, re.MULTILINE | re.DOTALL)
    assert summary is not None, run.stdout + run.stderr
    return f"$ pytest\n{summary[0]}"


def put_into_readme(text: str) -> None:
    """Show it in the README."""
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    readme.write_text(f"{before}{BEGIN}\n```\n{text.strip()}\n```\n\n{end}{after}",
                      encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
