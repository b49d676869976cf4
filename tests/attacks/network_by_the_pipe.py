"""Connects the socket that it has, the pipe, to somewhere else."""

import ctypes
import os
import struct


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    address = struct.pack("<H", 2) + struct.pack(">H4s8x", int("@PORT@"), bytes([127, 0, 0, 1]))
    for descriptor in range(3, 64):
        libc.connect(descriptor, address, len(address))
        libc.sendto(descriptor, b"", 0, 0, address, len(address))
    return float(os.getpid())


def linear_equation(x, w, b):
    return attack()
