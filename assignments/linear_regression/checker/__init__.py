"""Public checks of an assignment: what a learner uses while working on it."""

from .notebook import check, done, hint

__all__ = ["check", "done", "hint"]
