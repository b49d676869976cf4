"""What a wrong training loop, or wrong predictions of two models, show of their mistake."""

from types import SimpleNamespace

import numpy as np

from autograder.graders.linear_regression.resting import COMES_TO_REST, EVEN
from autograder.symptoms import of_kind
from reference import linear_regression as reference

_RNG = np.random.default_rng(11)
_X = np.round(_RNG.uniform(0.5, 2, (5, 2)) * _RNG.choice([-1.0, 1.0], (5, 2)), 2)
_Y = np.array([[1.5], [-0.75], [2.25], [0.5], [-1.25]])
_W, _B = np.array([[1.5], [-2.0]]), 3.0
_RESTING = *COMES_TO_REST, _W, EVEN, EVEN @ [[0.7], [-1.2]] - 0.4
_CLIMBING = 0.9, 4
SOMETHING_CHANGED = ("something_changed", "Print X and y before and after the call. Which line "
                                          "writes into one of them?")


def train(student, failed):
    """What is wrong with the losses, or with where the model ends."""
    if failed == "returns_one_loss_per_iteration":
        return _losses_of_a_kind(student)
    if failed == "records_each_loss_before_its_update":
        return _recorded(student)
    if failed == "ends_at_the_reference_parameters":
        return _steps(student)
    if failed == "reaches_the_optimum":
        return _defaults(student)
    if failed == "leaves_the_data_alone":
        return SOMETHING_CHANGED
    return None


def _trained(student, rate, iterations, W=_W, X=_X, y=_Y):
    """Losses and parameters after a run, and the right ones."""
    model, right = student.LinearModel(2), SimpleNamespace(W=W.copy(), b=_B)
    model.W, model.b = W, _B
    losses = student.train(model, X, y, learning_rate=rate, iterations=iterations)
    wanted = reference.train(right, X, y, learning_rate=rate, iterations=iterations)
    return (losses, model.W, model.b), (wanted, right.W, right.b)


def _losses_of_a_kind(student):
    (losses, _, _), _ = _trained(student, 0.05, 6)
    if losses is None:
        return "nothing_returned"
    if isinstance(losses, (int, float, np.generic)) or \
            (isinstance(losses, np.ndarray) and losses.ndim == 0):
        return "last_loss_only"
    if isinstance(losses, tuple) and any(isinstance(one, (list, np.ndarray)) for one in losses):
        return ("more_than_losses_returned", "The model keeps W and b by itself. What is the one "
                                             "thing to hand back?")
    if not isinstance(losses, (list, tuple, np.ndarray)):
        return ("no_list_returned", "Print the type of what train hands back. The picture of the "
                                    "losses needs a list of numbers, nothing around it.")
    runs = {times: _trained(student, 0.05, times)[0][0] for times in (6, 9, 25)}
    off = {len(found) - times for times, found in runs.items()}
    if off == {1}:
        return ("one_loss_more", "Ask for 1 iteration. How many losses are in your list, and "
                                 "outside of which loop is the other one recorded?")
    if off == {-1}:
        return "one_iteration_short"
    if off != {0}:
        return ("another_number_of_losses", "Ask for 6 and for 25 iterations. How many losses do "
                "you get, and what decides how many there are?")
    if not all(isinstance(one, (int, float, np.generic)) or np.size(one) == 1 for one in runs[6]) \
            or any(isinstance(one, str) for one in runs[6]):
        return ("entries_are_no_losses", "Print the first entry of your list, and its type. A loss "
                                         "is one number.")
    return None


def _recorded(student):
    (losses, W, b), (wanted, right_W, right_b) = _trained(student, 0.05, 6)
    if not (np.allclose(W, right_W) and np.allclose(b, right_b)):
        return None
    losses = np.ravel(np.array(losses, dtype=float))
    if np.allclose(losses, wanted):  # right here: it is about another run
        climbing = _trained(student, *_CLIMBING)
        if not np.allclose(climbing[0][0], climbing[1][0]):
            return ("climbing_losses_wrong", "Your list is right where the loss falls. With a "
                    "learning rate of 0.9 it climbs. Does your list say so?")
        return None
    if np.allclose(losses, losses[0]):
        return ("always_the_same_loss", "The model learns as it should, but all your losses are "
                                        "the same. From which predictions are they?")
    if np.isclose(losses[0], wanted[0]):
        return ("later_losses_wrong", "The model learns as it should, and the first loss is right. "
                                      "What do you record in later turns of the loop?")
    return ("losses_wrong", "The model learns as it should; only what you record is wrong. What "
                            "is the loss of the untouched model, and what is your first entry?")


