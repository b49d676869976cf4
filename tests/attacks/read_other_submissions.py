"""Copies the answers of another student of the class."""

import glob


def attack():
    raise ValueError([open(path).read() for path in sorted(glob.glob("@CLASS@/*"))])


def linear_equation(x, w, b):
    return attack()
