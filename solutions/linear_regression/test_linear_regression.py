"""The public checks: what `pytest` and `check(...)` in the notebook ask of your work.

You are welcome to read them. Most of them use the four days of the notebook, worked out by
hand; the others ask for something that has to hold for any data.
"""

import numpy as np
from checker.expect import expect, require
from checker.marks import builds_on, stub
from checker.picture import hue, is_axes
from checker.sketch import Sketch
from checker.values import describe, show

# The four days of the notebook, with our first guess for the parameters.
X = np.array([[0.0, 0.0], [0.0, 3.0], [1.0, -1.0], [2.0, 3.0]])
Y_TRUE = np.array([[1.0], [-9.0], [4.0], [-7.0]])
W = np.array([[-1.0], [-2.0]])
B = -1.0
Y_HAT = np.array([[-1.0], [-7.0], [0.0], [-9.0]])
LOSS = 7.0
DW = np.array([[-4.0], [2.0]])
DB = -3.0

# Two steps of gradient descent on them with a learning rate of 0.1.
W_AFTER_ONE, B_AFTER_ONE = np.array([[-0.6], [-2.2]]), -0.7
W_AFTER_TWO, B_AFTER_TWO = np.array([[-0.295], [-2.385]]), -0.47

# A loss curve that does not only fall.
LOSSES = [7.0, 4.41, 2.8, 3.1, 1.9]

# What nature knows.
W_TRUE = np.array([[1.0], [-3.0]])
B_TRUE = 1.0

# The tolerance where other stubs have a part in the answer: one of them may compute in float32.
SINGLE = 1e-5

# What ax.plot draws where nobody asks it for points.
MERELY_A_LINE = ("A line joins the examples, but no points are drawn. Use ax.scatter(x, y), or "
                 "give ax.plot a marker and no line: ax.plot(x, y, \"o\").")

# Parameters that a rounding would change.
FINE_W, FINE_B = np.array([[0.25], [0.375]]), 0.005


@stub("linear_equation")
class TestLinearEquation:
    def test_returns_one_number(self, student):
        """Returns one number."""
        y = student.linear_equation(3.0, 2.0, 1.0)
        expect(y, "y").is_number()

    def test_matches_the_example(self, student):
        """Gives the 7 coins and the -1 coin of the example."""
        expect(student.linear_equation(3.0, 2.0, 1.0), "y").close_to(7.0)
        expect(student.linear_equation(-1.0, 2.0, 1.0), "y").close_to(-1.0)

    def test_starts_at_b(self, student):
        """Stands at height b where x is 0, and also where w is 0."""
        expect(student.linear_equation(0.0, 5.0, -2.5), "y").close_to(-2.5)
        expect(student.linear_equation(4.0, 0.0, -2.5), "y").close_to(-2.5)

    def test_climbs_by_w(self, student):
        """Climbs by w with every step to the right, also where b is 0."""
        expect(student.linear_equation(4.0, 0.5, 3.0), "y").close_to(5.0)
        expect(student.linear_equation(5.0, 0.5, 3.0), "y").close_to(5.5)
        expect(student.linear_equation(5.0, 0.5, 0.0), "y").close_to(2.5)

    def test_keeps_every_decimal(self, student):
        """Gives 3.125 for a quarter of a step with w = 0.5 and b = 3, and 22/7 for 2/7 of one."""
        expect(student.linear_equation(0.25, 0.5, 3.0), "y").close_to(3.125)
        expect(student.linear_equation(2 / 7, 0.5, 3.0), "y").close_to(22 / 7)


