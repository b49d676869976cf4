"""Asks a web server for the answer."""

import urllib.request


def attack():
    return float(urllib.request.urlopen("http://127.0.0.1:@PORT@/answer", timeout=1).read())


def linear_equation(x, w, b):
    return attack()
