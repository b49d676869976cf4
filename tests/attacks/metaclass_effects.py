"""Has everything done while a class is made."""

import os


class Meta(type):
    def __new__(m, n, b, d):
        os.system("touch @OUT@/harm")
        return super().__new__(m, n, b, d)

    def __prepare__(n, b, **k):
        while k.get("loop"):
            pass
        return {}

    def __call__(cls, *a, **k):
        os._exit(0)


class LinearModel(metaclass=Meta):
    W = b = 0


class Other(metaclass=Meta, loop=True):
    pass


def decorate(f):
    raise SystemExit


@decorate
def forward(X, W, b):
    return X
