"""Task 9, the comparison of two models: how it goes wrong, and how else it goes right."""

import matplotlib.pyplot as plt
import numpy as np

from autograder.catalogue import mistake, mistake_source, probe, variant, variant_source
from reference.linear_regression import LinearModel, forward

_X = np.array([[1.0, 2.0], [0.5, -1.5], [3.0, 0.2], [-2.0, 1.0]])
_untrained, _trained = LinearModel(2, seed=1), LinearModel(2, seed=2)
_untrained.b, _trained.b = -0.3, 1.1

probe("compare_predictions", _untrained, _trained, _X)
probe("compare_predictions", _trained, _untrained, _X[:1])
probe("compare_predictions", _untrained, _untrained, _X[:2])


# ---- compare_predictions: mistakes ----------------------------------------------------------


@mistake("compare_predictions", caught_by="untrained_matches_its_model", common=3,
         hint="Are your two answers the same? Which model made the first one?")
def trained_model_twice(untrained, trained, X):
    return forward(X, trained.W, trained.b), forward(X, trained.W, trained.b)


@mistake("compare_predictions", caught_by="trained_matches_its_model", common=2,
         hint="Are your two answers the same? Which model made the second one?")
def untrained_model_twice(untrained, trained, X):
    return forward(X, untrained.W, untrained.b), forward(X, untrained.W, untrained.b)


@mistake("compare_predictions", caught_by="untrained_matches_its_model", common=3,
         hint="In which order does the caller expect the two predictions?")
def returned_in_the_other_order(untrained, trained, X):
    return forward(X, trained.W, trained.b), forward(X, untrained.W, untrained.b)


@mistake("compare_predictions", caught_by="untrained_matches_its_model", common=2,
         hint="You make a new model for the comparison. Is it the one that you were given?")
def new_model_for_the_untrained(untrained, trained, X):
    untrained = LinearModel(X.shape[1], seed=0)
    return untrained.predict(X), trained.predict(X)


@mistake("compare_predictions", caught_by="untrained_matches_its_model",
         hint="Does an untrained model predict zero, or whatever its first parameters say?")
def zeros_for_the_untrained(untrained, trained, X):
    return np.zeros((len(X), 1)), trained.predict(X)


@mistake("compare_predictions", caught_by="untrained_matches_its_model", common=3,
         hint="What happened to the intercept? Feed in a row of zeros.")
def intercept_forgotten(untrained, trained, X):
    return X @ untrained.W, X @ trained.W


@mistake("compare_predictions", caught_by="trained_matches_its_model",
         hint="Compare your two lines. What has one model that the other lacks?")
def intercept_of_the_trained_forgotten(untrained, trained, X):
    return X @ untrained.W + untrained.b, X @ trained.W


@mistake("compare_predictions", caught_by="trained_matches_its_model",
         hint="Look at every name in your second line. Do both parameters belong to one model?")
def parameters_of_two_models_mixed(untrained, trained, X):
    return forward(X, untrained.W, untrained.b), forward(X, trained.W, untrained.b)


@mistake("compare_predictions", caught_by="untrained_matches_its_model",
         hint="Rounding is for printing. How far are your predictions from the models' own?")
def rounded(untrained, trained, X):
    return np.round(untrained.predict(X), 2), np.round(trained.predict(X), 2)


@mistake("compare_predictions", caught_by="returns_two_sets_of_predictions", common=2,
         hint="The caller wants both sets of predictions. What is left of them in your answer?")
def difference_returned(untrained, trained, X):
    return trained.predict(X) - untrained.predict(X)


@mistake("compare_predictions", caught_by="returns_two_sets_of_predictions",
         hint="The caller writes `before, after = compare_predictions(...)`. "
              "What would it get from yours?")
def stacked_side_by_side(untrained, trained, X):
    return np.hstack([untrained.predict(X), trained.predict(X)])


