"""What a command says when it cannot do what was asked."""

from __future__ import annotations


class UsageError(Exception):
    """Wrong usage or wrong material: what happened, where, and what to do."""
