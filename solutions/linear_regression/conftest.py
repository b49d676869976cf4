"""Lets `pytest` in this folder check your notebook."""

try:
    from checker.pytest_plugin import *  # noqa: F403
except ImportError as error:
    if (error.name or "").partition(".")[0] != "checker":
        raise
    raise SystemExit("The folder checker is missing here, or a part of it.\nTake a fresh copy of "
                     "the released folder, and put your notebook into it.") from None
