"""Loops inside one call of a C function, where no signal handler of Python runs."""

import re


def attack():
    return float(bool(re.match(r"(a*)*b", "a" * 40)))


def linear_equation(x, w, b):
    return attack()
