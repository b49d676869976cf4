"""In a notebook: what to run first, where a cell uses a name that nothing has defined yet."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Collection
from types import TracebackType
from typing import Any


def advise(stubs: Callable[[], Collection[str]]) -> None:
    """Have IPython say it below the error; elsewhere nothing happens.

    Parameters
    ----------
    stubs
        Gives the names that a learner defines.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return

    def say(shell: Any, kind: type[NameError], error: NameError, tb: TracebackType,
            tb_offset: int | None = None) -> None:
        shell.showtraceback((kind, error, tb), tb_offset=tb_offset)
        *_, (frame, _) = traceback.walk_tb(tb)
        if frame.f_code.co_name == "<module>":  # inside a function it is the function's fault
            print(_advice(error.name or "", stubs()))

    shell.set_custom_exc((NameError,), say)


def _advice(name: str, stubs: Collection[str]) -> str:
    if name in stubs:
        return (f"Python does not know {name} yet. Run the cell of its stub;\n"
                "if that cell shows an error, put it right first.")
    return (f"Python does not know {name} yet. Does an earlier cell make it? Run that one first,\n"
            "or choose Run → Run All Above Selected Cell.")
