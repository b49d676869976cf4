"""JupyterLab in a real browser, as a person sees it: for test_browser and for the pictures.

The browser is Chromium as the system has it. It and the server speak over loopback only, keep
nothing from one time to the next, and end with the ``with`` that started them.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Route, expect, sync_playwright

from tests.small_class import read

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SECONDS = 120  # until something is there: far more than it takes, for a machine that is busy
NEWS = "@jupyterlab/apputils-extension:announcements"  # asks at the first start, over everything


@contextmanager
def browser() -> Iterator[Page]:
    """A page of Chromium that reaches nothing but this machine."""
    expect.set_options(timeout=1000 * SECONDS)
    with TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, headless=True, args=FLAGS,
            viewport={"width": 1280, "height": 900},
            permissions=["clipboard-read", "clipboard-write"])
        context.set_default_timeout(1000 * SECONDS)
        context.route("**/*", _only_this_machine)
        try:
            yield context.pages[0]
        finally:
            context.close()


def _only_this_machine(route: Route) -> None:
    if urlsplit(route.request.url).hostname in ("127.0.0.1", None):
        route.continue_()
    else:
        route.abort()


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """JupyterLab in a folder, with the settings of somebody new; the address with its token."""
    with TemporaryDirectory() as home:
        config = Path(home, "config", "labconfig", "page_config.json")
        config.parent.mkdir(parents=True)
        config.write_text(json.dumps({"disabledExtensions": {NEWS: True}}), encoding="utf-8")
        token = secrets.token_urlsafe()
        log = Path(home, "log")
        own = {f"JUPYTER_{name.upper()}_DIR": str(Path(home, name))
               for name in ("config", "data", "runtime")}
        own |= {"IPYTHONDIR": str(Path(home, "ipython")), "JUPYTER_TOKEN": token,
                "JUPYTERLAB_WORKSPACES_DIR": str(Path(home, "workspaces")),
                "JUPYTERLAB_SETTINGS_DIR": str(Path(home, "settings"))}
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip",
                 "127.0.0.1", "--port", "0"], cwd=folder, env=os.environ | own,
                stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        try:
            yield f"{_address(process, Path(home, 'runtime'), log)}lab?token={token}"
        finally:
            process.terminate()  # it ends its kernels first
            process.wait(SECONDS)


def _address(process: subprocess.Popen[bytes], runtime: Path, log: Path) -> str:
    """Where the server listens, once it does."""
    for _ in range(10 * SECONDS):
        for file in runtime.glob("jpserver-*.json"):
            if text := file.read_text(encoding="utf-8"):
                return str(json.loads(text)["url"])
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(log.read_text(encoding="utf-8", errors="replace"))


def choose(page: Page, *entries: str) -> None:
    """Choose from JupyterLab's menus."""
    for entry in entries:
        page.get_by_role("menuitem", name=entry, exact=True).click()


class Notebook:
    """A notebook that is open in JupyterLab; its cells are called by the ids in its file.

    Parameters
    ----------
    page
        Of the browser.
    address
        Of the server, as :func:`server` gives it.
    path
        The notebook's file, in the server's folder.
    """

    def __init__(self, page: Page, address: str, path: Path) -> None:
        self.page, self.path = page, path
        self.cells = {cell["id"]: cell for cell in read(path)["cells"]}
        self.code_cells = [name for name, cell in self.cells.items()
                           if cell["cell_type"] == "code"]
        page.goto(address.replace("/lab?", f"/lab/tree/{path.name}?"))
        expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(self.cells))
        self._wait_until("Idle")

    def cell(self, name: str) -> Locator:
        """A cell, whole."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(list(self.cells).index(name))

    def output(self, name: str) -> Locator:
        """What a cell shows below its code, in view."""
        self.cell(name).scroll_into_view_if_needed()
        return self.cell(name).locator(".jp-OutputArea")

    def write(self, name: str, source: str) -> None:
        """Put other code into a cell, through the clipboard."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", source)
        editor = self._enter(name)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("ControlOrMeta+v")
        expect(editor).to_contain_text(source.splitlines()[-1])

    def run(self, name: str) -> None:
        """Run a cell."""
        prompt = self.cell(name).locator(".jp-InputPrompt")
        before = prompt.inner_text()
        self._enter(name)
        self.page.keyboard.press("Shift+Enter")
        expect(prompt).not_to_have_text(before)
        expect(prompt).to_have_text(re.compile(r"\[\d+\]:"))

    def fill(self, answers: Mapping[str, str], upto: str | None = None) -> None:
        """Go from cell to cell as a learner does, up to one: write what is known, and run."""
        for name in self.code_cells:
            if name in answers:
                self.write(name, answers[name])
            self.run(name)
            if name == upto:
                break

    def run_all(self) -> None:
        """Run all cells in a new kernel, until the last one has run."""
        choose(self.page, "Edit", "Clear Outputs of All Cells")  # and with them the old numbers
        choose(self.page, "Kernel", "Restart Kernel and Run All Cells…")
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        last = self.cell(self.code_cells[-1])
        expect(last.locator(".jp-InputPrompt")).to_have_text(f"[{len(self.code_cells)}]:")
        self._wait_until("Idle")

    def validate(self) -> Locator:
        """Press nbgrader's button, which saves first; the dialog with what it says."""
        self.page.get_by_role("button", name="Validate").click()
        dialog = self.page.locator(".jp-Dialog-content")
        expect(dialog).to_be_visible()
        return dialog

    def _enter(self, name: str) -> Locator:
        self.cell(name).scroll_into_view_if_needed()
        editor = self.cell(name).locator(".cm-content")
        editor.click()
        return editor

    def _wait_until(self, state: str) -> None:
        expect(self.page.locator("#jp-main-statusbar")).to_contain_text(f"| {state}")


class Formgrader:
    """Formgrader, opened from JupyterLab's menu in a course's folder.

    Parameters
    ----------
    page
        Of the browser.
    address
        Of the server, as :func:`server` gives it.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        choose(page, "Nbgrader", "Formgrader")
        self.frame = page.frame_locator("iframe")

    def show_submissions(self, assignment: str) -> None:
        """Click through to the list of submissions, and have it show the names."""
        self.frame.get_by_role("link", name="Manual Grading").click()
        for place in ("Manual Grading", assignment):  # the assignment, and its only notebook
            expect(self.frame.locator(".breadcrumb .active")).to_have_text(place)
            self.frame.locator("tbody").get_by_role("link", name=assignment, exact=True).click()
        expect(self.frame.locator("tbody .tests-failed").first).to_be_visible()  # it has loaded
        self.frame.get_by_role("button", name="Show All Names").click()

    def row(self, student: str) -> Locator:
        """The row of a student in the list of submissions."""
        return self.frame.locator("tbody tr").filter(has_text=student)

    def open(self, student: str) -> None:
        """Open a student's submission from the list."""
        self.row(student).get_by_role("link", name=student, exact=True).click()
        expect(self.frame.locator("input.score").first).to_be_visible()
