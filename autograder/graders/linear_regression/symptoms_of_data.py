"""What a wrong data set, or a wrong model, shows of its mistake."""

import numpy as np

from autograder.checker.student import StudentError
from autograder.graders.linear_regression.statistics import echo
from autograder.symptoms import of_kind

_W, _B = np.array([[1.5], [-2.0]]), 3.0
_N = 4000


def generate_data(student, failed):
    """What is wrong with shapes, features, rule, noise or seed."""
    look = {"returns_X_and_y": _shapes, "features_are_standard_normal": _features,
            "targets_follow_the_line": _rule, "noise_has_the_given_spread": _noise,
            "same_seed_same_data": _seeds, "leaves_the_global_generator_alone": _traces}.get(failed)
    return look(student) if look is not None else None


def _data(student, n, noise_std=0.5, seed=1, W=_W):
    return student.generate_data(W, _B, num_examples=n, noise_std=noise_std, seed=seed)


def _shapes(student):
    for n, W in ((4, _W), (7, np.ones((3, 1))), (4, np.ones((1, 1))), (1, np.ones((1, 1)))):
        pair = _data(student, n, W=W)
        found = of_kind(pair, [np.ones((n, len(W))), np.ones((n, 1))])
        if found is None:
            continue
        if isinstance(pair, (tuple, list)) and len(pair) == 2:
            if np.ndim(pair[0]) == 2 and np.shape(pair[0])[1:] == (len(W) + 1,) and n > 1:
                return ("extra_column", "X has a column more than there are weights. What is it "
                                        "for, when the bias is added by itself?")
            if np.shape(pair[0]) != (n, len(W)):
                return ("features_of_another_shape", "X needs one row for each example and one "
                        "column for each weight. Print its shape for two and for three weights.")
        return found
    if len(student.generate_data(_W, _B)[0]) != 1000:
        return ("other_defaults", "Call it with W and b alone. How many examples come back? "
                                  "Compare your first line with the stub.")
    return None


def _features(student):
    X = np.asarray(_data(student, _N)[0], dtype=float)
    if np.abs(X.mean(axis=0)).max() > 0.1:
        return ("features_not_around_zero", "What is the average of each of your features? What "
                                            "should it be?")
    if np.abs(X.std(axis=0) - 1).max() > 0.07:
        return ("features_of_another_spread", "What is the standard deviation of each of your "
                                              "features? What should it be?")
    z = (X - X.mean(axis=0)) / X.std(axis=0)
    if np.abs((z**4).mean(axis=0) - 3).max() > 0.5:
        return ("features_not_normal", "Mean and spread are right. Now draw a histogram of one "
                                       "feature beside one of standard_normal.")
    if len(np.unique(z[:, 0])) < 0.95 * _N:
        return ("few_different_features", "How many different numbers stand in one column of X? "
                "What makes so many of 4000 draws equal?")
    if max(map(echo, z.T)) > 0.5:
        return ("features_repeated", "Lay the second half of X beside the first, forwards and "
                "backwards. Are these draws of their own?")
    neighbours = np.abs((z[1:] * z[:-1]).mean(axis=0))
    if max(neighbours.max(), np.abs((z[:, 0] * z[:, 1]).mean())) < 0.1:
        return None
    return ("features_not_independent", "Each entry of X should be a draw of its own. Which of "
                                        "yours depend on one another?")


