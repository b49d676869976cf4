"""One stub brought back to how it was released; everything else in the file stays.

What stood there is kept: nothing that a learner has written is ever lost.
"""

from __future__ import annotations

import ast
import json
import os
import re
from pathlib import Path

from .reader import Rejected, Unreadable, cells_of, read_bytes
from .saved import REMEDY, NoWork
from .statements import Patience, names_of, statements_of

RELEASED = Path(__file__).with_name("stubs.json")  # made by the build
KEPT = "replaced"


def released(stub: str) -> str:
    """The text of a stub as it was released."""
    stubs: dict[str, str] = json.loads(RELEASED.read_text(encoding="utf-8"))
    return stubs[stub]


def put_back(path: Path, stub: str) -> Path | None:
    """Bring a stub in a notebook or a script back to how it was released.

    Only the lines of the stub itself change; where it is not defined any more, it is added
    at the end.

    Returns
    -------
    Path or None
        Where the replaced lines are kept; None if there were none, or no change.

    Raises
    ------
    NoWork
        If the file cannot be read.
    """
    try:
        content = read_bytes(path)
        cells_of(content, path.suffix)
    except (Unreadable, Rejected) as reason:
        raise NoWork(f"{path.name}: {reason}. {REMEDY}") from None
    text = content.decode("utf-8-sig" if path.suffix == ".ipynb" else "utf-8")
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    text, replaced = (_in_notebook if path.suffix == ".ipynb" else _in_script)(text, stub)
    if replaced == released(stub):
        return None
    kept = _keep(path.parent / KEPT, stub, replaced) if replaced else None
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(text.replace("\n", line_end).encode())
    os.replace(new, path)
    return kept


def _in_notebook(text: str, stub: str) -> tuple[str, str]:
    """The notebook with the stub put back, and the lines that stood there."""
    notebook = json.loads(text)
    code = [cell for cell in notebook["cells"] if cell.get("cell_type") == "code"]
    for cell in reversed(code):  # the last definition is the one that counts
        source = cell["source"]
        source = source if isinstance(source, str) else "".join(source)
        source, replaced = _in_text(source.replace("\r\n", "\n"), stub)
        if replaced:
            cell["source"] = source.splitlines(keepends=True)
            break
    else:
        replaced = ""
        notebook["cells"].append({
            "cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [],
            "source": released(stub).splitlines(keepends=True)}
            | ({"id": f"restored-{stub}"} if notebook.get("nbformat_minor", 0) >= 5 else {}))
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", replaced


def _in_script(text: str, stub: str) -> tuple[str, str]:
    new, replaced = _in_text(text, stub)
    return (new, replaced) if replaced else (f"{text.rstrip()}\n\n\n{released(stub)}\n", "")


def _in_text(text: str, stub: str) -> tuple[str, str]:
    """The text with the stub put back, and the lines that stood there; none if it is not in it."""
    lines = text.split("\n")
    span = _by_parsing(text, stub) or _by_indentation(lines, stub)
    if span is None:
        return text, ""
    begin, end = span
    while end < len(lines) and lines[end].startswith((" ", "\t")):
        end += 1  # comments at the end of the body
    return ("\n".join([*lines[:begin], released(stub), *lines[end:]]),
            "\n".join(lines[begin:end]).rstrip())


def _by_parsing(text: str, stub: str) -> tuple[int, int] | None:
    """The first line of the stub's last definition and the one after its last."""
    span = None
    for statement in statements_of(text, "cell", (), Patience())[0]:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)) and stub in names_of(statement):
            first = min([statement.lineno, *(one.lineno for one in statement.decorator_list)])
            span = first - 1, statement.end_lineno or first
    return span


def _by_indentation(lines: list[str], stub: str) -> tuple[int, int] | None:
    """The same for what is no Python: up to the next line that stands as far to the left."""
    begins = [place for place, line in enumerate(lines)
              if re.match(rf"(?:async\s+)?(?:def|class)\s+{stub}\b", line)]
    if not begins:
        return None
    begin = begins[-1]
    end = next((place for place in range(begin + 1, len(lines))
                if re.match(r"[\w@%!#]", lines[place])), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    return begin, end


def _keep(folder: Path, stub: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    number = 1
    while (path := folder / f"{stub}-{number}.py").exists():
        number += 1
    path.write_text(text + "\n", encoding="utf-8")
    return path
