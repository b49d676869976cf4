"""Task 4, the forward pass: how predictions go wrong, and how else they go right."""

import numpy as np

from autograder.catalogue import mistake, mistake_source, probe, variant, variant_source
from reference.linear_regression import linear_equation  # noqa: F401 - for a text below

_X = np.array([[1.2, 2.0, -1.0], [0.5, -1.5, 2.0], [0.0, 0.0, 0.0], [-2.0, 1.0, 0.3]])
_W = np.array([[0.713], [-2.041], [1.528]])

probe("forward", _X, _W, 0.6)
probe("forward", _X[:3], _W, -1.3)
probe("forward", _X[:1], _W, 2.0)
probe("forward", _X[:, :1], _W[:1], 0.25)
probe("forward", np.array([[1, 2, 3], [4, 5, 6]]), _W, 0.5)
probe("forward", _X[1:2, :1], _W[1:2], -0.75)
probe("forward", np.tile(_X, (40, 1)), _W, 0.9)
probe("forward", _X / 7, _W, 0.6)


@mistake("forward", caught_by="matches_reference", common=3,
         hint="Feed in a row of zeros. What should come out?")
def intercept_forgotten(X, W, b):
    return X @ W


@mistake("forward", caught_by="returns_one_prediction_per_example", common=3,
         hint="* and @ are different operations. Which one adds up over the features?")
def elementwise_product(X, W, b):
    return X * W + b


@mistake("forward", caught_by="returns_one_prediction_per_example", common=2,
         hint="Write the shapes of both factors side by side, in your order. Which inner sizes "
              "must be equal? And are your parameters in the order of the stub?")
def factors_swapped(X, W, b):
    return W @ X + b


@mistake("forward", caught_by="returns_one_prediction_per_example", common=3,
         hint="Write down the shape of X and the shape of W as it goes into your product. "
              "Did anything need turning?")
def weights_transposed(X, W, b):
    return X @ W.T + b


@mistake("forward", caught_by="returns_one_prediction_per_example", common=2,
         hint="That formula is for examples in columns. Where does one example live in our X?")
def formula_for_examples_in_columns(X, W, b):
    return W.T @ X + b


@mistake("forward", caught_by="matches_reference", common=2,
         hint="With three features, how often is the intercept added to one prediction?")
def intercept_added_per_feature(X, W, b):
    return np.sum(X * W.T + b, axis=1, keepdims=True)


@mistake("forward", caught_by="accepts_integer_features", common=2,
         hint="*= writes into the caller's array. What happens there if it holds integers, "
              "and what does a second call see?")
def features_overwritten(X, W, b):
    X *= W.T
    return X.sum(axis=1, keepdims=True) + b


@mistake("forward", caught_by="leaves_its_arguments_alone",
         hint="Call it twice with the same X. Is it the same answer, and is X still what it was?")
def float_features_overwritten(X, W, b):
    X = np.asarray(X, dtype=float)
    X *= W.T
    return X.sum(axis=1, keepdims=True) + b


@mistake("forward", caught_by="returns_one_prediction_per_example", common=2,
         hint="Six houses in: how many prices should come out?")
def one_sum_for_all_examples(X, W, b):
    return np.sum(X @ W) + b


@mistake("forward", caught_by="returns_one_prediction_per_example", common=3,
         hint="Your function works the predictions out, but can the caller use them? "
              "What does it hand back?")
def nothing_returned(X, W, b):
    print(X @ W + b)


@mistake("forward", caught_by="matches_reference", common=2,
         hint="Feed in zeros, with b = 7. How many sevens did you add?")
def intercept_added_twice(X, W, b):
    y_hat = X @ W + b
    y_hat += b
    return y_hat


@mistake("forward", caught_by="returns_one_prediction_per_example", common=3,
         hint="Print the shape of your answer. Is it a column, with a second axis?")
def flat_predictions(X, W, b):
    return (X @ W + b).ravel()


@mistake("forward", caught_by="returns_one_prediction_per_example", common=2,
         hint="Is your output one row or one column?")
def predictions_in_a_row(X, W, b):
    return W.T @ X.T + b


@mistake("forward", caught_by="returns_one_prediction_per_example",
         hint="Which type does the next function expect: can you subtract y from a Python list?")
def returned_as_list(X, W, b):
    return (X @ W + b).tolist()


@mistake("forward", caught_by="matches_reference",
         hint="Let b grow. Should the predictions rise or fall?")
