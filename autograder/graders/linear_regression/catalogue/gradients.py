"""Task 6, the backward pass: how gradients go wrong, and how else they go right."""

import numpy as np

from autograder.catalogue import mistake, mistake_source, probe, variant, variant_source

_X = np.array([[1.2, 2.0, -1.0], [0.5, -1.5, 2.0], [3.0, 0.2, 0.7], [-2.0, 1.0, 0.3]])
_y = np.array([[1.0], [-2.0], [0.5], [3.0]])
_y_hat = np.array([[3.5], [-1.0], [-0.5], [6.0]])

probe("gradients", _X, _y, _y_hat)
probe("gradients", _X, _y_hat, _y)
probe("gradients", _X, _y, _y)
probe("gradients", np.vstack([_X, _X]), np.vstack([_y, _y]), np.vstack([_y_hat, _y_hat]))
probe("gradients", _X[:3], _y[:3], _y_hat[:3])
probe("gradients", _X[:, :1], _y, _y_hat)
probe("gradients", _X[:1], _y[:1], _y_hat[:1])
probe("gradients", _X[2:3], _y[2:3], _y_hat[2:3])
probe("gradients", _X, 100 * _y, 100 * _y_hat)


@mistake("gradients", caught_by="dW_matches_reference", common=3,
         hint="Differentiate u**2. What appears in front?")
def factor_two_missing(X, y_true, y_hat):
    n = len(X)
    error = y_hat - y_true
    return X.T @ error / n, error.sum() / n


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Write the derivative of u**2 on paper. Has its factor come in more than once?")
def doubled(X, y_true, y_hat):
    n = len(X)
    error = y_hat - y_true
    return 4 / n * X.T @ error, 4 / n * error.sum()


@mistake("gradients", caught_by="db_matches_reference", common=3,
         hint="Compare the two formulas: what do they share that your db lacks?")
def db_not_averaged(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error, 2 * error.sum()


@mistake("gradients", caught_by="db_matches_reference", common=3,
         hint="Both gradients come from the same square. Which factor did only dW get?")
def db_factor_two_missing(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error, error.mean()


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="Both gradients come from the same square. Which factor did only db get?")
def dW_factor_two_missing(X, y_true, y_hat):
    error = y_hat - y_true
    return X.T @ error / len(X), 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="Compare the two formulas: what do they share that your dW lacks?")
def dW_not_averaged(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 * X.T @ error, 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference", common=3,
         hint="Stack the data on itself. Should the slope of an average change?")
def sum_not_mean(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 * X.T @ error, 2 * error.sum()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Stack the data on itself, and look at the factors in front: "
              "what happened to the 2 and to the number of examples?")
def sum_without_factors(X, y_true, y_hat):
    error = y_hat - y_true
    return X.T @ error, error.sum()


@mistake("gradients", caught_by="db_is_one_number", common=3,
         hint="How many numbers is db? Print its shape.")
