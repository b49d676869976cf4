"""Landlock: which files a worker may read; everything else of the file system is closed.

Needs no privilege. The numbers are those of the kernel's ``include/uapi/linux/landlock.h``,
the rules those of its ``Documentation/userspace-api/landlock.rst``. Landlock does not cover
what changes a file's attributes (chmod and the like) nor UDP: :mod:`.seccomp` does.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable

from autograder.worker import kernel

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # on every architecture
VERSION = 1  # flag: ask for the ABI instead of a ruleset
PATH_BENEATH = 1

WRITE_FILE, READ_FILE, READ_DIR = 1 << 1, 1 << 2, 1 << 3
# All rights that an ABI knows: executing, reading, writing, making, removing; then moving
# between folders (2), truncating (3), device ioctls (5).
RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1,
          5: (1 << 16) - 1}
BIND_AND_CONNECT_TCP = 0b11  # from ABI 4
ABSTRACT_SOCKETS_AND_SIGNALS = 0b11  # from ABI 6


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64),
                ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def ruleset(readable: Iterable[str]) -> int:
    """A ruleset that allows reading below these paths, writing to the null device, and
    nothing else; no TCP, and no signals to processes that are not confined likewise.

    Returns
    -------
    int
        Its descriptor, for :func:`restrict`. Making it once serves many workers.

    Raises
    ------
    OSError
        If this kernel has no Landlock.
    """
    abi = kernel.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(VERSION))
    attributes = _Ruleset(RIGHTS[min(abi, 5)], BIND_AND_CONNECT_TCP if abi >= 4 else 0,
                          ABSTRACT_SOCKETS_AND_SIGNALS if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24  # an older kernel refuses a longer struct
    rules = kernel.syscall(CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size),
                           ctypes.c_uint32(0))
    for path in readable:
        _allow(rules, path, READ_FILE | READ_DIR)
    _allow(rules, os.devnull, READ_FILE | WRITE_FILE)
    return rules


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there need not be read
    try:
        if not stat.S_ISDIR(os.fstat(folder).st_mode):
            rights &= ~READ_DIR
        rule = _PathBeneath(rights, folder)
        kernel.syscall(ADD_RULE, rules, PATH_BENEATH, ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(folder)


def restrict(rules: int) -> None:
    """Put this process, for good, under a ruleset. It must have given up new privileges."""
    kernel.syscall(RESTRICT_SELF, rules, ctypes.c_uint32(0))