def intercept_subtracted(X, W, b):
    return X @ W - b


@mistake("forward", caught_by="matches_reference",
         hint="Does a prediction get smaller because there is one more feature of zero?")
def mean_over_features(X, W, b):
    return (X * W.T).mean(axis=1, keepdims=True) + b


@mistake("forward", caught_by="returns_one_prediction_per_example", common=2,
         hint="Which axis of X counts the features? Your sum runs along the other one.")
def sum_over_examples(X, W, b):
    return (X * W.T).sum(axis=0) + b


@mistake("forward", caught_by="matches_reference",
         hint="Change the last column of X. Do your predictions notice?")
def first_feature_only(X, W, b):
    return X[:, :1] * W[0] + b


@mistake("forward", caught_by="matches_reference",
         hint="Linear regression may predict any number. Which range do your answers stay in?")
def sigmoid_applied(X, W, b):
    return 1 / (1 + np.exp(-(X @ W + b)))


@mistake("forward", caught_by="matches_reference",
         hint="May a prediction be negative? Look for one in your answers.")
def cut_at_zero(X, W, b):
    return np.maximum(0, X @ W + b)


@mistake("forward", caught_by="matches_reference",
         hint="Feed in zeros: what should be left of the formula, and what is left of yours?")
def intercept_multiplied(X, W, b):
    return (X @ W) * b


@mistake("forward", caught_by="matches_reference",
         hint="Which came first in the formula, the product or the sum? "
              "Look at where your brackets put b.")
def intercept_inside_the_product(X, W, b):
    return (X + b) @ W


@mistake("forward", caught_by="matches_reference",
         hint="Your function knows the true parameters of the data. "
              "Whose parameters should make the predictions?")
def true_parameters_used(X, W, b):
    W, b = np.array([[1.0], [-3.0]]), 1.0
    return X @ W + b


@mistake("forward", caught_by="matches_reference",
         hint="Rounding is for printing. How far is your answer from the exact one?")
def rounded(X, W, b):
    return np.round(X @ W + b, 2)


@mistake("forward", caught_by="matches_reference",
         hint="Can one of your predictions be 0.5?")
def cut_to_integers(X, W, b):
    return (X @ W + b).astype(int)


@mistake("forward", caught_by="matches_reference",
         hint="How many digits does a float16 hold? Print the dtype of what you return.")
def half_precision(X, W, b):
    return (X.astype(np.float16) @ W.astype(np.float16) + b).astype(np.float64)


@mistake("forward", caught_by="matches_reference",
         hint="Give one feature a negative value. Does the prediction feel its sign?")
def features_squared(X, W, b):
    return X ** 2 @ W + b


@mistake("forward", caught_by="matches_reference",
         hint="What does a negative weight mean? Try W = -1 and look at the direction.")
def absolute_weights(X, W, b):
    return X @ np.abs(W) + b


@mistake("forward", caught_by="matches_reference",
         hint="Let a weight and its feature be positive. Does the prediction go up?")
def weights_sign_flipped(X, W, b):
    return b - X @ W


@mistake("forward", caught_by="matches_reference", common=2,
         hint="Look at the last prediction. Where does your loop over the examples stop?")
def last_example_left_out(X, W, b):
    y_hat = np.zeros((X.shape[0], 1))
    for i in range(X.shape[0] - 1):
        y_hat[i, 0] = X[i] @ W[:, 0] + b
    return y_hat


@mistake("forward", caught_by="matches_reference",
         hint="Let all features be zero but the last. Does your loop ever reach it?")
def last_feature_left_out(X, W, b):
    y_hat = np.zeros((X.shape[0], 1)) + b
    for j in range(X.shape[1] - 1):
        y_hat += X[:, j:j + 1] * W[j, 0]
    return y_hat


@mistake("forward", caught_by="matches_reference", common=2,
         hint="In your loop over the features, is the earlier sum kept or replaced?")
def sum_overwritten_in_the_loop(X, W, b):
    for j in range(X.shape[1]):
        total = X[:, j:j + 1] * W[j, 0]
    return total + b


@mistake("forward", caught_by="returns_one_prediction_per_example", common=2,
         hint="How far in is your return? What happens after the first turn of the loop?")
def return_inside_the_loop(X, W, b):
    y_hat = np.zeros((X.shape[0], 1))
    for i in range(X.shape[0]):
        y_hat[i, 0] = X[i] @ W[:, 0] + b
        return y_hat[:i + 1]


