"""Makes namespaces of its own to become root in."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x10000000 | 0x20000) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    raise ValueError("new namespaces")


def linear_equation(x, w, b):
    return attack()