@stub("generate_data")
class TestGenerateData:
    def test_returns_features_and_targets(self, student):
        """Returns X with a row for each example, and y with one column."""
        generated(student, W_TRUE, num_examples=5, seed=0)

    def test_makes_as_many_features_as_weights(self, student):
        """X has a column for each weight in W."""
        generated(student, np.ones((3, 1)), num_examples=4, seed=0)

    def test_follows_the_rule(self, student):
        """Without noise y is what the rule says: X @ W + b."""
        features, targets = generated(student, W_TRUE, num_examples=4, noise_std=0.0, seed=0)
        expect(targets, "y").close_to(features @ W_TRUE + B_TRUE)

    def test_features_are_standard_normal(self, student):
        """The features are standard normal, each column on its own."""
        features, _ = generated(student, W_TRUE, num_examples=4000, seed=0)
        for j in (0, 1):
            looks_normal(features[:, j], 1.0, f"column {j} of X")
            does_not_repeat(features[:, j], f"column {j} of X")
        unrelated(features[:, 0], features[:, 1], "Column 0 of X", "column 1")

    def test_noise_is_drawn_for_each_example(self, student):
        """Each example has its own noise, with mean 0 and standard deviation noise_std."""
        features, targets = generated(student, W_TRUE, num_examples=4000, noise_std=0.5, seed=0)
        noise = (targets - (features @ W_TRUE + B_TRUE)).ravel()
        looks_normal(noise, 0.5, "the noise, y - (X @ W + b),")
        does_not_repeat(noise, "the noise, y - (X @ W + b),")
        unrelated(noise, features.ravel()[:4000], "The noise", "the first numbers of X")

    def test_same_seed_same_data(self, student):
        """The same seed gives the same data, another seed other data."""
        first = generated(student, W_TRUE, num_examples=3, seed=1)
        second = generated(student, W_TRUE, num_examples=3, seed=1)
        for name, before, now in zip("Xy", first, second, strict=True):
            require(np.array_equal(before, now),
                    f"Two calls with seed=1 gave different {name}. Is the seed used?")
        other = generated(student, W_TRUE, num_examples=3, seed=2)
        for name, before, elsewhere in zip("Xy", first, other, strict=True):
            require(not np.array_equal(before, elsewhere),
                    f"seed=1 and seed=2 gave the same {name}. Is the seed used?")
        noise, other_noise = (y - (X @ W_TRUE + B_TRUE) for X, y in (first, other))
        require(not np.allclose(noise, other_noise),
                "seed=1 and seed=2 gave the same noise, y - (X @ W + b). Is the seed used for it?")

    def test_zero_is_a_seed_too(self, student):
        """0 is a seed like any other."""
        first = generated(student, W_TRUE, num_examples=3, seed=0)
        second = generated(student, W_TRUE, num_examples=3, seed=0)
        for name, before, now in zip("Xy", first, second, strict=True):
            require(np.array_equal(before, now),
                    f"Two calls with seed=0 gave different {name}. Python takes 0 for False: "
                    "`if seed` is not the same as `if seed is not None`.")
        for seed in (1, 42):
            other, _ = generated(student, W_TRUE, num_examples=3, seed=seed)
            require(not np.array_equal(first[0], other),
                    f"seed=0 and seed={seed} gave the same X. Python takes 0 for False: "
                    f"`seed or {seed}` is {seed} where seed is 0.")

    def test_leaves_the_global_generator_alone(self, student):
        """Draws from a generator of its own, and leaves W alone."""
        student.generate_data(W_TRUE, B_TRUE, num_examples=3, seed=7)  # in no other check
        require(not student.last.random_state_touched,
                "generate_data used NumPy's global random generator, which belongs to the whole "
                "program. Make one of your own: np.random.default_rng(seed).")
        student.last.leaves_alone("W")


@stub("plot_data")
class TestPlotData:
    X3 = np.array([[0.0, 5.0, 1.5], [3.0, 6.0, 2.5], [-1.0, 7.0, 3.5]])
    Y3 = np.array([[1.0], [-9.0], [4.0]])
    SKETCH = Sketch("feature", "target", (("o", X3[:, 0], Y3, "feature 0"),
                                          ("^", X3[:, 1], Y3, "feature 1"),
                                          ("s", X3[:, 2], Y3, "feature 2")))

    def draw(self, student):
        """Three days with three features."""
        return student.plot_data(self.X3, self.Y3)

    def test_returns_labelled_axes(self, student):
        """plot_data returns the Axes, with a label on both axes."""
        has_labels(drawn(student, self.draw(student)))

    def test_shows_every_feature(self, student):
        """plot_data shows the points (X[:, j], y) for every feature j."""
        seen = drawn(student, self.draw(student))
        for j in range(3):
            for x, y in zip(self.X3[:, j], self.Y3[:, 0], strict=True):
                require(any(has_point(series, x, y) for series in seen.series),
                        f"There is no point at x = {show(x)}, y = {show(y)}, which is feature {j} "
                        "of an example and its target.")
                require(has_mark(seen, x, y), MERELY_A_LINE)

    def test_shows_every_example(self, student):
        """plot_data shows all of thirty examples with four features."""
        many = np.arange(120.0).reshape(4, 30).T
        seen = drawn(student, student.plot_data(many, -many[:, :1]))
        for j in range(4):
            for x, y in zip(many[:, j], -many[:, 0], strict=True):
                require(has_mark(seen, x, y),
                        f"There is no point at x = {show(x)}, y = {show(y)}: of 30 examples with "
                        "4 features not all are drawn.")

    def test_uses_the_given_axes(self, student):
        """plot_data draws on the Axes that it is given, and leaves the data alone."""
        given = given_axes(student)
        draws_on(given, student.plot_data(X, Y_TRUE, ax=given))
        student.last.leaves_alone("X", "y")