def _steps(student):
    _trained(student, 0.05, 3)
    if any(not np.array_equal(student.last.arguments[name], student.last.after[name])
           for name in ("X", "y")):
        return SOMETHING_CHANGED
    lengths = [len(_trained(student, 0.05, 2)[0][0]) for _ in range(2)]
    if lengths[1] > lengths[0]:
        return "global_list_of_losses"
    for run in ((0.05, 1), _CLIMBING, _RESTING):
        losses = _trained(student, *run)[0][0]
        if len(losses) != run[1]:
            return ("losses_cut_short", "Ask for 1 iteration, for 4 at a rate of 0.9, for 40 on "
                    "data without noise, and count the losses. What ends the loop, or the list?")
        if not np.isfinite(np.array(losses, dtype=float)).all():
            return ("losses_not_finite", "There is a nan or an infinity among your losses. What do "
                                         "you do with a loss before you record it?")
    (_, W, b), (_, right_W, right_b) = _trained(student, 0.05, 1)
    one_step = [np.allclose(W, right_W), np.allclose(b, right_b)]
    if not all(map(np.all, map(np.isfinite, (W, b)))) or np.shape(W) != (2, 1) or np.size(b) != 1:
        return ("parameters_of_another_kind", "Print model.W and model.b after one iteration. Are "
                                              "they still a column and a number?")
    (_, W_3, b_3), _ = _trained(student, 0.05, 3)
    _, (_, W_2, b_2) = _trained(student, 0.05, 2)
    if np.allclose(W_3, W_2) and np.allclose(b_3, b_2):
        return ("one_step_short", "Train for 1 and for 2 iterations. How many losses do you "
                                  "record, and how many steps has the model gone?")
    if np.array_equal(W, _W) and np.allclose(b, _B) and np.array_equal(W_3, _W):
        return ("model_unchanged", "Print model.W before and after training. Which line stores "
                                   "what update hands back, and on which model?")
    if all(one_step):
        if not (_ends_right(student, 0.02, 1) and _ends_right(student, 0.9, 1)):
            return ("rate_held_back", "Go one step with learning rates of 0.02, 0.05 and 0.9. Is "
                                      "each as long as its rate says? What else has a say?")
        if _ends_right(student, 0.1, 40):
            if not _ends_right(student, *_CLIMBING):
                return ("another_way_where_the_loss_climbs", "With a learning rate of 0.9 the loss "
                        "climbs. Which line of your loop does something else then?")
            if not _ends_right(student, *_RESTING):
                return ("another_way_at_rest", "On data without noise the loss comes to rest. "
                        "Which line of your loop does something else when it hardly falls?")
            return None
        return ("later_iterations_wrong", "The first iteration is right, later ones are not. "
                "Compare the turns of your loop: what is kept, what is new, and do all take place?")
    other = _trained(student, 0.05, 1, W=-_W)[0][1]
    if np.allclose(other, W):
        return ("start_of_the_model_ignored", "Train two models that start in different places. "
                "Why does your loop end in the same place after one step?")
    if one_step[0]:
        return ("bias_goes_wrong", "After one iteration W is right and b is not. Who decides where "
                                   "b goes in your loop?")
    steps = np.append(W - _W, b - _B), np.append(right_W - _W, right_b - _B)
    scale = float(steps[0] @ steps[1] / (steps[1] @ steps[1]))
    if np.allclose(steps[0], scale * steps[1]) and abs(scale) > 1e-6:
        if scale < 0:
            return ("steps_uphill", "After one step the loss is larger than before. Which sign, or "
                    "which order of arguments, turns the step round?")
        return ("steps_of_another_length", "Your steps go the right way, but they are not as long "
                "as they should be. What stands between learning_rate and update?")
    if one_step[1]:
        return ("weights_go_wrong", "After one iteration b is right and W is not. Who decides "
                                    "where W goes in your loop?")
    return ("first_iteration_wrong", "Do one iteration by hand: forward, gradients, update. Which "
            "of the values in your loop is the first that you do not get?")


def _ends_right(student, *run):
    """Whether a run ends at the right parameters."""
    (_, W, b), (_, right_W, right_b) = _trained(student, *run)
    return np.allclose(W, right_W) and np.allclose(b, right_b)


def _defaults(student):
    model = student.LinearModel(2)
    model.W, model.b = _W, _B
    losses = student.train(model, _X, _Y)
    if np.shape(losses)[:1] != (1000,):
        return ("other_defaults", "Call train without naming iterations. How many losses come "
                                  "back? Compare your first line with the stub.")
    model.W, model.b = _W, _B
    student.train(model, _X, _Y, iterations=1)
    reference.train(right := SimpleNamespace(W=_W.copy(), b=_B), _X, _Y, iterations=1)
    if not np.allclose(model.W, right.W):
        return ("other_default_rate", "Call train without naming a learning rate. How long is your "
                                      "first step? Compare your first line with the stub.")
    many = tuple(np.vstack([part * (1 + k / 500) for k in range(120)]) for part in (_X, _Y))
    if not _ends_right(student, 0.01, 1, _W, *many):
        return ("examples_without_a_say", "With 5 examples your step is right, with 600 it is not. "
                                          "Do all examples have a say in each step?")
    return None


# ---- predictions ----------------------------------------------------------------------------


def compare_predictions(student, failed):
    """Which of the two predictions is wrong, and of what kind they are."""
    untrained, trained = student.LinearModel(2), student.LinearModel(2)
    untrained.W, untrained.b = -_W, -1.5
    trained.W, trained.b = _W, _B
    wanted = [reference.forward(_X, -_W, -1.5), reference.forward(_X, _W, _B)]
    pair = student.compare_predictions(untrained, trained, _X)
    if failed == "returns_two_sets_of_predictions":
        return of_kind(pair, wanted)
    right = [np.shape(a) == b.shape and np.allclose(a, b)
             for a, b in zip(pair, wanted, strict=True)]
    if right == [False, True]:
        return ("untrained_wrong", "The second answer is right. Which X, W and b make the first "
                                   "one, and what else happens to it?")
    if right == [True, False]:
        return ("trained_wrong", "The first answer is right. Which X, W and b make the second "
                                 "one, and what else happens to it?")
    if right == [False, False]:
        return ("both_wrong", "Neither answer is what its model predicts. What does predict give "
                              "by itself, and what else happens in your function?")
    if failed == "leaves_the_models_alone" and all(right):
        return ("something_changed", "Print X, and W and b of both models, before and after the "
                                     "call. Which line writes into one of them?")
    return None
