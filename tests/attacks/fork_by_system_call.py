"""Forks by the bare system calls clone, vfork and clone3."""

import ctypes
import os
import time


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    for number, flags in ((56, 17), (57, 0), (435, 0), (220, 17)):
        if libc.syscall(number, flags, 0, 0, 0, 0) == 0 and number != 435:
            time.sleep(60)
            os._exit(0)
    return 0.0


def linear_equation(x, w, b):
    return attack()
