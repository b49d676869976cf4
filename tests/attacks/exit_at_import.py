"""Ends the process while it is loaded."""

import os

nothing = os._exit(0)