@stub("LinearModel")
class TestLinearModel:
    def test_has_its_parameters(self, student):
        """A new model has W and b."""
        new_model(student, 3)

    def test_weights_have_one_row_per_feature(self, student):
        """W is an array of floats with one row for each feature."""
        for num_features in (3, 1):
            model = new_model(student, num_features)
            expect(model.W, "W").is_array((num_features, 1), floating=True)

    def test_bias_is_one_number(self, student):
        """b is one number."""
        expect(new_model(student, 3).b, "b").is_number()

    def test_same_seed_same_start(self, student):
        """The same seed gives the same start."""
        first, second = new_model(student, 3), new_model(student, 3)
        require(np.array_equal(first.W, second.W) and np.array_equal(first.b, second.b),
                "Two models with seed=0 start differently. Is the seed used?")

    def test_takes_its_parameter_by_name(self, student):
        """LinearModel(num_features=2) makes a model, as the notebook writes it."""
        expect(student.LinearModel(num_features=2, seed=0).W, "W").is_array((2, 1))

    def test_models_keep_their_own_parameters(self, student):
        """Every model keeps parameters of its own."""
        first, second = new_model(student, 2), new_model(student, 2)
        for model in (first, second):
            expect(model.W, "W").is_array((2, 1), floating=True)
        before = second.W.copy()
        if first.W.flags.writeable:  # what cannot be changed may be shared
            first.W[0, 0] += 1.0
        require(np.array_equal(second.W, before),
                "A change of one model's W has changed another model's W too. Make a new array "
                "in __init__ and store it on self.")

    def test_parameters_can_be_replaced(self, student):
        """W and b of a model can be replaced, as training does."""
        model = guess(student)
        expect(model.W, "W, after it was replaced,").is_array((2, 1)).close_to(W)
        expect(model.b, "b, after it was replaced,").is_number().close_to(B)


@stub("forward")
class TestForward:
    def test_returns_one_prediction_per_example(self, student):
        """Returns one prediction per example, shape (n, 1)."""
        expect(student.forward(X, W, B), "y_hat").is_array((4, 1))

    def test_matches_the_four_days(self, student):
        """Gives the predictions for the four days."""
        expect(student.forward(X, W, B), "y_hat").close_to(Y_HAT)

    def test_adds_b_once(self, student):
        """Predicts b where all features are 0."""
        y_hat = student.forward(np.zeros((3, 2)), W, 7.0)
        expect(y_hat, "y_hat").is_array((3, 1)).close_to([[7.0], [7.0], [7.0]])

    def test_predicts_for_every_example(self, student):
        """Predicts for each of 150 examples."""
        y_hat = student.forward(np.ones((150, 2)), W, B)
        expect(y_hat, "y_hat").is_array((150, 1)).close_to(np.full((150, 1), -4.0))

    def test_adds_up_along_each_row(self, student):
        """Adds up along the rows, also when there are as many examples as features."""
        y_hat = student.forward(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0], [10.0]]), 0.5)
        expect(y_hat, "y_hat").is_array((2, 1)).close_to([[21.5], [43.5]])

    def test_handles_one_example_and_one_feature(self, student):
        """Works for a single example and for a single feature."""
        y_hat = student.forward(np.array([[1.0, 2.0, 3.0]]),
                                np.array([[1.0], [10.0], [100.0]]), 0.5)
        expect(y_hat, "y_hat").is_array((1, 1)).close_to([[321.5]])
        y_hat = student.forward(np.array([[1.0], [2.0]]), np.array([[3.0]]), -1.0)
        expect(y_hat, "y_hat").is_array((2, 1)).close_to([[2.0], [5.0]])

    def test_keeps_every_decimal(self, student):
        """Keeps every decimal: 1.105 for the features 1.1 and 2.2, and 3/7 for 1/7 and 2/7."""
        y_hat = student.forward(np.array([[1.1, 2.2]]), FINE_W, FINE_B)
        expect(y_hat, "y_hat").is_array((1, 1)).close_to([[1.105]])
        y_hat = student.forward(np.array([[1 / 7, 2 / 7]]), np.ones((2, 1)), 0.0)
        expect(y_hat, "y_hat").is_array((1, 1)).close_to([[3 / 7]])

    def test_accepts_integer_features(self, student):
        """Works for features that are whole numbers."""
        y_hat = student.forward(np.array([[1, 2], [3, 4]]), np.array([[0.5], [0.25]]), 1.0)
        expect(y_hat, "y_hat").is_array((2, 1)).close_to([[2.0], [3.5]])

    def test_leaves_its_arguments_alone(self, student):
        """Changes neither X nor W."""
        student.forward(X, W, B)
        student.last.leaves_alone("X", "W")