def db_per_example(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error, 2 / len(X) * error


@mistake("gradients", caught_by="dW_has_the_shape_of_W", common=2,
         hint="Which axis holds the examples?")
def mean_over_features(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 * np.mean(X * error, axis=1, keepdims=True), 2 * error.mean()


@mistake("gradients", caught_by="dW_has_the_shape_of_W", common=2,
         hint="What shape has W? What shape should its gradient have?")
def dW_in_a_row(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * error.T @ X, 2 * error.mean()


@mistake("gradients", caught_by="returns_dW_and_db", common=3,
         hint="You need (d, 1) from (n, d) and (n, 1). Which factor must be turned?")
def features_not_transposed(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X @ error, 2 * error.mean()


@mistake("gradients", caught_by="returns_dW_and_db",
         hint="Write the shapes of both factors side by side. Which of the two had to be turned?")
def error_transposed(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X @ error.T, 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="When the prediction is perfect, what should the gradient be?")
def predictions_for_errors(X, y_true, y_hat):
    return 2 / len(X) * X.T @ y_hat, 2 * y_hat.mean()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Put in perfect predictions. Is your gradient zero? What did you multiply X with?")
def targets_for_errors(X, y_true, y_hat):
    return 2 / len(X) * X.T @ y_true, 2 * y_true.mean()


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="Derive u**2: is the square still there? Turn all errors around; "
              "does your gradient turn as well?")
def errors_squared(X, y_true, y_hat):
    error = (y_hat - y_true) ** 2
    return 2 / len(X) * X.T @ error, 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Double the features. The slope in W grows with them once; how much does yours grow?")
def features_squared(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * (X ** 2).T @ error, 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="What are you averaging over: examples or features?")
def divided_by_the_number_of_features(X, y_true, y_hat):
    d = X.shape[1]
    error = y_hat - y_true
    return 2 / d * X.T @ error, 2 / d * error.sum()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="How many terms does the sum for one weight have? By how many do you divide?")
def divided_by_the_size_of_X(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 * X.T @ error / X.size, 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="How often do you divide by the number of examples?")
def divided_twice(X, y_true, y_hat):
    n = len(X)
    error = y_hat - y_true
    return 2 / n * X.T @ error / n, 2 / n * error.mean()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="How many examples are there, and by which number do you divide?")
def divided_by_one_less(X, y_true, y_hat):
    n = max(len(X) - 1, 1)
    error = y_hat - y_true
    return 2 / n * X.T @ error, 2 / n * error.sum()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Your number of examples is fixed. How many rows has this X?")
def divided_by_a_fixed_number(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / 1000 * X.T @ error, 2 / 1000 * error.sum()


@mistake("gradients", caught_by="dW_matches_reference", common=3,
         hint="Nudge b up a little. Does the loss go the way db says?")
def sign_flipped(X, y_true, y_hat):
    n = len(X)
    error = y_true - y_hat
    return 2 / n * X.T @ error, 2 / n * error.sum()


@mistake("gradients", caught_by="db_matches_reference", common=2,
         hint="Nudge b up a little. Does the loss go the way db says? "
              "Compare its error with the one in dW.")
def db_sign_flipped(X, y_true, y_hat):
    n = len(X)
    return 2 / n * X.T @ (y_hat - y_true), 2 / n * np.sum(y_true - y_hat)


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="Nudge one weight up a little. Does the loss go the way dW says? "
              "Compare its error with the one in db.")
def dW_sign_flipped(X, y_true, y_hat):
    n = len(X)
    return 2 / n * X.T @ (y_true - y_hat), 2 / n * np.sum(y_hat - y_true)


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="Whose job is the learning rate?")
def learning_rate_included(X, y_true, y_hat):
    n = len(X)
    error = y_hat - y_true
    return 0.01 * 2 / n * X.T @ error, 0.01 * 2 / n * error.sum()


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="Which of the two gradients have you written so far?")
def dW_left_at_zero(X, y_true, y_hat):
    dW = np.zeros((X.shape[1], 1))
    return dW, 2 * np.mean(y_hat - y_true)


@mistake("gradients", caught_by="db_matches_reference", common=2,
         hint="Which of the two gradients have you written so far?")
def db_left_at_zero(X, y_true, y_hat):
    db = 0.0
    return 2 / len(X) * X.T @ (y_hat - y_true), db


@mistake("gradients", caught_by="dW_has_the_shape_of_W", common=2,
         hint="In which order does the stub ask for its two answers?")
def returned_in_the_other_order(X, y_true, y_hat):
    n = len(X)
    error = y_hat - y_true
    return 2 / n * error.sum(), 2 / n * X.T @ error


@mistake("gradients", caught_by="db_matches_reference",
         hint="Nothing in db depends on the features: which derivative did you add up?")
def db_sum_of_dW(X, y_true, y_hat):
    dW = 2 / len(X) * X.T @ (y_hat - y_true)
    return dW, dW.sum()


@mistake("gradients", caught_by="db_matches_reference",
         hint="Shift all targets by 1. Which of the two, targets or errors, does db average?")
def db_from_the_predictions(X, y_true, y_hat):
    return 2 / len(X) * X.T @ (y_hat - y_true), 2 * y_hat.mean()


@mistake("gradients", caught_by="db_matches_reference",
         hint="Errors of +2 and -2: which way should b go? And which way does your db say?")