def _rule(student):
    X, y = _data(student, 50, noise_std=0.0)
    rest = (y - X @ _W - _B)[:, 0]
    design = np.column_stack([X, np.ones(len(X))])
    fit = np.linalg.lstsq(design, rest, rcond=None)[0]
    if not np.allclose(design @ fit, rest, atol=1e-6):
        return ("more_than_the_rule", "With noise_std=0 your "
                "data are not on one straight line or plane. What is in y besides features, "
                "weights and bias?")
    if np.allclose(fit, 0, atol=1e-6):
        return None
    if np.allclose(fit[:2], 0, atol=1e-6):
        return ("bias_wrong", "With noise_std=0 the weights are right, but y is off by a "
                              "constant. How often, and with which sign, is the bias added?")
    slopes = (fit[:2, None] + _W)[:, 0]
    if np.allclose(slopes, slopes[0] / _W[0, 0] * _W[:, 0], atol=1e-6):
        return ("targets_stretched", "With noise_std=0 all features count in the right proportion, "
                "but too strongly or too weakly. By what do you multiply or divide?")
    return ("weights_wrong", "With noise_std=0 y does not follow the features as W says. Does "
            "every feature meet its own weight, and are these the features that made y?")


def _noise(student):
    X, y = _data(student, _N)
    noise = (y - X @ _W - _B)[:, 0]
    if np.ptp(noise) < 1e-9 * (1 + np.abs(noise).max()):
        if abs(noise[0]) > 1e-9:
            return ("noise_the_same_for_all", "Subtract the rule from y: what is left is one "
                    "number for all examples. How many draws does the noise need?")
        return "no_noise"
    # Of several runs: one of a noise with a long tail tells little of its spread.
    few = np.std([_left(student, 100, seed) for seed in range(1, 41)])
    many = noise.std()
    if np.mean(np.abs(noise) < 1e-9) > 0.5:
        return ("noise_for_some_only", "Subtract the rule from y: how many examples have any noise "
                                       "at all?")
    if not 0.6 < few / many < 1.6:
        return ("noise_depends_on_the_number_of_examples", "Measure the noise of 100 and of 4000 "
                "examples. Why does its spread depend on how many there are?")
    if abs(noise.std() / 0.5 - 1) > 0.07:
        return ("noise_of_another_spread", "Subtract the rule from y and take the standard "
                "deviation of what is left. How far is it from noise_std?")
    if abs(noise.mean()) > 0.05:
        return "noise_not_around_zero", ("Subtract the rule from y and take the mean of what is "
                                         "left. On which side of zero is your noise?")
    z = (noise - noise.mean()) / noise.std()
    if len(np.unique(np.round(z, 8))) < 0.95 * _N:
        return ("few_different_noises", "Subtract the rule from y. How many different numbers are "
                "left? What makes so many of 4000 draws equal?")
    if echo(z) > 0.5:
        return ("noise_repeated", "Lay the second half of your noise beside the first, forwards "
                "and backwards. Are these draws of their own?")
    size = np.abs(z), np.abs((X @ _W + _B)[:, 0])
    related = [(z[1:] * z[:-1]).mean(), *(z[:, None] * X).mean(axis=0), np.corrcoef(*size)[0, 1],
               *((z * X.ravel(order)[:_N]).mean() for order in "CF")]
    if np.max(np.abs(related)) < 0.1:
        if abs((z**4).mean() - 3) < 0.5:
            return None
        return ("noise_not_normal", "Mean and spread of your noise are right. Now draw a histogram "
                "of y less the rule: is it the bell of a normal distribution?")
    return "noise_not_independent", ("Every example needs a noise of its own, which knows nothing "
                                     "of its features or of its neighbours. From where is yours?")


def _left(student, n, seed=1):
    X, y = _data(student, n, seed=seed)
    return y - X @ _W - _B


def _seeds(student):
    differs = {"X": False, "y": False}
    for seed in (0, 3):
        one, other = _data(student, 4, seed=seed), _data(student, 4, seed=seed)
        for name, a, b in zip(differs, one, other, strict=True):
            differs[name] = differs[name] or not np.array_equal(a, b)
        if seed == 0 and differs["X"]:
            again = [_data(student, 4, seed=3)[0] for _ in range(2)]
            if np.array_equal(*again):
                return "seed_zero_taken_for_none"
    if differs["X"]:
        return ("features_without_the_seed", "Call it twice with the same seed and compare X. "
                "From which generator is it drawn, and what is that made of?")
    if differs["y"]:
        return "noise_without_the_seed"
    if any(np.array_equal(_data(student, 4, seed=seed)[0], _data(student, 4, seed=seed + 1)[0])
           for seed in (0, 3)):
        return ("another_seed_same_data", "Call it with seed=0 and with seed=1. Does your "
                "generator know which seed was asked for?")
    if np.allclose(_left(student, 4, 3), _left(student, 4, 4)):
        return "noise_of_a_fixed_seed"
    return None


