"""Write ``docs/stuck.md``: ten moments at which a learner gets stuck, and what they then read.

``python -m docs.stuck`` makes it anew, from the catalogue of mistakes and from what ``pytest``
says in a released folder; a test fails when the page is not up to date.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.catalogue import Entry, load
from autograder.checker.assignment import Task
from autograder.checker.assignment import load as load_table
from autograder.nbgrader.cells import stub_id

ROOT = Path(__file__).resolve().parents[1]
NAME = "linear_regression"
PAGE = ROOT / "docs" / "stuck.md"

MOMENTS = {
    "introduction.nothing_returned": "The right number is on the screen",
    "dataset.flat_noise": "A column and a row make a square",
    "dataset.first_feature_only": "The picture looks fine",
    "parameters.weights_without_self": "The model forgets",
    "forward.elementwise_product": "A star for an at sign",
    "gradients.features_not_transposed": "The shapes do not fit",
    "gradients.factor_two_missing": "Nearly right, by a factor",
    "update.sign_flipped": "Uphill",
    "training.parameters_not_put_back": "The loss stays where it is",
    "predictions.trained_model_twice": "Both models say the same",
}

HEAD = """\
# Ten moments at which a learner gets stuck

And what they then read: from the check at once, in the notebook or the terminal; from the first
of the task's three hints, if they ask for it; and on the feedback page, if they hand it in all
the same. The mistakes are from the catalogue of the graders, the words are those of the checks.
This page is made by `python -m docs.stuck`.
"""


def page() -> str:
    """The page, as it should be now."""
    mistakes = {entry.id: entry for entry in load(NAME).mistakes}
    assignment = load_table(ROOT / "solutions" / NAME)
    return HEAD + "".join(
        moment(f"{number}. {title}", mistakes[id_], assignment.task(mistakes[id_].stub))
        for number, (id_, title) in enumerate(MOMENTS.items(), 1))


def moment(title: str, mistake: Entry, task: Task) -> str:
    """One section: what was written, and what is read."""
    hint = " ".join(task.hints[0].split())
    return (f"\n## {title}\n\n{task.label}:\n\n```python\n{mistake.source.strip()}\n```\n\n"
            f"The check says:\n\n```\n{checked(mistake, task)}\n```\n\n"
            f"The hints, and the feedback page, say:\n\n```\n{fill(f'Hint 1 of 3: {hint}')}\n\n"
            f"{fill(f'A hint: {mistake.hint}')}\n```\n")


def checked(mistake: Entry, task: Task) -> str:
    """What ``pytest`` says of a task to somebody with that mistake."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch, NAME)
        shutil.copytree(ROOT / "assignments" / NAME, folder)
        solved = ROOT / "solutions" / NAME / f"{NAME}.ipynb"
        notebook = json.loads(solved.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if cell["id"] == stub_id(mistake.stub):
                given = "".join(cell["source"]).replace(f"class {mistake.stub}:", "class Given:")
                given += f"\n\n\n{mistake.stub} = Given\n\n\n"  # a class may build on the right one
                cell["source"] = (given if "class Given:" in given else "") + mistake.source
        (folder / solved.name).write_text(json.dumps(notebook), encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", f"task{task.number}"],
            cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    found = re.search(r"^Next: .*?\n(.*?)\n\nStuck\?", run.stdout, re.MULTILINE | re.DOTALL)
    assert found is not None, run.stdout + run.stderr
    return textwrap.dedent(found[1])


def fill(text: str) -> str:
    """Lines as in a terminal."""
    return textwrap.fill(text, 80, break_long_words=False, break_on_hyphens=False)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
