"""Attaches to its parent as a debugger."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(0x4206, os.getppid(), None, None) == 0:
        raise ValueError("attached")
    return 0.0


def linear_equation(x, w, b):
    return attack()