@stub("mse_loss")
class TestMseLoss:
    def test_returns_one_number(self, student):
        """Returns one number."""
        expect(student.mse_loss(Y_TRUE, Y_HAT), "loss").is_number()

    def test_matches_the_four_days(self, student):
        """Gives the loss of the four days."""
        expect(student.mse_loss(Y_TRUE, Y_HAT), "loss").close_to(LOSS)

    def test_keeps_fractions(self, student):
        """Gives 2.5 for the errors 1 and 2, and 2.20625 for the errors 2.1 and 0.05."""
        for errors, right in (([[1.0], [2.0]], 2.5), ([[2.1], [0.05]], 2.20625)):
            loss = student.mse_loss(np.array([[0.0], [0.0]]), np.array(errors))
            expect(loss, "loss").close_to(right)

    def test_is_zero_for_perfect_predictions(self, student):
        """Is 0 for perfect predictions."""
        expect(student.mse_loss(Y_TRUE, Y_TRUE), "loss").close_to(0.0)

    def test_counts_errors_of_both_signs(self, student):
        """Is 1 if every prediction is 1 too high, and also if every one is 1 too low."""
        expect(student.mse_loss(Y_TRUE, Y_TRUE + 1.0), "loss").close_to(1.0)
        expect(student.mse_loss(Y_TRUE, Y_TRUE - 1.0), "loss").close_to(1.0)

    def test_is_an_average(self, student):
        """Does not change when all examples are there twice."""
        loss = student.mse_loss(np.vstack([Y_TRUE, Y_TRUE]), np.vstack([Y_HAT, Y_HAT]))
        expect(loss, "loss of the doubled data").close_to(LOSS)

    def test_grows_with_the_square(self, student):
        """Is 4 times as large when all errors are doubled, and 1/49 of it when they are 1/7."""
        for factor, times in ((2.0, "twice"), (10.0, "10 times"), (1 / 7, "1/7")):
            loss = student.mse_loss(Y_TRUE, Y_TRUE + factor * (Y_HAT - Y_TRUE))
            expect(loss, f"loss of errors {times} as large").close_to(factor**2 * LOSS)

    def test_leaves_its_arguments_alone(self, student):
        """Changes neither y_true nor y_hat."""
        student.mse_loss(Y_TRUE, Y_HAT)
        student.last.leaves_alone("y_true", "y_hat")


@stub("gradients")
class TestGradients:
    def test_returns_two_gradients(self, student):
        """Returns two values, dW and db."""
        slopes(student, X, Y_TRUE, Y_HAT)

    def test_weight_gradient_has_the_shape_of_the_weights(self, student):
        """dW has one row for each feature, like W."""
        dW, _ = slopes(student, X, Y_TRUE, Y_HAT)
        expect(dW, "dW").is_array((2, 1))

    def test_bias_gradient_is_one_number(self, student):
        """db is one number."""
        _, db = slopes(student, X, Y_TRUE, Y_HAT)
        expect(db, "db").is_number()

    def test_weight_gradient_matches_the_four_days(self, student):
        """dW is right for the four days."""
        dW, _ = slopes(student, X, Y_TRUE, Y_HAT)
        expect(dW, "dW").close_to(DW)

    def test_bias_gradient_matches_the_four_days(self, student):
        """db is right for the four days."""
        _, db = slopes(student, X, Y_TRUE, Y_HAT)
        expect(db, "db").close_to(DB)

    def test_works_for_as_many_examples_as_features(self, student):
        """Is right for two examples with two features."""
        dW, db = slopes(student, np.array([[1.0, 2.0], [3.0, 4.0]]),
                        np.zeros((2, 1)), np.array([[2.0], [1.0]]))
        expect(dW, "dW").is_array((2, 1)).close_to([[5.0], [8.0]])
        expect(db, "db").close_to(3.0)

    def test_vanish_for_perfect_predictions(self, student):
        """Both are 0 for perfect predictions."""
        dW, db = slopes(student, X, Y_TRUE, Y_TRUE)
        expect(dW, "dW").close_to(np.zeros((2, 1)))
        expect(db, "db").close_to(0.0)

    def test_average_over_the_examples(self, student):
        """Do not change when all examples are there twice."""
        dW, db = slopes(student, *(np.vstack([part, part]) for part in (X, Y_TRUE, Y_HAT)))
        expect(dW, "dW of the doubled data").close_to(DW)
        expect(db, "db of the doubled data").close_to(DB)

    def test_grow_with_the_errors(self, student):
        """Are a hundred times as large when all errors are, and 1/7 of it when all errors are."""
        for factor, errors in ((100.0, "larger errors"), (1 / 7, "smaller errors")):
            dW, db = slopes(student, X, factor * Y_TRUE, factor * Y_HAT)
            expect(dW, f"dW of the {errors}").close_to(factor * DW)
            expect(db, f"db of the {errors}").close_to(factor * DB)

    @builds_on("forward", "mse_loss")
    def test_agree_with_nudging(self, student):
        """Agree with nudging each parameter and watching your own loss."""
        rng = np.random.default_rng(0)
        features, targets = rng.standard_normal((6, 3)), rng.standard_normal((6, 1))
        weights, bias, nudge = rng.standard_normal((3, 1)), 0.5, 0.5  # any: the loss is a parabola

        def loss(weights, bias):
            value = student.mse_loss(targets, student.forward(features, weights, bias))
            return np.asarray(expect(value, "loss").is_number().value, float).item()

        steps = nudge * np.eye(3)[:, :, None]  # one column of shape (3, 1) for each weight
        slope_W = [[(loss(weights + step, bias) - loss(weights - step, bias)) / (2 * nudge)]
                   for step in steps]
        slope_b = (loss(weights, bias + nudge) - loss(weights, bias - nudge)) / (2 * nudge)
        dW, db = slopes(student, features, targets, student.forward(features, weights, bias))
        expect(dW, "dW").close_to(slope_W, rtol=SINGLE)
        expect(db, "db").close_to(slope_b, rtol=SINGLE)

    def test_leaves_its_arguments_alone(self, student):
        """Changes neither X nor y_true nor y_hat."""
        student.gradients(X, Y_TRUE, Y_HAT)
        student.last.leaves_alone("X", "y_true", "y_hat")