@mistake("forward", caught_by="handles_one_example_and_one_feature", common=2,
         hint="squeeze removes every axis of length one. Which axes have length one "
              "when there is a single example?")
def squeezed(X, W, b):
    return np.squeeze(X @ W + b)[:, np.newaxis]


@mistake("forward", caught_by="matches_reference", common=2,
         hint="How many features does your formula know by heart? "
              "Try a data set with another number of them.")
def two_features_spelled_out(X, W, b):
    return X[:, [0]] * W[0] + X[:, [1]] * W[1] + b


@mistake("forward", caught_by="accepts_integer_features", common=2,
         hint="An array made like X inherits more than its shape. Which numbers can it hold "
              "when X has integers?")
def predictions_of_the_features_dtype(X, W, b):
    y_hat = np.zeros_like(X[:, :1])
    for i in range(X.shape[0]):
        y_hat[i] = X[i] @ W[:, 0] + b
    return y_hat


@mistake("forward", caught_by="matches_reference",
         hint="The formula uses the features as they are. What did you do to X first?")
def features_standardised(X, W, b):
    spread = np.where(X.std(axis=0) > 0, X.std(axis=0), 1)
    return (X - X.mean(axis=0)) / spread @ W + b


@mistake("forward", caught_by="matches_reference",
         hint="Should a prediction change when other examples are added to X?")
def predictions_centred(X, W, b):
    signal = X @ W
    return signal - signal.mean() + b


@mistake("forward", caught_by="adds_b_once",
         hint="Is there an example for which you leave the intercept out? "
              "Feed in a row of zeros.")
def intercept_only_where_there_is_a_signal(X, W, b):
    y_hat = X @ W
    y_hat[y_hat != 0] += b
    return y_hat


@mistake("forward", caught_by="returns_one_prediction_per_example", common=2,
         hint="A flat array plus a column makes a square. Print both shapes before you add them.")
def flat_signal_plus_column(X, W, b):
    return (X @ W).ravel() + b * np.ones((X.shape[0], 1))


@mistake("forward", caught_by="returns_one_prediction_per_example",
         hint="A prediction is a sum. Did you add the products up?")
def products_not_added(X, W, b):
    return X * W.T + b


@mistake("forward", caught_by="matches_reference",
         hint="Call it twice with the same arguments. "
              "The data have noise; does the model have any?")
def noise_in_the_prediction(X, W, b):
    return X @ W + b + 0.5 * np.random.default_rng().standard_normal((X.shape[0], 1))


@mistake("forward", caught_by="matches_reference",
         hint="Try b = 0.5. What is left of it in your predictions?")
def intercept_cut_to_an_integer(X, W, b):
    return X @ W + int(b)


@mistake("forward", caught_by="matches_reference",
         hint="Double W. Do the predictions, less the intercept, double as well?")
def weights_normalised(X, W, b):
    return X @ (W / np.linalg.norm(W)) + b


@mistake("forward", caught_by="matches_reference",
         hint="Are your predictions anything but zero? Which line fills them in?")
def zeros_left_in_place(X, W, b):
    y_hat = np.zeros((X.shape[0], 1))
    return y_hat


@mistake("forward", caught_by="matches_reference",
         hint="What do the predictions look like with W = 0? And do they change with W in yours?")
def intercept_alone(X, W, b):
    return np.zeros((X.shape[0], 1)) + b


@mistake("forward", caught_by="matches_reference",
         hint="Every feature counts. Which one does your function keep of each example?")
def largest_product_only(X, W, b):
    return (X * W.T).max(axis=1, keepdims=True) + b


@mistake("forward", caught_by="returns_one_prediction_per_example",
         hint="The predictions are one value to hand back. What else do you return beside them?")
def inputs_returned_as_well(X, W, b):
    return X @ W + b, W, b


@mistake("forward", caught_by="matches_reference",
         hint="In which order do your loop's features and weights meet? "
              "Check the first feature by hand.")
def weights_in_reverse_order(X, W, b):
    return X @ W[::-1] + b


mistake_source("forward", "name_of_the_model_inside", """
def forward(X, W, b):
    return X @ self.W + self.b
""", caught_by="returns_one_prediction_per_example", common=2,
    hint="This is a function, not a method. Under which names do the parameters come in?")


mistake_source("forward", "misspelled_parameter", """
def forward(X, W, b):
    return X @ w + b
""", caught_by="returns_one_prediction_per_example", common=2,
    hint="Python tells capital letters from small ones. Compare the names in your line with "
         "the names in the first line of the function.")


