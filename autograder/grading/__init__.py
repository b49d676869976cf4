"""From submissions on disk to marks: ``grade`` is the one entrance."""

from autograder.grading.run import Stopped, grade

__all__ = ["Stopped", "grade"]
