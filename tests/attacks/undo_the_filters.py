"""Installs filters and rules of its own that allow everything."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(22, 0, 0, 0, 0)
    libc.prctl(4, 1, 0, 0, 0)
    rules = libc.syscall(444, ctypes.create_string_buffer(b"\xff" + b"\0" * 7, 8), 8, 0)
    libc.syscall(446, rules, 0)
    raise ValueError(os.listdir("@CLASS@"))


def linear_equation(x, w, b):
    return attack()