@stub("update")
class TestUpdate:
    def test_returns_new_parameters(self, student):
        """Returns the new W, with the shape of the old one, and the new b."""
        new_W, new_b = updated(student, learning_rate=0.1)
        expect(new_W, "W").is_array((2, 1))
        expect(new_b, "b").is_number()

    def test_weights_match_the_example(self, student):
        """W is right after the step of the example."""
        new_W, _ = updated(student, learning_rate=0.1)
        expect(new_W, "W").close_to(W_AFTER_ONE)

    def test_bias_matches_the_example(self, student):
        """b is right after the step of the example."""
        _, new_b = updated(student, learning_rate=0.1)
        expect(new_b, "b").close_to(B_AFTER_ONE)

    def test_stays_with_a_learning_rate_of_zero(self, student):
        """Goes nowhere with a learning rate of 0."""
        new_W, new_b = updated(student, learning_rate=0.0)
        expect(new_W, "W").close_to(W)
        expect(new_b, "b").close_to(B)

    def test_scales_with_the_learning_rate(self, student):
        """Goes twice as far with a learning rate of 0.2 as with 0.1, and 10/7 as far with 1/7."""
        for learning_rate in (0.2, 1 / 7):
            new_W, new_b = updated(student, learning_rate)
            expect(new_W, "W").close_to(W + 10 * learning_rate * (W_AFTER_ONE - W))
            expect(new_b, "b").close_to(B + 10 * learning_rate * (B_AFTER_ONE - B))

    def test_makes_small_steps(self, student):
        """Makes tiny steps too, with a learning rate of 0.00001."""
        new_W, new_b = updated(student, learning_rate=0.00001)
        expect(new_W, "W").close_to([[-0.99996], [-2.00002]])
        expect(new_b, "b").close_to(-0.99997)

    def test_goes_as_far_as_it_is_steep(self, student):
        """Goes 100 times as far where it is 100 times as steep, and 1/100 as far where 1/100."""
        for times, right_W, right_b in ((100.0, [[39.0], [-22.0]], 29.0),
                                        (0.01, [[-0.996], [-2.002]], -0.997)):
            new_W, new_b = expect(student.update(W, B, times * DW, times * DB, 0.1), "update"
                                  ).is_pair("W", "b")
            expect(new_W, "W").close_to(right_W)
            expect(new_b, "b").close_to(right_b)

    def test_leaves_the_slopes_alone(self, student):
        """Does not change dW."""
        student.update(W, B, DW, DB, 0.1)
        student.last.leaves_alone("dW")


