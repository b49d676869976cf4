"""Loads programs, keys and modules into the kernel."""

import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    got = [libc.syscall(number, 0, 0, 0, 0, 0)
           for number in (321, 323, 250, 248, 298, 175, 313, 246, 163, 167, 310, 272, 308, 430)]
    if max(got) >= 0:
        raise ValueError(f"got {got}")
    return 0.0


def linear_equation(x, w, b):
    return attack()