@mistake("compare_predictions", caught_by="returns_two_sets_of_predictions", common=2,
         hint="Two models go in. How many sets of predictions come out?")
def only_trained_returned(untrained, trained, X):
    return trained.predict(X)


@mistake("compare_predictions", caught_by="returns_two_sets_of_predictions",
         hint="The stub asks for two answers side by side. What would "
              "`before, after = …` unpack from yours?")
def returned_as_dictionary(untrained, trained, X):
    return {"untrained": untrained.predict(X), "trained": trained.predict(X)}


@mistake("compare_predictions", caught_by="returns_two_sets_of_predictions", common=3,
         hint="The predictions are made, and perhaps on the screen. What does your function "
              "hand back?")
def nothing_returned(untrained, trained, X):
    print(untrained.predict(X), trained.predict(X))


@mistake("compare_predictions", caught_by="returns_two_sets_of_predictions",
         hint="Print the shape of each answer. Is it a column, with a second axis?")
def flat_predictions(untrained, trained, X):
    return untrained.predict(X).ravel(), trained.predict(X).ravel()


@mistake("compare_predictions", caught_by="returns_two_sets_of_predictions",
         hint="You return what the models are made of. What do they say about X?")
def models_returned(untrained, trained, X):
    return untrained, trained


@mistake("compare_predictions", caught_by="returns_two_sets_of_predictions",
         hint="You return the weights of both models. What do they make of X?")
def weights_returned(untrained, trained, X):
    return untrained.W, trained.W


@mistake("compare_predictions", caught_by="returns_two_sets_of_predictions",
         hint="Six examples in: how many predictions does each model make, "
              "and how many do you return?")
def averages_returned(untrained, trained, X):
    return untrained.predict(X).mean(), trained.predict(X).mean()


@mistake("compare_predictions", caught_by="leaves_the_models_alone",
         hint="Predicting is looking, not touching. Print the parameters before and after.")
def parameters_rounded_for_printing(untrained, trained, X):
    answers = untrained.predict(X), trained.predict(X)
    for model in (untrained, trained):
        model.W = np.round(model.W, 1)
        print(model.W)
    return answers


@mistake("compare_predictions", caught_by="leaves_the_models_alone",
         hint="Whose b do you add to? Print both models before and after the call.")
def intercept_changed_along_the_way(untrained, trained, X):
    answers = untrained.predict(X), trained.predict(X)
    trained.b += np.mean(answers[0] - answers[1])
    return answers


mistake_source("compare_predictions", "called_on_the_class", """
def compare_predictions(untrained, trained, X):
    return LinearModel.predict(X), LinearModel.predict(X)
""", caught_by="returns_two_sets_of_predictions",
    hint="A class is a plan. Which models, made from it, did you get as arguments?")


# ---- compare_predictions: variants ----------------------------------------------------------


@variant("compare_predictions")
def predict_methods(untrained, trained, X):
    return untrained.predict(X), trained.predict(X)


@variant("compare_predictions")
def returned_as_list(untrained, trained, X):
    return [model.predict(X) for model in (untrained, trained)]


@variant("compare_predictions")
def formula_written_out(untrained, trained, X):
    y_hat_untrained = X @ untrained.W + untrained.b
    y_hat_trained = X @ trained.W + trained.b
    return y_hat_untrained, y_hat_trained


@variant("compare_predictions")
def map_over_models(untrained, trained, X):
    return tuple(map(lambda W, b: forward(X, W, b), (untrained.W, trained.W),
                     (untrained.b, trained.b)))


@variant("compare_predictions")
def one_product_for_both(untrained, trained, X):
    both = X @ np.hstack([untrained.W, trained.W])
    return both[:, :1] + untrained.b, both[:, 1:] + trained.b


@variant("compare_predictions")
def example_by_example(untrained, trained, X):
    before, after = [], []
    for i in range(len(X)):
        before.append(untrained.predict(X[i:i + 1])[0])
        after.append(trained.predict(X[i:i + 1])[0])
    return np.array(before), np.array(after)