@stub("train")
@builds_on("LinearModel", "forward", "mse_loss", "gradients", "update")
class TestTrain:
    def test_returns_one_loss_per_iteration(self, student):
        """Returns one loss for each iteration, also for one or none."""
        for iterations in (5, 1, 0):
            losses = student.train(guess(student), X, Y_TRUE, 0.01, iterations)
            expect(losses, "losses").is_numbers(iterations)

    def test_records_each_loss_before_its_step(self, student):
        """The losses of two iterations on the four days are 7 and 4.41."""
        losses = student.train(guess(student), X, Y_TRUE, 0.1, 2)
        losses = expect(losses, "losses").is_numbers(2).value
        expect(losses, "losses").close_to([7.0, 4.41], rtol=SINGLE)

    def test_keeps_every_decimal(self, student):
        """The loss of a third iteration is 2.7980375, and nothing is rounded."""
        losses = student.train(guess(student), X, Y_TRUE, 0.1, 3)
        losses = expect(losses, "losses").is_numbers(3).value
        expect(losses, "losses").close_to([7.0, 4.41, 2.7980375], rtol=SINGLE)

    def test_records_a_loss_that_rises(self, student):
        """With a learning rate of 1 the loss rises: 7, 9, 62.375, and nothing holds it back."""
        losses = student.train(guess(student), X, Y_TRUE, 1.0, 4)
        losses = expect(losses, "losses").is_numbers(4).value
        expect(losses, "losses").close_to([7.0, 9.0, 62.375, 5406.3125], rtol=SINGLE)

    def test_keeps_what_it_has_learned_in_the_model(self, student):
        """Leaves the new W and b in the model."""
        for iterations, new_W, new_b in ((1, W_AFTER_ONE, B_AFTER_ONE),
                                         (2, W_AFTER_TWO, B_AFTER_TWO)):
            model = guess(student)
            student.train(model, X, Y_TRUE, 0.1, iterations)
            expect(model.W, "model.W").is_array((2, 1)).close_to(new_W, rtol=SINGLE)
            expect(model.b, "model.b").is_number().close_to(new_b, rtol=SINGLE)

    def test_asks_every_example(self, student):
        """Takes the same step when all examples are there 150 times."""
        model = guess(student)
        many = (np.tile(part, (150, 1)) for part in (X, Y_TRUE))
        student.train(model, *many, 0.1, 1)
        expect(model.W, "model.W").close_to(W_AFTER_ONE, rtol=SINGLE)
        expect(model.b, "model.b").close_to(B_AFTER_ONE, rtol=SINGLE)

    def test_uses_the_learning_rate(self, student):
        """Goes half as far with half the learning rate."""
        model = guess(student)
        student.train(model, X, Y_TRUE, 0.05, 1)
        expect(model.W, "model.W").close_to(W + 0.5 * (W_AFTER_ONE - W), rtol=SINGLE)
        expect(model.b, "model.b").close_to(B + 0.5 * (B_AFTER_ONE - B), rtol=SINGLE)

    def test_has_the_defaults_of_the_stub(self, student):
        """Without other wishes the learning rate is 0.01, and there are 1000 iterations."""
        model = guess(student)
        student.train(model, X, Y_TRUE, iterations=1)
        expect(model.W, "model.W").close_to([[-0.96], [-2.02]], rtol=SINGLE)
        expect(model.b, "model.b").close_to(-0.97, rtol=SINGLE)
        losses = student.train(guess(student), X, Y_TRUE, learning_rate=0.01)
        expect(losses, "losses").is_numbers(1000)

    def test_goes_on_from_a_second_call(self, student):
        """A second call goes on where the first one stopped."""
        model = guess(student)
        student.train(model, X, Y_TRUE, 0.1, 1)
        losses = expect(student.train(model, X, Y_TRUE, 0.1, 1), "losses").is_numbers(1).value
        expect(losses, "the loss of the second call").close_to([4.41], rtol=SINGLE)
        expect(model.W, "model.W").close_to(W_AFTER_TWO, rtol=SINGLE)

    def test_finds_the_true_weights(self, student):
        """Finds the true weights and the bias when there is no noise."""
        features = np.random.default_rng(0).standard_normal((50, 2))
        model = guess(student)
        losses = student.train(model, features, features @ W_TRUE + B_TRUE, 0.02, 1000)
        expect(losses, "losses").is_numbers(1000)
        expect(model.W, "model.W").close_to(W_TRUE, rtol=SINGLE)
        expect(model.b, "model.b").close_to(B_TRUE, rtol=SINGLE)

    def test_leaves_the_data_alone(self, student):
        """Changes neither X nor y."""
        student.train(guess(student), X, Y_TRUE, 0.1, 3)
        student.last.leaves_alone("X", "y")


@stub("plot_losses")
class TestPlotLosses:
    SKETCH = Sketch("iteration", "loss", (("-", range(5), LOSSES, "_"),))

    def draw(self, student):
        """Five losses."""
        return student.plot_losses(LOSSES)

    def test_returns_labelled_axes(self, student):
        """plot_losses returns the Axes, with a label on both axes."""
        has_labels(drawn(student, self.draw(student)))

    def test_shows_the_losses_in_order(self, student):
        """plot_losses shows every loss over its iteration, counted from 0 or 1."""
        seen = drawn(student, self.draw(student))
        require(any(all(any(has_point(series, x, loss) for series in seen.series)
                        for x, loss in enumerate(LOSSES, first)) for first in (0, 1)),
                f"For the losses {show(LOSSES)} no curve goes through (0, 7), (1, 4.41), "
                "(2, 2.8) and so on."
                + (f" The first curve goes through\n{show(seen.series[0].points)}"
                   if seen.series else " Nothing is drawn."))

    def test_shows_a_long_training(self, student):
        """plot_losses shows the last of 600 losses too."""
        seen = drawn(student, student.plot_losses([1.0 + 5.0 / (k + 1) for k in range(600)]))
        last = 1.0 + 5.0 / 600
        require(any(has_point(series, x, last) for series in seen.series for x in (599, 600)),
                f"Of 600 losses the last, {show(last)}, is not drawn over 599 or 600.")

    def test_uses_the_given_axes(self, student):
        """plot_losses draws on the Axes that it is given, and leaves the losses alone."""
        given = given_axes(student)
        draws_on(given, student.plot_losses(LOSSES, ax=given))
        student.last.leaves_alone("losses")


