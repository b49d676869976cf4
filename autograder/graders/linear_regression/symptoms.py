"""What can be told of a mistake that nobody has catalogued, from the check that it fails first.

Each function named here has a stub's name. It gets the student and the name of the failed check,
looks once more at what that check is about, and gives a name with its hint, the name of an entry
of the catalogue whose hint fits, or None. An exception in the learner's code may pass through.
"""

from autograder.graders.linear_regression.symptoms_of_data import LinearModel, generate_data
from autograder.graders.linear_regression.symptoms_of_formulas import (
    forward,
    gradients,
    linear_equation,
    mse_loss,
    update,
)
from autograder.graders.linear_regression.symptoms_of_pictures import (
    plot_data,
    plot_losses,
    plot_predictions,
)
from autograder.graders.linear_regression.symptoms_of_training import compare_predictions, train

__all__ = [
    "LinearModel", "compare_predictions", "forward", "generate_data", "gradients",
    "linear_equation", "mse_loss", "plot_data", "plot_losses", "plot_predictions", "train",
    "update",
]
