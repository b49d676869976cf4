"""Replaces the byte code of the worker's own functions."""

import sys

server = sys.modules["__main__"].Server
server._invoke.__code__ = (lambda self, request: self._answer(request)).__code__


def attack():
    return 0.0


def linear_equation(x, w, b):
    return attack()
