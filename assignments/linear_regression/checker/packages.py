"""What the checks need is there, or the learner reads what to install or to copy.

Imported before anything else of the checker: where a package or the table is missing, this import
ends the program, or the cell in a notebook, with a sentence in place of a traceback.
"""

import importlib.util
import sys
from pathlib import Path

NEEDED = ("numpy", "matplotlib", "pytest")


class NotReady(ImportError):  # noqa: N818 - a state of the machine; the text says what to do
    """Something is to be installed first."""

    def _render_traceback_(self) -> list[str]:  # what a notebook shows of it
        return str(self).splitlines()


def _what_is_missing() -> str:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever reads the text has an older one
        return (f"This is Python {sys.version_info[0]}.{sys.version_info[1]}; the checks need "
                "3.11 or newer.\nInstall a newer Python, or choose another kernel for the "
                "notebook.")
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if not missing:
        if (Path(__file__).resolve().parent.parent / "assignment.toml").is_file():
            return ""
        return ("The file assignment.toml is missing beside the folder checker.\n"
                "Take a fresh copy of the released folder, and put your notebook into it.")
    names = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
    they_are = "It is" if len(missing) == 1 else "They are"
    return (f"The checks need {names}.\n{they_are} not installed for this Python.\n"
            f"In a terminal:  python -m pip install {' '.join(missing)}\n"
            f"In a notebook:  %pip install {' '.join(missing)}\n"
            "Then restart the kernel, or run the command again.")


if problem := _what_is_missing():
    raise NotReady(problem) if "IPython" in sys.modules else SystemExit(problem)
