"""Reads and writes its parent's memory by process_vm_readv and writev."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(64)
    vector = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 64)
    parent = os.getppid()
    there = (ctypes.c_void_p * 2)(id(None), 64)
    count = (libc.process_vm_readv(parent, vector, 1, there, 1, 0)
             + libc.process_vm_writev(parent, vector, 1, there, 1, 0))
    if count > 0:
        raise ValueError("read and wrote")
    return 0.0


def linear_equation(x, w, b):
    return attack()
