"""Replaces the deadline by one that does nothing."""

import contextlib
import sys

main = sys.modules["__main__"]
main.deadline = contextlib.nullcontext
main.DeadlineExceeded = KeyError


def attack():
    while True:
        pass


def linear_equation(x, w, b):
    return attack()
