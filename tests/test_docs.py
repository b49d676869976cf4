"""What the documentation says is so: its commands parse, its links and paths lead somewhere."""

from __future__ import annotations

import re
import shlex

import pytest

from autograder.cli import parser
from tests.sample_course import ROOT

PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"),
                                 *ROOT.glob("solutions/*/*.md")])
ROOMS = ("solutions", "assignments", "reference", "autograder", "tests", "docs", ".ci")
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def text_of(path):
    return path.read_text(encoding="utf-8")


def commands():
    """The kit's own commands in all code blocks."""
    for page in PAGES:
        for block in BLOCK.findall(text_of(page)):
            for line in block.splitlines():
                if match := re.match(r"(?:python3 -m )?autograder (.*)", line):
                    yield pytest.param(match[1], id=f"{page.name}: {line}")


@pytest.mark.parametrize("arguments", list(commands()))
def test_a_command_parses(arguments):
    parser().parse_args(shlex.split(arguments))


def links():
    for page in PAGES:
        for target in LINK.findall(text_of(page)):
            if not re.match(r"[a-z]+:", target):
                yield pytest.param(page, target, id=f"{page.name}: {target}")


@pytest.mark.parametrize(("page", "target"), list(links()))
def test_a_link_leads_somewhere(page, target):
    name, _, anchor = target.partition("#")
    there = page.parent / name if name else page
    assert there.exists()
    if anchor:
        assert anchor in {slug(heading) for heading in HEADING.findall(text_of(there))}


def slug(heading):
    """A heading's anchor, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def paths():
    for page in PAGES:
        for code in CODE.findall(BLOCK.sub("", text_of(page))):
            if code.startswith(tuple(f"{room}/" for room in ROOMS)) and "<" not in code:
                yield pytest.param(code, id=f"{page.name}: {code}")


@pytest.mark.parametrize("path", list(paths()))
def test_a_named_path_exists(path):
    assert (ROOT / path).exists()


def test_the_map_names_every_room():
    map_ = text_of(ROOT / "README.md").partition("## The map of the house")[2]
    named = {code.partition("/")[0] for code in CODE.findall(map_)}
    assert set(ROOMS) <= named


def test_the_design_names_every_room_of_the_engine():
    text = text_of(ROOT / "docs" / "design.md")
    for path in (ROOT / "autograder").iterdir():
        if not path.name.startswith("__"):
            assert f"`autograder/{path.name}" in text, path.name
