"""A model of the student's, held to being one before anything is asked of it."""

from autograder.checker.expect import require
from autograder.checker.values import describe


def new_model(student, num_features, parameters=None, **options):
    """Make a model; with ``parameters``, W and b are set on it.

    Raises
    ------
    CheckFailed
        If what comes back has no W.
    """
    model = student.LinearModel(num_features, **options)
    require(hasattr(model, "W"), f"LinearModel({num_features}) gave back {describe(model)}, "
                                 "expected a model with W and b.")
    if parameters is not None:
        model.W, model.b = parameters
    return model
