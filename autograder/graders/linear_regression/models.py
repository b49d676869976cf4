"""A model of the student's, held to being one before anything is asked of it."""

from autograder.checker.expect import require
from autograder.checker.values import Elsewhere, describe


def new_model(student, num_features, **options):
    """Make a model.

    Raises
    ------
    CheckFailed
        If what comes back has no W.
    """
    model = student.LinearModel(num_features, **options)
    require(hasattr(model, "W"), _no_model(num_features, model))
    return model


def model_with(student, W, b):
    """Make a model and set its parameters, whatever they were.

    Raises
    ------
    CheckFailed
        If what comes back is no object.
    """
    model = student.LinearModel(len(W))
    require(isinstance(model, Elsewhere), _no_model(len(W), model))
    model.W, model.b = W, b
    return model


def _no_model(num_features, found):
    return f"LinearModel({num_features}) gave back {describe(found)}, " \
           "expected a model with W and b."