def db_of_absolute_errors(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error, 2 * np.abs(error).mean()


@mistake("gradients", caught_by="db_matches_reference",
         hint="Is a slope of 0.24 possible for b? What is left of it in yours?")
def db_cut_to_an_integer(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error, int(2 * error.mean())


@mistake("gradients", caught_by="db_is_one_number",
         hint="There is one b for all features. How many numbers has your db?")
def db_per_feature(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error, np.full((X.shape[1], 1), 2 * error.mean())


@mistake("gradients", caught_by="db_is_one_number",
         hint="Your db still has the features in it. What does one step of b change in y_hat?")
def db_with_features(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error, 2 * np.mean(X * error, axis=0)


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Twice the error, twice the slope: is that so in yours? "
              "Which loss has a slope of only +1 and -1?")
def gradient_of_the_absolute_error(X, y_true, y_hat):
    n = len(X)
    sign = np.sign(y_hat - y_true)
    return X.T @ sign / n, sign.mean()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Derive the loss that you wrote in task 5. Is there a root in it?")
def gradient_of_the_root(X, y_true, y_hat):
    n = len(X)
    error = y_hat - y_true
    root = np.sqrt(np.mean(error ** 2)) or 1.0
    return X.T @ error / n / root, error.mean() / root


@mistake("gradients", caught_by="dW_matches_reference",
         hint="That formula belongs to a model that ends in a sigmoid. Does ours?")
def sigmoid_derivative_included(X, y_true, y_hat):
    n = len(X)
    delta = (y_hat - y_true) * y_hat * (1 - y_hat)
    return 2 / n * X.T @ delta, 2 / n * delta.sum()


@mistake("gradients", caught_by="returns_dW_and_db", common=2,
         hint="The stub asks for two answers side by side. How many do you hand back?")
def returned_as_one_array(X, y_true, y_hat):
    n = len(X)
    error = y_hat - y_true
    return np.vstack([2 / n * X.T @ error, [[2 * error.mean()]]])


@mistake("gradients", caught_by="returns_dW_and_db",
         hint="A model has two kinds of parameters. Which one gets no gradient from you?")
def only_dW_returned(X, y_true, y_hat):
    return 2 / len(X) * X.T @ (y_hat - y_true)


@mistake("gradients", caught_by="returns_dW_and_db",
         hint="The training loop writes `dW, db = gradients(...)`. What would it get from yours?")
def returned_as_dictionary(X, y_true, y_hat):
    error = y_hat - y_true
    return {"dW": 2 / len(X) * X.T @ error, "db": 2 * error.mean()}


@mistake("gradients", caught_by="returns_dW_and_db", common=3,
         hint="Your function works it out and then forgets it. What does it hand back?")
def nothing_returned(X, y_true, y_hat):
    error = y_hat - y_true
    dW = 2 / len(X) * X.T @ error
    db = 2 * error.mean()
    print(dW, db)


@mistake("gradients", caught_by="dW_has_the_shape_of_W", common=3,
         hint="Print dW.shape beside W.shape. Is the second axis still there?")
def flat_dW(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 * np.mean(X * error, axis=0), 2 * error.mean()


@mistake("gradients", caught_by="dW_has_the_shape_of_W",
         hint="Can you subtract a Python list from W? What type is your dW?")
def dW_as_list(X, y_true, y_hat):
    error = y_hat - y_true
    return (2 / len(X) * X.T @ error).tolist(), 2 * error.mean()


@mistake("gradients", caught_by="dW_has_the_shape_of_W",
         hint="Each weight has a slope of its own. How many numbers has your dW?")
def dW_averaged_to_one_number(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 * np.mean(X * error), 2 * error.mean()


@mistake("gradients", caught_by="dW_has_the_shape_of_W",
         hint="The products of features and errors are one number for every entry of X. "
              "Over what do you still have to add them up?")
def products_not_added(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X * error, 2 * error.mean()


@mistake("gradients", caught_by="dW_has_the_shape_of_W", common=2,
         hint="Print the shape of your error. A flat array and a column make a square table.")
def flat_targets(X, y_true, y_hat):
    error = y_hat - y_true.ravel()
    return 2 / len(X) * X.T @ error, 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="Make an error ten times as large. Does your gradient follow all the way?")
def clipped(X, y_true, y_hat):
    n = len(X)
    error = y_hat - y_true
    dW = np.clip(2 / n * X.T @ error, -0.1, 0.1)
    return dW, np.clip(2 * error.mean(), -0.1, 0.1)


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Near the minimum the slope gets gentle. How long is your dW there?")
def normalised(X, y_true, y_hat):
    error = y_hat - y_true
    dW = 2 / len(X) * X.T @ error
    return dW / (np.linalg.norm(dW) or 1.0), 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="How many digits does a float16 hold? Print the dtype of your dW.")
def half_precision(X, y_true, y_hat):
    error = (y_hat - y_true).astype(np.float16)
    dW = 2 / len(X) * X.T.astype(np.float16) @ error
    return dW.astype(np.float64), 2 * np.mean(y_hat - y_true)


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Rounding is for printing. How does training end when small slopes become zero?")
def rounded(X, y_true, y_hat):
    error = y_hat - y_true
    return np.round(2 / len(X) * X.T @ error, 2), round(float(2 * error.mean()), 2)


@mistake("gradients", caught_by="leaves_its_arguments_alone", common=2,
         hint="-= writes into the caller's array. What does y_hat hold after the call?")
def predictions_overwritten(X, y_true, y_hat):
    y_hat -= y_true
    return 2 / len(X) * X.T @ y_hat, 2 * y_hat.mean()


@mistake("gradients", caught_by="leaves_its_arguments_alone",
         hint="Print X before and after the call. Which line writes into it?")
def features_overwritten(X, y_true, y_hat):
    error = y_hat - y_true
    db = 2 * error.mean()
    X *= error
    return 2 * X.mean(axis=0).reshape(-1, 1), db


@mistake("gradients", caught_by="vanish_for_perfect_predictions",
         hint="Put in perfect predictions. By what do you divide then?")
def scaled_by_the_largest_error(X, y_true, y_hat):
    error = y_hat - y_true
    largest = np.abs(error).max()
    error = error / largest
    return 2 / len(X) * largest * X.T @ error, 2 * largest * error.mean()


@mistake("gradients", caught_by="average_over_the_examples",
         hint="Two examples may have the same target. How do you count the examples?")
def equal_targets_counted_once(X, y_true, y_hat):
    n = len(set(y_true.ravel()))
    error = y_hat - y_true
    return 2 / n * X.T @ error, 2 / n * error.sum()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="The formula uses the features as they are. What did you do to X first?")
def features_centred(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * (X - X.mean(axis=0)).T @ error, 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="If every prediction is 1 too high, what are your errors?")
def errors_centred(X, y_true, y_hat):
    error = y_hat - y_true
    error = error - error.mean()
    return 2 / len(X) * X.T @ error, 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="Change only the last example. Where does your loop stop?")
def last_example_left_out(X, y_true, y_hat):
    n, d = X.shape
    dW, db = np.zeros((d, 1)), 0.0
    for i in range(n - 1):
        error = y_hat[i, 0] - y_true[i, 0]
        dW[:, 0] += 2 / n * error * X[i]
        db += 2 / n * error
    return dW, db


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="In your loop, does each example add to dW or replace what was there?")
def sum_overwritten_in_the_loop(X, y_true, y_hat):
    n, d = X.shape
    dW, db = np.zeros((d, 1)), 0.0
    for i in range(n):
        error = y_hat[i, 0] - y_true[i, 0]
        dW[:, 0] = 2 / n * error * X[i]
        db = 2 / n * error
    return dW, db


@mistake("gradients", caught_by="dW_matches_reference",
         hint="How far in is your return? How many examples has the loop seen by then?")
def return_inside_the_loop(X, y_true, y_hat):
    n, d = X.shape
    dW, db = np.zeros((d, 1)), 0.0
    for i in range(n):
        error = y_hat[i, 0] - y_true[i, 0]
        dW[:, 0] += 2 / n * error * X[i]
        db += 2 / n * error
        return dW, db


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Call it twice with the same data. How many examples does one gradient look at?")
def one_random_example(X, y_true, y_hat):
    i = np.random.default_rng().integers(len(X))
    error = y_hat[i] - y_true[i]
    return 2 * X[i].reshape(-1, 1) * error, 2 * error


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Take one weight and two examples, and multiply by hand. "
              "Does the error of an example meet the features of the same example?")
