"""Lets `pytest` in this folder check your notebook."""

from checker.pytest_plugin import *  # noqa: F403