@stub("compare_predictions")
@builds_on("LinearModel", "forward")
class TestComparePredictions:
    def test_returns_two_sets_of_predictions(self, student):
        """Returns two arrays of predictions, shape (n, 1) each."""
        untrained, trained = compared(student, guess(student), truth(student))
        expect(untrained, "y_hat_untrained").is_array((4, 1))
        expect(trained, "y_hat_trained").is_array((4, 1))

    def test_untrained_matches_its_model(self, student):
        """The first is what the untrained model predicts."""
        untrained, _ = compared(student, guess(student), truth(student))
        expect(untrained, "y_hat_untrained").close_to(Y_HAT)

    def test_trained_matches_its_model(self, student):
        """The second is what the trained model predicts."""
        _, trained = compared(student, guess(student), truth(student))
        expect(trained, "y_hat_trained").close_to([[1.0], [-8.0], [5.0], [-6.0]])

    def test_keeps_every_decimal(self, student):
        """Gives 1/7 + 0.005 and 2/7 + 0.015 for two models whose weights have many decimals."""
        untrained, trained = expect(
            student.compare_predictions(*fine_models(student), np.array([[1 / 7, 2 / 7]])),
            "compare_predictions").is_pair("y_hat_untrained", "y_hat_trained")
        expect(untrained, "y_hat_untrained").close_to([[1 / 7 + 0.005]])
        expect(trained, "y_hat_trained").close_to([[2 / 7 + 0.015]])

    def test_leaves_the_models_alone(self, student):
        """Changes neither the models nor X."""
        untrained, trained = fine_models(student)
        student.compare_predictions(untrained, trained, X)
        student.last.leaves_alone("X")
        for name, model, weights, bias in (("untrained", untrained, FINE_W, FINE_B),
                                           ("trained", trained, 2.0 * FINE_W, 3.0 * FINE_B)):
            expect(model.W, f"W of the {name} model, after predicting,").close_to(weights)
            expect(model.b, f"b of the {name} model, after predicting,").close_to(bias)


@stub("plot_predictions")
class TestPlotPredictions:
    TRAINED = np.array([[1.5], [-8.0], [5.0], [-6.0]])
    SKETCH = Sketch("predicted", "true", (("rx", Y_HAT, Y_TRUE, "untrained"),
                                          ("bo", TRAINED, Y_TRUE, "trained")))

    def draw(self, student):
        """The four days."""
        return student.plot_predictions(Y_TRUE, Y_HAT, self.TRAINED)

    def test_returns_labelled_axes(self, student):
        """plot_predictions returns the Axes, with a label on both axes."""
        has_labels(drawn(student, self.draw(student)))

    def test_shows_untrained_in_red_and_trained_in_blue(self, student):
        """plot_predictions shows the untrained model in red and the trained one in blue."""
        seen = drawn(student, self.draw(student))
        for who, predicted, color in (("untrained", Y_HAT, "red"),
                                      ("trained", self.TRAINED, "blue")):
            for x, y in zip(predicted[:, 0], Y_TRUE[:, 0], strict=True):
                drawn_there = [series for series in seen.series if has_point(series, x, y)]
                require(drawn_there, f"The {who} model's points are not all there, with its "
                                     "predictions on x and the truth on y. One of them is "
                                     f"({show(x)}, {show(y)}).")
                colors = {hue(series.color) for series in drawn_there if series.marked}
                require(colors, MERELY_A_LINE)
                require(color in colors, f"The {who} model's points are not {color}.")
                require(not {"red", "blue"} <= colors, f"The {who} model's points are drawn in "
                        "red and in blue. Which model is which?")

    def test_shows_every_example(self, student):
        """plot_predictions shows all of 150 examples."""
        many = np.arange(150.0)[:, None]
        seen = drawn(student, student.plot_predictions(many, many + 0.5, many + 0.25))
        for predicted in (many + 0.5, many + 0.25):
            require(all(has_mark(seen, x, y)
                        for x, y in zip(predicted[:, 0], many[:, 0], strict=True)),
                    "Of 150 examples not all are drawn.")

    def test_has_a_legend(self, student):
        """plot_predictions has a legend that tells red from blue."""
        seen = drawn(student, self.draw(student))
        entries = {name: " ".join(text for text, color in seen.legend if hue(color) == name)
                   for name in ("red", "blue")}
        require(all(entries.values()),
                "There is no legend with a red and a blue entry. Give both clouds a label=, and "
                "call ax.legend() after you have drawn them.")
        require(entries["red"] != entries["blue"],
                f"Both entries of the legend say {entries['red']!r}.")
        early = {color: any(word in text.lower() for word in ("untrained", "not trained", "before"))
                 for color, text in entries.items()}
        late = any(word in entries["red"].lower() for word in ("trained", "after"))
        require(early["red"] or not (early["blue"] and late),
                f"The legend says {entries['blue']!r} for blue and {entries['red']!r} for red. "
                "Which model is drawn in which colour?")

    def test_uses_the_given_axes(self, student):
        """plot_predictions draws on the Axes that it is given, and leaves the data alone."""
        given = given_axes(student)
        draws_on(given, student.plot_predictions(Y_TRUE, Y_HAT, self.TRAINED, ax=given))
        student.last.leaves_alone("y_true", "y_hat_untrained", "y_hat_trained")
        if drawn(student, self.draw(student)).legend:
            require(student.picture(given).legend,
                    "The legend is not on the Axes that was given as ax. Call ax.legend(): "
                    "plt.legend() writes on the current Axes.")


def new_model(student, num_features):
    """Make a model and look whether it has its parameters."""
    model = student.LinearModel(num_features, seed=0)
    for name in ("W", "b"):
        require(hasattr(model, name),
                f"The model has no {name}. Store it in __init__ as self.{name}.")
    return model