def errors_in_reverse_order(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error[::-1], 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Let only the last feature matter. Does your loop ever reach it?")
def last_feature_left_out(X, y_true, y_hat):
    n, d = X.shape
    error = y_hat - y_true
    dW = np.zeros((d, 1))
    for j in range(d - 1):
        dW[j, 0] = 2 / n * np.sum(error[:, 0] * X[:, j])
    return dW, 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Slopes may be negative. What happened to the sign of yours?")
def absolute_value(X, y_true, y_hat):
    error = np.abs(y_hat - y_true)
    return 2 / len(X) * X.T @ error, 2 * np.mean(y_hat - y_true)


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Put in perfect predictions. Is your dW zero there? Regularisation is not asked for.")
def penalty_added(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error + 0.01, 2 * error.mean()


@mistake("gradients", caught_by="dW_matches_reference",
         hint="Print your factor for n = 4. What does // do to a fraction below 1?")
def floor_division_in_the_factor(X, y_true, y_hat):
    n, error = len(X), y_hat - y_true
    return 2 // n * X.T @ error, 2 // n * np.sum(error)


@mistake("gradients", caught_by="dW_matches_reference", common=2,
         hint="Python reads your factor from left to right. Does n end up below the line or "
              "above it?")
def brackets_missing_in_the_factor(X, y_true, y_hat):
    n = len(X)
    error = y_hat - y_true
    return 1 / 2 * n * X.T @ error, 1 / 2 * n * error.sum()


mistake_source("gradients", "loss_returned_as_well", """
def gradients(X, y_true, y_hat):
    error = y_hat - y_true
    loss = np.mean(error ** 2)
    return loss, 2 / len(X) * X.T @ error, 2 * error.mean()
""", caught_by="returns_dW_and_db",
    hint="The stub asks for two answers. Which of yours belongs to another task?")


mistake_source("gradients", "name_of_another_variable", """
def gradients(X, y_true, y_hat):
    dW = 2 / n * X.T @ (y_hat - y_true)
    db = 2 / n * np.sum(y_hat - y_true)
    return dW, db
""", caught_by="returns_dW_and_db", common=2,
    hint="Three values come in: under which names? Whatever else your formulas need has to be "
         "worked out from them.")


mistake_source("gradients", "parameters_of_a_model_inside", """
def gradients(X, y_true, y_hat):
    error = X @ model.W + model.b - y_true
    return 2 / len(X) * X.T @ error, 2 * error.mean()
""", caught_by="returns_dW_and_db",
    hint="The predictions come in as an argument. What does your function use in their place?")


@mistake("gradients", caught_by="dW_matches_reference", common=1,
         hint="Make all errors a hundred times as large. What should become of both slopes, and "
              "what becomes of yours?")
def clipped_at_ten(X, y_true, y_hat):
    error = y_hat - y_true
    dW = 2 / len(X) * X.T @ error
    return np.clip(dW, -10, 10), np.clip(2 * error.mean(), -10, 10)


@variant("gradients")
def matrix_product(X, y_true, y_hat):
    n = X.shape[0]
    error = y_hat - y_true
    return (2 / n) * (X.T @ error), (2 / n) * np.sum(error)


@variant("gradients")
def minus_in_front(X, y_true, y_hat):
    n = len(y_true)
    residual = y_true - y_hat
    return -2 / n * X.T.dot(residual), -2 / n * residual.sum()


@variant("gradients")
def loops_over_examples_and_features(X, y_true, y_hat):
    n, d = X.shape
    dW = np.zeros((d, 1))
    db = 0.0
    for i in range(n):
        error = y_hat[i, 0] - y_true[i, 0]
        for j in range(d):
            dW[j, 0] += 2 * error * X[i, j] / n
        db += 2 * error / n
    return dW, db


@variant("gradients")
def loop_over_examples(X, y_true, y_hat):
    n = len(X)
    dW, db = 0, 0
    for x, y, p in zip(X, y_true, y_hat, strict=True):
        dW = dW + 2 * (p - y) * x.reshape(-1, 1)
        db = db + 2 * (p - y)
    return dW / n, db / n


@variant("gradients")
def loop_over_features(X, y_true, y_hat):
    error = (y_hat - y_true)[:, 0]
    dW = [[2 * np.mean(error * X[:, j])] for j in range(X.shape[1])]
    return np.array(dW), 2 * np.mean(error)


@variant("gradients")
def mean_of_products(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 * np.mean(X * error, axis=0).reshape(-1, 1), 2 * np.mean(error)


@variant("gradients")
def sum_with_keepdims(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 * np.sum(X * error, axis=0, keepdims=True).T / len(X), 2 * np.sum(error) / len(X)


@variant("gradients")
def einsum(X, y_true, y_hat):
    error = y_hat - y_true
    return np.einsum("ni,nj->ij", X, error) * 2 / len(X), np.einsum("nj->", error) * 2 / len(X)


@variant("gradients")
def tensordot(X, y_true, y_hat):
    error = y_hat - y_true
    return np.tensordot(X, error, axes=(0, 0)) * (2 / len(X)), error.mean() * 2


@variant("gradients")
def row_turned_at_the_end(X, y_true, y_hat):
    error = y_hat - y_true
    return (2 / len(X) * error.T @ X).T, 2 / len(X) * float(error.sum())


@variant("gradients")
def column_of_ones(X, y_true, y_hat):
    A = np.hstack([X, np.ones((len(X), 1))])
    both = 2 / len(X) * A.T @ (y_hat - y_true)
    return both[:-1], both[-1, 0]


@variant("gradients")
def db_in_an_array(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error, 2 / len(X) * error.sum(axis=0)


@variant("gradients")
def db_in_a_table(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error, 2 / len(X) * np.ones((1, len(X))) @ error


@variant("gradients")
def db_without_axes(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error, np.array(2 * error.mean())


@variant("gradients")
def returned_as_list(X, y_true, y_hat):
    error = y_hat - y_true
    return [2 / len(X) * X.T @ error, 2 * error.mean()]


@variant("gradients")
def flat_error_and_new_axis(X, y_true, y_hat):
    error = (y_hat - y_true).flatten()
    return 2 / error.size * (error @ X)[:, None], 2 / error.size * error.sum()


@variant("gradients")
def factor_in_the_error(X, y_true, y_hat):
    d_y_hat = 2 * (y_hat - y_true) / len(y_true)
    return X.T @ d_y_hat, d_y_hat.sum()


@variant("gradients")
def early_float_conversion(X, y_true, y_hat):
    X, y_true, y_hat = (np.array(part, dtype=float) for part in (X, y_true, y_hat))
    y_hat -= y_true
    return 2 / len(X) * X.T @ y_hat, 2 * y_hat.mean()


@variant("gradients")
def averages(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 * np.average(X * error, axis=0)[:, np.newaxis], 2 * np.average(error)


@variant("gradients")
def optional_penalty(X, y_true, y_hat, penalty=0.0):
    error = y_hat - y_true
    return 2 / len(X) * X.T @ error + penalty, 2 * error.mean()


variant_source("gradients", "helper_function", """
def derivative_of_loss(y_true, y_hat):
    return 2 * (y_hat - y_true) / y_true.shape[0]

def gradients(X, y_true, y_hat):
    delta = derivative_of_loss(y_true, y_hat)
    return np.matmul(np.transpose(X), delta), np.sum(delta)
""")

variant_source("gradients", "named_tuple", """
from collections import namedtuple

Gradients = namedtuple("Gradients", ["dW", "db"])

def gradients(X, y_true, y_hat):
    error = y_hat - y_true
    return Gradients(dW=2 / len(X) * X.T @ error, db=2 * error.mean())
""")

variant_source("gradients", "forward_and_loss_rewritten_along", """
def residuals(y_true, y_hat):
    return y_hat - y_true

def mse_loss(y_true, y_hat):
    return float(np.mean(residuals(y_true, y_hat) ** 2))

def gradients(X, y_true, y_hat):
    r = residuals(y_true, y_hat)
    return 2 / len(r) * X.T @ r, 2 / len(r) * r.sum()
""")