@variant("compare_predictions")
def early_float_conversion(untrained, trained, X, verbose=False):
    X = np.asarray(X, dtype=float)
    before, after = untrained.predict(X), trained.predict(X)
    if verbose:
        print(np.hstack([before, after]))
    return before, after


variant_source("compare_predictions", "helper_function", """
def predictions_of(model, X):
    return forward(X, model.W, model.b)

def compare_predictions(untrained, trained, X):
    return predictions_of(untrained, X), predictions_of(trained, X)
""")

variant_source("compare_predictions", "named_tuple", """
from typing import NamedTuple

class Comparison(NamedTuple):
    untrained: np.ndarray
    trained: np.ndarray

def compare_predictions(untrained, trained, X):
    return Comparison(untrained.predict(X), trained.predict(X))
""")


# ---- plot_predictions: mistakes -------------------------------------------------------------


@mistake("plot_predictions", caught_by="plot_returns_labelled_axes", common=3,
         hint="You have drawn the picture. What does your function hand back?")
def axes_not_returned(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()


@mistake("plot_predictions", caught_by="plot_returns_labelled_axes", common=2,
         hint="plt.show() ends the picture. What does your function hand back after it?")
def shown_and_not_returned(y_true, y_hat_untrained, y_hat_trained, ax=None):
    plt.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    plt.scatter(y_hat_trained, y_true, color="blue", label="trained")
    plt.xlabel("prediction")
    plt.ylabel("ground truth")
    plt.legend()
    return plt.show()


@mistake("plot_predictions", caught_by="plot_returns_labelled_axes",
         hint="legend gives you the legend. Is that what the caller asked for?")
def legend_returned(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    return ax.legend()


@mistake("plot_predictions", caught_by="plot_returns_labelled_axes", common=3,
         hint="Would somebody who has not seen your code know what the two axes mean?")
def labels_missing(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_returns_labelled_axes",
         hint="One of your two axes says what it shows. And the other?")
def x_label_missing(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue",
         hint="Each model has a colour of its own. Can you still see which points are which?")
def both_clouds_in_both_colours(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    for color in ("red", "blue"):
        ax.scatter(y_hat_untrained, y_true, color=color, label=f"untrained {color}")
        ax.scatter(y_hat_trained, y_true, color=color, label=f"trained {color}")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue",
         hint="Read your calls one by one. Which model's points are drawn twice, and in which "
              "colours?")
def one_model_in_both_colours(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.scatter(y_hat_trained, y_true, color="red")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue", common=2,
         hint="What does the line from one day to the next stand for? Draw points that one can "
              "see, and no line between them.")
def points_joined_by_a_line(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.plot(y_hat_untrained, y_true, color="red", label="untrained")
    ax.plot(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@variant("plot_predictions")
def joined_by_red_lines(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    for before, after, truth in zip(y_hat_untrained[:, 0], y_hat_trained[:, 0], y_true[:, 0],
                                    strict=True):
        ax.plot([before, after], [truth, truth], color="red", linewidth=0.3)
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue", common=3,
         hint="Which of your two clouds hugs the diagonal, and in which colour should it be?")
def colours_swapped(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="blue", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="red", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue", common=2,
         hint="Neither cloud is red or blue. Which two colours does the task ask for, and for "
              "which model?")
def other_colours(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="C1", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="C2", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue",
         hint="Can one tell the two models apart in your picture?")
def one_colour_for_both(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="blue", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue", common=3,
         hint="Which quantity does the task put on the x-axis: the prediction or the truth?")
def axes_swapped(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_true, y_hat_untrained, color="red", label="untrained")
    ax.scatter(y_true, y_hat_trained, color="blue", label="trained")
    ax.set_xlabel("ground truth")
    ax.set_ylabel("prediction")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue", common=2,
         hint="How many models go into your picture, and how many clouds are in it?")
def only_trained_shown(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue",
         hint="Both clouds are the same. Which argument is never drawn?")
def trained_predictions_twice(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_trained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue",
         hint="What is on your y-axis: the truth, or the error? Where would the diagonal be?")
def errors_on_the_y_axis(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true - y_hat_untrained, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true - y_hat_trained, color="blue", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("error")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue",
         hint="What is on your x-axis: a prediction, or the number of the example?")
def predictions_over_their_number(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.plot(y_hat_untrained, "r.", label="untrained")
    ax.plot(y_hat_trained, "b.", label="trained")
    ax.set_xlabel("example")
    ax.set_ylabel("prediction")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_shows_untrained_red_and_trained_blue",
         hint="Each point belongs to one example. Does yours still have the truth of its own "
              "prediction?")
def predictions_sorted(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(np.sort(y_hat_untrained, axis=0), np.sort(y_true, axis=0), color="red",
               label="untrained")
    ax.scatter(np.sort(y_hat_trained, axis=0), np.sort(y_true, axis=0), color="blue",
               label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_has_a_legend", common=3,
         hint="Red and blue: what tells a reader which is which?")
def legend_missing(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    return ax


@mistake("plot_predictions", caught_by="plot_has_a_legend", common=2,
         hint="Your legend is empty. From where does it take its words?")
def legend_without_labels(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="red")
    ax.scatter(y_hat_trained, y_true, color="blue")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend(handles=[])
    return ax


@mistake("plot_predictions", caught_by="plot_has_a_legend", common=2,
         hint="Compare the words of your legend with what they stand beside. "
              "Which model is which?")
def legend_swapped(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="red", label="trained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="untrained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_has_a_legend",
         hint="How many clouds are in the picture, and how many does your legend explain?")
def legend_for_one_of_two(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="red")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_uses_the_given_axes", common=3,
         hint="Somebody hands you Axes to draw on. Which ones do you draw on?")
def given_axes_ignored(y_true, y_hat_untrained, y_hat_trained, ax=None):
    _, ax = plt.subplots()
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_uses_the_given_axes", common=2,
         hint="plt draws on the current Axes. Are those always the ones that came in as ax?")
def current_axes_for_given_ones(y_true, y_hat_untrained, y_hat_trained, ax=None):
    plt.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    plt.scatter(y_hat_trained, y_true, color="blue", label="trained")
    plt.xlabel("prediction")
    plt.ylabel("ground truth")
    plt.legend()
    return plt.gca()


# ---- plot_predictions: variants -------------------------------------------------------------


@mistake("plot_predictions", caught_by="plot_uses_the_given_axes", common=2,
         hint="Draw on Axes of your own, made by plt.subplots. Where have the labels gone, and "
              "under which `if` do they stand?")
def labels_for_new_axes_only(y_true, y_hat_untrained, y_hat_trained, ax=None):
    if ax is None:
        ax = plt.gca()
        ax.set_xlabel("predicted")
        ax.set_ylabel("true")
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_uses_the_given_axes", common=2,
         hint="On which Axes does plt.legend() write? Draw on Axes that are not the current ones.")
def legend_on_the_current_axes(y_true, y_hat_untrained, y_hat_trained, ax=None):
    if ax is None:
        ax = plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.set_xlabel("predicted")
    ax.set_ylabel("true")
    plt.legend()
    return ax


@mistake("plot_predictions", caught_by="plot_uses_the_given_axes", common=1,
         hint="How many examples come in, and how many points has each of your clouds?")
def first_hundred_points(y_true, y_hat_untrained, y_hat_trained, ax=None):
    if ax is None:
        ax = plt.gca()
    ax.scatter(y_hat_untrained[:100], y_true[:100], color="red", label="untrained")
    ax.scatter(y_hat_trained[:100], y_true[:100], color="blue", label="trained")
    ax.set_xlabel("predicted")
    ax.set_ylabel("true")
    ax.legend()
    return ax


@variant("plot_predictions")
def plotted_as_dots(y_true, y_hat_untrained, y_hat_trained, ax=None):
    if ax is None:
        ax = plt.gca()
    ax.plot(y_hat_untrained, y_true, "ro", label="untrained")
    ax.plot(y_hat_trained, y_true, "bo", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@variant("plot_predictions")
def diagonal_as_well(y_true, y_hat_untrained, y_hat_trained, ax=None):
    if ax is None:
        _, ax = plt.subplots()
    ends = [float(y_true.min()), float(y_true.max())]
    ax.plot(ends, ends, "--", color="grey", label="perfect")
    ax.axhline(0, color="lightgrey")
    ax.scatter(y_hat_trained, y_true, c="b", s=5, alpha=0.4, label="after training")
    ax.scatter(y_hat_untrained, y_true, c="r", s=5, alpha=0.4, label="before training")
    ax.set(xlabel="predicted", ylabel="true", title="Predictions")
    ax.legend(loc="upper left")
    return ax


@variant("plot_predictions")
def hexadecimal_colours(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    ax.scatter(y_hat_untrained.ravel(), y_true.ravel(), color="#d62728", label="Untrained model")
    ax.scatter(y_hat_trained.ravel(), y_true.ravel(), color="#1f77b4", label="Trained model")
    ax.set_xlabel("y_hat")
    ax.set_ylabel("y")
    ax.legend()
    return ax


@variant("plot_predictions")
def colours_by_numbers(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    ax.scatter(y_hat_untrained, y_true, color=(0.8, 0.1, 0.1), label="untrained")
    ax.scatter(y_hat_trained, y_true, color=(0.1, 0.2, 0.9, 0.5), label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@variant("plot_predictions")
def dark_colours_and_open_markers(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    ax.scatter(y_hat_untrained, y_true, facecolors="none", edgecolors="darkred",
               label="untrained")
    ax.plot(y_hat_trained, y_true, linestyle="none", marker="x", color="navy", label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@variant("plot_predictions")
def legend_by_list(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    ax.scatter(y_hat_untrained, y_true, color="red")
    ax.scatter(y_hat_trained, y_true, color="blue")
    ax.legend(["untrained", "trained"])
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    return ax


@variant("plot_predictions")
def legend_by_handles(y_true, y_hat_untrained, y_hat_trained, ax=None):
    from matplotlib.lines import Line2D
    ax = plt.gca() if ax is None else ax
    ax.scatter(y_hat_untrained, y_true, color="red")
    ax.scatter(y_hat_trained, y_true, color="blue")
    ax.legend(handles=[
        Line2D([], [], marker="o", linestyle="none", color="red", label="untrained"),
        Line2D([], [], marker="o", linestyle="none", color="blue", label="trained")])
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    return ax


@variant("plot_predictions")
def through_pyplot(y_true, y_hat_untrained, y_hat_trained, ax=None):
    if ax is not None:
        plt.sca(ax)
    plt.scatter(y_hat_untrained, y_true, c="red", label="before")
    plt.scatter(y_hat_trained, y_true, c="blue", label="after")
    plt.xlabel("prediction")
    plt.ylabel("ground truth")
    plt.legend()
    plt.grid(True)
    return plt.gca()


@variant("plot_predictions")
def loop_over_both(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax if ax is not None else plt.figure().add_subplot()
    clouds = {"untrained": (y_hat_untrained, "red"), "trained": (y_hat_trained, "blue")}
    for label, (y_hat, color) in clouds.items():
        ax.scatter(y_hat, y_true, color=color, label=label, marker=".")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@variant("plot_predictions")
def one_cloud_with_a_colour_for_each_point(y_true, y_hat_untrained, y_hat_trained, ax=None):
    from matplotlib.patches import Patch
    ax = plt.gca() if ax is None else ax
    n = len(y_true)
    ax.scatter(np.vstack([y_hat_untrained, y_hat_trained]), np.vstack([y_true, y_true]),
               c=["crimson"] * n + ["royalblue"] * n)
    ax.legend(handles=[Patch(color="crimson", label="untrained"),
                       Patch(color="royalblue", label="trained")])
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    return ax


@variant("plot_predictions")
def rings_filled_with_white(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    ax.scatter(y_hat_untrained, y_true, facecolor="white", edgecolor="red", label="untrained")
    ax.plot(y_hat_trained, y_true, "o", markerfacecolor="white", markeredgecolor="blue",
            label="trained")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@variant("plot_predictions")
def legend_by_the_usual_recipe(y_true, y_hat_untrained, y_hat_trained, ax=None):
    from matplotlib.lines import Line2D
    ax = plt.gca() if ax is None else ax
    ax.scatter(y_hat_untrained, y_true, color="red")
    ax.scatter(y_hat_trained, y_true, color="blue")
    ax.legend(handles=[
        Line2D([0], [0], marker="o", color="w", markerfacecolor="red", label="at the start"),
        Line2D([0], [0], marker="o", color="w", markerfacecolor="blue",
               label="trained on random data")])
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    return ax


@variant("plot_predictions")
def two_legends(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    red = ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    blue = ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.add_artist(ax.legend(handles=[red], loc="upper left"))
    ax.legend(handles=[blue], loc="lower right")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    return ax


@variant("plot_predictions")
def points_with_grey_error_bars(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    for y_hat, points, label in ((y_hat_untrained, "rx", "untrained"),
                                 (y_hat_trained, "bo", "trained")):
        ax.errorbar(y_hat.ravel(), y_true.ravel(), yerr=0.5, fmt=points, ecolor="lightgrey",
                    label=label)
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@variant("plot_predictions")
def a_line_and_points_in_one_entry(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    red = ax.scatter(y_hat_untrained, y_true, color="red")
    blue = ax.scatter(y_hat_trained, y_true, color="blue")
    ideal, = ax.plot([y_true.min(), y_true.max()], [y_true.min(), y_true.max()], "k:")
    ax.legend([(ideal, red), (ideal, blue)], ["untrained", "trained"])
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    return ax


@variant("plot_predictions")
def legend_on_a_twin(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    ax.twinx().legend(*ax.get_legend_handles_labels())
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    return ax


@variant("plot_predictions")
def legend_of_the_whole_figure(y_true, y_hat_untrained, y_hat_trained, ax=None):
    figure = plt.figure() if ax is None else ax.figure
    ax = figure.subfigures().subplots() if ax is None else ax
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    figure.legend(*ax.get_legend_handles_labels(), loc="upper center")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    return ax


@variant("plot_predictions")
def means_under_one_label(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    for y_hat, color, label in ((y_hat_untrained, "red", "start"),
                                (y_hat_trained, "blue", "end (the loss was larger before)")):
        ax.scatter(y_hat, y_true, color=color, label=label)
        ax.axvline(y_hat.mean(), color=color, linestyle=":", label="mean prediction")
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax


@variant("plot_predictions")
def legend_of_coloured_words(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    ax.scatter(y_hat_untrained, y_true, color="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, color="blue", label="trained")
    for handle in ax.legend(labelcolor="linecolor", handlelength=0).legend_handles:
        handle.set_visible(False)
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    return ax


@variant("plot_predictions")
def rings_with_a_clear_face(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = plt.gca() if ax is None else ax
    for y_hat, edge, label in ((y_hat_untrained, "red", "untrained"),
                               (y_hat_trained, "blue", "trained")):
        ax.plot(y_hat, y_true, "o", markerfacecolor=(0, 1, 1, 0), markeredgecolor=edge,
                label=label)
    ax.set_xlabel("prediction")
    ax.set_ylabel("ground truth")
    ax.legend()
    return ax