def _traces(student):
    for seed in (1, None):
        _data(student, 4, seed=seed)
        if student.last.random_state_touched:
            return ("global_generator_used", "Who else draws from np.random? Everything that you "
                    "draw should come from the generator that you made of the seed.")
        if not np.array_equal(student.last.after["W"], _W):
            return ("weights_overwritten", "Print W before and after the call. Which line writes "
                                           "into it?")
    return None


# ---- the model ------------------------------------------------------------------------------


def LinearModel(student, failed):  # noqa: N802 - the stub's name
    """What is wrong with W, with b, or with how a model keeps them."""
    if failed in ("has_W_and_b", "W_has_one_row_per_feature"):
        for d in (2, 3, 1):
            model = student.LinearModel(d)
            if model is None or isinstance(model, (str, int, float, list, tuple, np.ndarray)):
                return ("no_model_made", "What comes back from LinearModel(2)? Does your code "
                                         "define a class of that name?")
            try:
                W = model.W
            except StudentError:
                return ("parameters_not_stored", "Print vars(LinearModel(2)): which names has a "
                        "new model? The other tasks ask it for W and for b.")
            found = _parameter("weights", W, np.zeros((d, 1)))
            if found is not None:
                return found
    if failed in ("has_W_and_b", "b_is_one_number"):
        return _parameter("bias", student.LinearModel(2).b, 0.0)
    if failed == "same_seed_same_start":
        student.LinearModel(num_features=2, seed=5)
        if all(np.array_equal(*(student.LinearModel(2, seed=5).W for _ in range(2)))
               and np.array_equal(*(student.LinearModel(2, seed=5).b for _ in range(2)))
               for _ in range(2)):
            return ("seed_zero_without_effect", "A seed of 0 is a seed as well. Make two models "
                                                "with it. What does your code take it for?")
        return "seed_never_used"
    if failed == "models_keep_their_own_parameters":
        return _kept(student)
    return None


def _parameter(which, found, wanted):
    if found is None:
        return (f"{which}_none", f"The {which} of a new model are None. What may they start as?"
                if which == "weights" else "The bias of a new model is None. What may it start as?")
    real = not isinstance(found, np.ndarray) or found.dtype.kind in "fiu"
    if of_kind(found, wanted) is None and real:
        return None
    what = "W" if which == "weights" else "b"
    return (f"{which}_of_another_kind", f"Print model.{what}, its type and its shape. "
            + ("W is an array of floats with a row for each feature and one column."
               if what == "W" else "The bias is one number."))


def _kept(student):
    one = student.LinearModel(2)
    student.LinearModel(3)
    if np.shape(one.W) != (2, 1):
        return "parameters_on_the_class"
    try:
        one.W, one.b = _W, _B
    except StudentError:
        return ("parameters_cannot_be_set", "Training will write model.W = … and model.b = …. "
                                            "What happens in your class when somebody does that?")
    if not (np.array_equal(one.W, _W) and np.allclose(one.b, _B)):
        return ("parameters_cannot_be_set", "Write model.W = … and read it again. Where does your "
                                            "class put the new value, and what does it hand out?")
    other = student.LinearModel(2)
    before = other.W, other.b
    one.W, one.b = 2 * _W, 2 * _B
    if not (np.array_equal(other.W, before[0]) and np.array_equal(other.b, before[1])):
        return "parameters_on_the_class"
    one, twin = student.LinearModel(2, seed=1), student.LinearModel(2, seed=1)
    one.W = 2 * _W
    return "one_model_for_equal_arguments" if np.array_equal(twin.W, 2 * _W) else None