mistake_source("forward", "parameter_missing", """
def forward(X, W):
    return X @ W
""", caught_by="returns_one_prediction_per_example",
    hint="Compare the first line of your function with the stub: which argument has no name?")


@mistake("forward", caught_by="adds_b_once", common=1,
         hint="Predict for a thousand examples. How many of the predictions are made by your "
              "formula?")
def first_hundred_examples_only(X, W, b):
    y_hat = np.zeros((len(X), 1))
    y_hat[:100] = X[:100] @ W + b
    return y_hat


@variant("forward")
def intercept_first(X, W, b):
    return b + X @ W


@variant("forward")
def dot(X, W, b):
    return np.dot(X, W) + b


@variant("forward")
def dot_method(X, W, b):
    return X.dot(W) + b


@variant("forward")
def matmul_and_add(X, W, b):
    return np.add(np.matmul(X, W), b)


@variant("forward")
def einsum(X, W, b):
    return np.einsum("ij,jk->ik", X, W) + b


@variant("forward")
def tensordot(X, W, b):
    return np.tensordot(X, W, axes=([1], [0])) + b


@variant("forward")
def inner(X, W, b):
    return np.inner(X, W.T) + b


@variant("forward")
def loops_over_examples_and_features(X, W, b):
    n, d = X.shape
    y_hat = np.zeros((n, 1))
    for i in range(n):
        for j in range(d):
            y_hat[i, 0] += X[i, j] * W[j, 0]
        y_hat[i, 0] += b
    return y_hat


@variant("forward")
def loop_over_features(X, W, b):
    y_hat = np.full((X.shape[0], 1), float(b))
    for j in range(X.shape[1]):
        y_hat = y_hat + X[:, j:j + 1] * W[j, 0]
    return y_hat


@variant("forward")
def list_comprehension(X, W, b):
    weights = W.ravel().tolist()
    return np.array([[sum(x * w for x, w in zip(row, weights, strict=True)) + b] for row in X])


@variant("forward")
def elementwise_product_and_sum(X, W, b):
    return (X * W.T).sum(axis=1, keepdims=True) + b


@variant("forward")
def flat_sum_reshaped(X, W, b):
    return np.sum(X * W[:, 0], axis=1).reshape(-1, 1) + b


@variant("forward")
def transposed_twice(X, W, b):
    return (W.T @ X.T).T + b


@variant("forward")
def column_of_ones(X, W, b):
    ones = np.ones((X.shape[0], 1))
    return np.hstack([X, ones]) @ np.vstack([W, [[b]]])


@variant("forward")
def intercept_added_in_place(X, W, b):
    y_hat = X @ W
    y_hat += b
    return y_hat


@variant("forward")
def early_float_conversion(X, W, b):
    X = np.asarray(X, dtype=float)
    W = np.array(W, dtype=float)
    return X @ W + float(b)


@variant("forward")
def row_by_row_with_append(X, W, b):
    rows = []
    for x in X:
        rows.append(x @ W + b)
    return np.array(rows)


@variant("forward")
def along_an_axis(X, W, b):
    return np.apply_along_axis(lambda x: x @ W + b, 1, X)


@variant("forward")
def optional_activation(X, W, b, activation=None):
    y_hat = X @ W + b
    return activation(y_hat) if activation else y_hat


@variant("forward")
def shapes_printed_and_asserted(X, W, b):
    assert X.shape[1] == W.shape[0], "features and weights do not match"
    y_hat = X @ W + b
    print(X.shape, W.shape, y_hat.shape)
    return y_hat


@variant("forward")
def broadcast_over_a_third_axis(X, W, b):
    return (X[:, :, np.newaxis] * W[np.newaxis, :, :]).sum(axis=1) + b


@variant("forward")
def flat_weights_and_new_axis(X, W, b):
    return (X @ W.ravel() + b)[:, None]


variant_source("forward", "helper_function", """
def weighted_sum(row, weights):
    return sum(value * weight for value, weight in zip(row, weights))

def forward(X, W, b):
    return np.array([[weighted_sum(row, W[:, 0]) + b] for row in X])
""")

variant_source("forward", "through_the_line_of_task_1", """
def forward(X, W, b):
    total = 0.0
    for j in range(X.shape[1]):
        total = total + linear_equation(X[:, [j]], W[j, 0], 0.0)
    return total + b
""")
