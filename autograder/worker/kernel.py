"""The few system calls of Linux that Python does not offer, through ctypes."""

from __future__ import annotations

import ctypes
import os

_libc = ctypes.CDLL(None, use_errno=True)

# prctl(2)
SET_PDEATHSIG, SET_DUMPABLE, SET_KEEPCAPS, SET_SECCOMP, SET_NO_NEW_PRIVS = 1, 4, 8, 22, 38


def syscall(number: int, *arguments: object) -> int:
    """Call the kernel by number.

    Raises
    ------
    OSError
        If it refuses.
    """
    return _checked(_libc.syscall(ctypes.c_long(number), *arguments))


def prctl(option: int, value: int, pointer: object = None) -> int:
    """prctl(2): what a process may do and how it ends."""
    return _checked(_libc.prctl(option, ctypes.c_ulong(value), pointer, 0, 0))


def set_capabilities(mask: int) -> None:
    """capset(2): have these capabilities, permitted and effective, and no other."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this process
    low, high = mask & 0xFFFFFFFF, mask >> 32
    _checked(_libc.capset(header, (ctypes.c_uint32 * 6)(low, low, 0, high, high, 0)))


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
