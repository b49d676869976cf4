"""Make the pictures of the README anew: ``python -m docs.pictures.make``.

Needs the kit's environment, and Chromium on PATH (on Debian and Ubuntu: apt install chromium).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbconvert.exporters import HTMLExporter
from PIL import Image

from autograder.catalogue import load
from autograder.demo import demo

PICTURES = Path(__file__).resolve().parent
ROOT = PICTURES.parents[1]
NAME = "linear_regression"
MISTAKE = "gradients.factor_two_missing"
SHOWN = ["check-loss", "stub-gradients", "check-gradients"]
BEGIN, END = "<!-- made by docs/pictures/make.py -->\n", "<!-- end -->"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--hide-scrollbars", "--force-color-profile=srgb"]


def main() -> int:
    """Make all of them."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("There is no Chromium on PATH. On Debian and Ubuntu: apt install chromium",
              file=sys.stderr)
        return 2
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        demo(folder / "demo")
        results = folder / "demo" / "results"
        take(browser, results / "report.html", "report", 1100, 1400)
        take(browser, results / typical(results), "feedback", 900, 1150)
        work = folder / NAME
        shutil.copytree(ROOT / "assignments" / NAME, work)
        take(browser, executed(work), "notebook", 900, 1000)
        put_into_readme(checked(work))
    return 0


def typical(results: Path) -> str:
    """The feedback page of somebody with one mistake, and one that has a name."""
    rows = json.loads((results / "results.json").read_text(encoding="utf-8"))["submissions"]
    for row in rows:
        wrong = [task for task in row["tasks"] if task["outcome"] != "passed"]
        if len(wrong) == 1 and wrong[0]["mistake"] and wrong[0]["outcome"] == "failed":
            return str(row["feedback"])
    raise LookupError("Nobody in the sample class has one named mistake.")


def executed(folder: Path) -> Path:
    """A learner's notebook in which one stub is wrong, run; a page with some of its cells."""
    solved = nbformat.read(ROOT / "solutions" / NAME / f"{NAME}.ipynb", as_version=4)
    mistake = next(entry for entry in load(NAME).mistakes if entry.id == MISTAKE)
    answers = {cell.id: cell.source for cell in solved.cells}
    notebook = nbformat.read(folder / f"{NAME}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.id == f"stub-{mistake.stub}":
            cell.source = mistake.source
            break
        cell.source = re.sub(r"\n *### (BEGIN|END) SOLUTION", "", answers[cell.id])
    nbformat.write(notebook, folder / f"{NAME}.ipynb")
    NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()
    notebook.cells = [cell for cell in notebook.cells if cell.id in SHOWN]
    page = folder / "page.html"
    page.write_text(HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    return page


def take(browser: str, page: Path, name: str, width: int, height: int) -> None:
    """Take a picture of the top of a page."""
    picture = PICTURES / f"{name}.png"
    with TemporaryDirectory() as profile:
        subprocess.run([browser, *FLAGS, f"--user-data-dir={profile}",
                        f"--window-size={width},{height}", "--virtual-time-budget=3000",
                        f"--screenshot={picture}", page.as_uri()],
                       check=True, capture_output=True)
    colours = 128  # enough for text and plots, and a third of the size
    Image.open(picture).convert("RGB").quantize(colours).save(picture, optimize=True)


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
