"""A model of the student's, held to being one before anything is asked of it."""

from autograder.checker.expect import require
from autograder.checker.values import Elsewhere, describe


def new_model(student, *size, **options):
    """Make a model.

    Raises
    ------
    CheckFailed
        If what comes back is no object.
    """
    model = student.LinearModel(*size, **options)
    require(isinstance(model, Elsewhere), "LinearModel gave back "
            f"{describe(model)}, expected a model with W and b.")
    return model


def model_with(student, W, b):
    """Make a model and set its parameters, whatever they were."""
    model = new_model(student, len(W))
    model.W, model.b = W, b
    return model