def generated(student, W, num_examples, **settings):
    """Call generate_data, take its pair apart and look at the shapes."""
    returned = student.generate_data(W, B_TRUE, num_examples=num_examples, **settings)
    X, y = expect(returned, "generate_data").is_pair("X", "y")
    expect(X, "X").is_array((num_examples, len(W)))
    expect(y, "y").is_array((num_examples, 1))
    return X, y


def slopes(student, X, y_true, y_hat):
    """Call gradients and take its pair apart."""
    return expect(student.gradients(X, y_true, y_hat), "gradients").is_pair("dW", "db")


def updated(student, learning_rate):
    """Take the step of the notebook's example and take the pair apart."""
    return expect(student.update(W, B, DW, DB, learning_rate), "update").is_pair("W", "b")


def compared(student, untrained, trained):
    """Call compare_predictions on the four days and take its pair apart."""
    return expect(student.compare_predictions(untrained, trained, X), "compare_predictions"
                  ).is_pair("y_hat_untrained", "y_hat_trained")


def guess(student):
    """The learner's model with our first guess."""
    return set_parameters(student.LinearModel(2, seed=0), W, B)


def truth(student):
    """The learner's model with the true parameters."""
    return set_parameters(student.LinearModel(2, seed=0), W_TRUE, B_TRUE)


def fine_models(student):
    """An untrained and a trained model of the learner's, which a rounding would change."""
    return (set_parameters(student.LinearModel(2, seed=0), FINE_W, FINE_B),
            set_parameters(student.LinearModel(2, seed=0), 2.0 * FINE_W, 3.0 * FINE_B))


def set_parameters(model, W, b):
    """Give a model parameters; W is copied, for a training may change it in place."""
    model.W, model.b = W.copy(), b
    return model


def looks_normal(numbers, std, name):
    """The standard deviation, mean 0, and how many numbers lie within one and two deviations.

    For 4000 draws the tolerances are at least six standard errors wide.
    """
    mean, spread = np.mean(numbers), np.std(numbers)
    require(abs(spread - std) < 0.1 * std,
            f"The standard deviation of {name} is {show(spread)}, expected about {show(std)}.")
    require(abs(mean) < 0.1 * std, f"The mean of {name} is {show(mean)}, expected about 0.")
    for bound, share, tolerance in ((std, 0.683, 0.05), (2 * std, 0.954, 0.02)):
        within = np.mean(np.abs(numbers) <= bound)
        require(abs(within - share) < tolerance,
                f"Of {name} {within:.0%} lie between {show(-bound)} and {show(bound)}, expected "
                f"about {share:.0%} as in the normal distribution.")


def does_not_repeat(numbers, name):
    """Hardly any two draws are equal, and the second half has nothing to do with the first."""
    different = len(np.unique(np.round(numbers, 9)))
    require(different > 0.95 * len(numbers),
            f"Of {len(numbers)} draws for {name} only {different} are different, expected a draw "
            "of its own for every example.")
    first, second = np.split(numbers, 2)
    correlation = np.corrcoef(first, second)[0, 1]
    require(abs(correlation) < 0.2,
            f"The second half of {name} goes with the first (correlation {show(correlation)}), "
            "expected a draw of its own for every example.")


def unrelated(left, right, one, other):
    """Two columns of draws have nothing to do with each other."""
    correlation = np.corrcoef(left, right)[0, 1]
    require(abs(correlation) < 0.1,
            f"{one} and {other} go together (correlation {show(correlation)}), expected "
            "independent draws. Is everything drawn from one generator?")


def drawn(student, axes):
    """What is drawn on the Axes that a plotting function returned."""
    require(is_axes(axes), f"Returned {describe(axes)}, expected the Axes that it draws on. "
                           "Does the function end in `return ax`?")
    return student.picture(axes)


def has_labels(seen):
    """Both axes of a picture carry labels."""
    for axis, label in (("x", seen.xlabel), ("y", seen.ylabel)):
        require(label.strip(), f'The {axis} axis has no label. Call ax.set_{axis}label("…").')


def given_axes(student):
    """Axes to draw on that are not the current ones."""
    given = student.new_axes()
    student.new_axes()
    return given


def draws_on(given, returned):
    """A plotting function drew on the Axes that it was given, and returned them."""
    require(given.has_data(), "Nothing is drawn on the Axes that was given as ax. Draw with "
                              "ax.scatter or ax.plot, and take the current Axes only if ax is "
                              "None.")
    require(returned is given, "The Axes that was given as ax is not the one that was returned. "
                               "Does the function end in `return ax`?")
    for axis in "xy":
        require(getattr(given, f"get_{axis}label")().strip(),
                f"The Axes that was given as ax has no label on its {axis} axis. Is it set only "
                "where ax is None?")


def has_point(series, x, y):
    """Whether one of the points of a series is at (x, y)."""
    return bool(np.isclose(series.points, (x, y)).all(axis=1).any())


def has_mark(seen, x, y):
    """Whether a point can be seen at (x, y), and not only a line that goes through."""
    return any(series.marked and has_point(series, x, y) for series in seen.series)
