"""Task 5, the loss: how a mean squared error goes wrong, and how else it goes right."""

import numpy as np

from autograder.catalogue import mistake, mistake_source, probe, variant, variant_source

_y = np.array([[1.0], [-2.0], [0.5], [3.0]])
_y_hat = np.array([[1.5], [1.0], [-0.5], [4.25]])

probe("mse_loss", _y, _y_hat)
probe("mse_loss", _y_hat, _y)
probe("mse_loss", _y, _y)
probe("mse_loss", np.vstack([_y, _y]), np.vstack([_y_hat, _y_hat]))
probe("mse_loss", _y, _y + 10 * (_y_hat - _y))
probe("mse_loss", _y, _y + 1000.0)
probe("mse_loss", _y[:1], _y_hat[:1])
probe("mse_loss", _y[1:2], -2 * _y_hat[1:2])
probe("mse_loss", _y[3:], -_y_hat[3:])
probe("mse_loss", _y, -_y)


@mistake("mse_loss", caught_by="matches_reference", common=3,
         hint="Stack the data on itself. Should the average error change?")
def sum_not_mean(y_true, y_hat):
    return np.sum((y_hat - y_true) ** 2)


@mistake("mse_loss", caught_by="matches_reference", common=3,
         hint="What does the S in MSE stand for?")
def absolute_error(y_true, y_hat):
    return np.mean(np.abs(y_hat - y_true))


@mistake("mse_loss", caught_by="matches_reference", common=3,
         hint="Compare with the formula line by line: is there a factor in front of the sum?")
def halved(y_true, y_hat):
    return np.mean((y_hat - y_true) ** 2) / 2


@mistake("mse_loss", caught_by="matches_reference",
         hint="Take one example with an error of 1. What should the loss be, and what is yours?")
def doubled(y_true, y_hat):
    return 2 * np.mean((y_hat - y_true) ** 2)


@mistake("mse_loss", caught_by="returns_one_number", common=2,
         hint="Which operator is a power in Python?")
def caret_for_power(y_true, y_hat):
    return np.mean((y_hat - y_true) ^ 2)


@mistake("mse_loss", caught_by="matches_reference", common=2,
         hint="If y_hat = -y_true, is the model perfect? Which comes first, "
              "the difference or the square?")
def difference_of_squares(y_true, y_hat):
    return np.mean(y_hat ** 2 - y_true ** 2)


@mistake("mse_loss", caught_by="matches_reference", common=2,
         hint="Can a loss be 0.24? And yours?")
def floor_division(y_true, y_hat):
    return np.sum((y_hat - y_true) ** 2) // len(y_true)


@mistake("mse_loss", caught_by="matches_reference", common=2,
         hint="Which part of your line does ** bind to?")
def targets_squared_only(y_true, y_hat):
    return np.mean(y_hat - y_true ** 2)


@mistake("mse_loss", caught_by="matches_reference",
         hint="Every guess is 1 too high. What is the loss?")
def variance_of_the_errors(y_true, y_hat):
    return np.var(y_hat - y_true)


@mistake("mse_loss", caught_by="returns_one_number",
         hint="What type does your loss have? Can you subtract two of them?")
def returned_as_text(y_true, y_hat):
    return f"{np.mean((y_hat - y_true) ** 2):.4f}"


@mistake("mse_loss", caught_by="matches_reference", common=2,
         hint="Double all errors. By which factor should the mean of their squares grow?")
def root_taken(y_true, y_hat):
    return np.sqrt(np.mean((y_hat - y_true) ** 2))


@mistake("mse_loss", caught_by="returns_one_number", common=2,
         hint="Print the shape of what you return. Which letter of MSE is still missing?")
def one_loss_per_example(y_true, y_hat):
    return (y_hat - y_true) ** 2


@mistake("mse_loss", caught_by="returns_one_number",
         hint="Your average runs along one axis. Print its shape: how many numbers are left?")
def mean_over_the_wrong_axis(y_true, y_hat):
    return np.mean((y_hat - y_true) ** 2, axis=1)


@mistake("mse_loss", caught_by="matches_reference",
         hint="How many examples are there, and by which number do you divide? "
              "This is an average, not an estimate of a variance.")
def divided_by_one_less(y_true, y_hat):
    return np.sum((y_hat - y_true) ** 2) / max(len(y_true) - 1, 1)


@mistake("mse_loss", caught_by="returns_one_number", common=3,
         hint="Your function works the loss out, but can the training loop use it? "
              "What does it hand back?")
def nothing_returned(y_true, y_hat):
    print("loss:", np.mean((y_hat - y_true) ** 2))


@mistake("mse_loss", caught_by="matches_reference", common=2,
         hint="How often do you divide by the number of examples? mean already did it once.")
def divided_twice(y_true, y_hat):
    return np.mean((y_hat - y_true) ** 2) / len(y_true)


@mistake("mse_loss", caught_by="matches_reference", common=2,
         hint="Errors of 3 and -3: what does your line make of them before it takes the mean? "
              "One star or two?")
def doubled_not_squared(y_true, y_hat):
    return np.mean((y_hat - y_true) * 2)


@mistake("mse_loss", caught_by="matches_reference",
         hint="Change the first prediction only. Where does your loop begin?")
def first_example_left_out(y_true, y_hat):
    total = 0.0
    for i in range(1, len(y_true)):
        total += (y_hat[i, 0] - y_true[i, 0]) ** 2
    return total / len(y_true)


@mistake("mse_loss", caught_by="matches_reference", common=2,
         hint="Errors of +2 and -2: what is your loss? Should it be?")
def mean_of_the_errors(y_true, y_hat):
    return np.mean(y_hat - y_true)


@mistake("mse_loss", caught_by="matches_reference", common=2,
         hint="Errors of +2 and -2: what is your loss? Should the errors be squared one by one, "
              "or is it their sum that you square?")
def squared_mean_error(y_true, y_hat):
    return np.mean(y_hat - y_true) ** 2


@mistake("mse_loss", caught_by="matches_reference",
         hint="Double all errors. By which factor does your loss grow, and by which should it?")
def fourth_power(y_true, y_hat):
    return np.mean((y_hat - y_true) ** 4)


@mistake("mse_loss", caught_by="matches_reference",
         hint="Swap the two arguments. May a loss change its sign?")
def third_power(y_true, y_hat):
    return np.mean((y_hat - y_true) ** 3)


@mistake("mse_loss", caught_by="matches_reference",
         hint="Move only the worst example further away. Does your loss notice?")
def median_of_squares(y_true, y_hat):
    return np.median((y_hat - y_true) ** 2)


@mistake("mse_loss", caught_by="matches_reference",
         hint="Make the second-worst example better. Does your loss notice?")
def largest_square(y_true, y_hat):
    return np.max((y_hat - y_true) ** 2)


@mistake("mse_loss", caught_by="matches_reference",
         hint="Which score is 1 for a perfect model, and which is 0? Which one is a loss?")
def coefficient_of_determination(y_true, y_hat):
    spread = np.sum((y_true - y_true.mean()) ** 2)
    return 1 - np.sum((y_hat - y_true) ** 2) / (spread if spread else 1)


@mistake("mse_loss", caught_by="matches_reference",
         hint="Measure y in metres and then in centimetres. Should the squared error change?")
def divided_by_the_variance(y_true, y_hat):
    return np.mean((y_hat - y_true) ** 2) / (np.var(y_true) or 1)


@mistake("mse_loss", caught_by="matches_reference",
         hint="Rounding is for printing. How would a tiny loss look through your function?")
def rounded(y_true, y_hat):
    return round(float(np.mean((y_hat - y_true) ** 2)), 2)


@mistake("mse_loss", caught_by="matches_reference",
         hint="What is your loss when all errors are 1? The curve may be drawn on a log scale; "
              "the loss itself is not.")
def logarithm_taken(y_true, y_hat):
    return np.log1p(np.mean((y_hat - y_true) ** 2))


@mistake("mse_loss", caught_by="matches_reference",
         hint="An error of 10 and an error of 11: how much does your loss grow from one to the "
              "other, and how much does a square grow?")
def huber_loss(y_true, y_hat):
    size = np.abs(y_hat - y_true)
    return np.mean(np.where(size <= 1, size ** 2, 2 * size - 1))


@mistake("mse_loss", caught_by="matches_reference",
         hint="Should an error of 1 cost less where the target is large?")
def relative_error(y_true, y_hat):
    return np.mean(((y_hat - y_true) / y_true) ** 2)


@mistake("mse_loss", caught_by="matches_reference", common=3,
         hint="Print the shape of the difference before you square it. "
              "A flat array and a column make a square table.")
def flat_targets(y_true, y_hat):
    return np.mean((y_hat - y_true.ravel()) ** 2)


@mistake("mse_loss", caught_by="leaves_its_arguments_alone", common=2,
         hint="-= writes into the caller's array. What does y_hat hold after the call?")
def predictions_overwritten(y_true, y_hat):
    y_hat -= y_true
    return np.mean(y_hat ** 2)


@mistake("mse_loss", caught_by="leaves_its_arguments_alone",
         hint="Where do your squared errors end up? Print y_true after the call.")
def squares_written_into_the_targets(y_true, y_hat):
    np.subtract(y_hat, y_true, out=y_true)
    np.square(y_true, out=y_true)
    return y_true.mean()


@mistake("mse_loss", caught_by="matches_reference",
         hint="Perfect predictions give 0. May worse ones give less than that?")
def negative_loss(y_true, y_hat):
    return -np.mean((y_hat - y_true) ** 2)


@mistake("mse_loss", caught_by="matches_reference",
         hint="Which number of examples does your function assume? Try it on four.")
def divided_by_a_fixed_number(y_true, y_hat):
    return np.sum((y_hat - y_true) ** 2) / 1000


@mistake("mse_loss", caught_by="matches_reference",
         hint="Change only the last prediction. Where does your loop stop?")
def last_example_left_out(y_true, y_hat):
    total = 0.0
    for i in range(len(y_true) - 1):
        total += (y_hat[i, 0] - y_true[i, 0]) ** 2
    return total / len(y_true)


@mistake("mse_loss", caught_by="matches_reference", common=2,
         hint="How far in is your return? How many examples has the loop seen by then?")
def return_inside_the_loop(y_true, y_hat):
    total = 0.0
    for i in range(len(y_true)):
        total += (y_hat[i, 0] - y_true[i, 0]) ** 2
        return total / len(y_true)


@mistake("mse_loss", caught_by="matches_reference",
         hint="In your loop, is each square added to the total or put in its place?")
def sum_overwritten_in_the_loop(y_true, y_hat):
    for i in range(len(y_true)):
        total = (y_hat[i, 0] - y_true[i, 0]) ** 2
    return total / len(y_true)


@mistake("mse_loss", caught_by="matches_reference",
         hint="Change the targets and nothing else. Does your loss change?")
def targets_ignored(y_true, y_hat):
    return np.mean(y_hat ** 2)


@mistake("mse_loss", caught_by="matches_reference",
         hint="Change the predictions and nothing else. Does your loss change?")
def spread_of_the_targets(y_true, y_hat):
    return np.mean((y_true - y_true.mean()) ** 2)


@mistake("mse_loss", caught_by="matches_reference",
         hint="If y_hat equals y_true, what should be left? Look at the sign between the two.")
def sum_of_both_squared(y_true, y_hat):
    return np.mean((y_hat + y_true) ** 2)


@mistake("mse_loss", caught_by="matches_reference",
         hint="How many digits does a float16 hold? Print the dtype that you sum in.")
def half_precision(y_true, y_hat):
    return float(np.mean(((y_hat - y_true) ** 2).astype(np.float16)))


@mistake("mse_loss", caught_by="matches_reference",
         hint="Predictions are 1.4 and 0.6, targets 1 and 1. Is there an error?")
def predictions_rounded(y_true, y_hat):
    return np.mean((np.round(y_hat) - y_true) ** 2)


@mistake("mse_loss", caught_by="matches_reference",
         hint="What should the loss of perfect predictions be? Put them in.")
def constant_added(y_true, y_hat):
    return np.mean((y_hat - y_true) ** 2) + 1e-8


@mistake("mse_loss", caught_by="is_zero_only_for_perfect_predictions",
         hint="What is your loss of perfect predictions? There is nothing here to protect "
              "from a division by zero.")
def floor_under_the_loss(y_true, y_hat):
    return max(float(np.mean((y_hat - y_true) ** 2)), 1e-7)


@mistake("mse_loss", caught_by="is_an_average",
         hint="Two examples with the same error are two examples. What do curly braces do with "
              "equal values?")
def equal_squares_counted_once(y_true, y_hat):
    squares = {(a - b) ** 2 for a, b in zip(y_true.ravel(), y_hat.ravel(), strict=True)}
    return sum(squares) / len(y_true)


@mistake("mse_loss", caught_by="grows_with_the_square",
         hint="Let one error grow from 2 to 4. Does your loss grow with it?")
def large_errors_clipped(y_true, y_hat):
    return np.mean(np.clip(y_hat - y_true, -2, 2) ** 2)


@mistake("mse_loss", caught_by="returns_one_number",
         hint="How many values do you return? The training loop asks for the loss alone.")
def errors_returned_as_well(y_true, y_hat):
    error = y_hat - y_true
    return np.mean(error ** 2), error


@mistake("mse_loss", caught_by="returns_one_number",
         hint="Look at the brackets around your answer: a loss is a number, not a list.")
def returned_in_a_list(y_true, y_hat):
    return [float(np.mean((y_hat - y_true) ** 2))]


@mistake("mse_loss", caught_by="matches_reference",
         hint="This loss is for probabilities between 0 and 1. What are our targets?")
def cross_entropy(y_true, y_hat):
    p = 1 / (1 + np.exp(-y_hat))
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@mistake("mse_loss", caught_by="matches_reference",
         hint="A root of a sum of squares is a length. Which two steps lead from there to MSE?")
def norm_of_the_errors(y_true, y_hat):
    return np.linalg.norm(y_hat - y_true)


mistake_source("mse_loss", "name_of_another_variable", """
def mse_loss(y_true, y_hat):
    return np.mean((y_pred - y_true) ** 2)
""", caught_by="returns_one_number", common=2,
    hint="Compare the names inside your function with the names in its first line.")


@mistake("mse_loss", caught_by="grows_with_the_square", common=1,
         hint="Is every error squared, or only small ones? Put in an error of 10.")
def large_errors_not_squared(y_true, y_hat):
    error = np.abs(y_hat - y_true)
    return np.mean(np.where(error < 5, error**2, 10 * error - 25))


@variant("mse_loss")
def mean_of_squares(y_true, y_hat):
    return np.mean(np.square(y_hat - y_true))


@variant("mse_loss")
def difference_the_other_way_round(y_true, y_hat):
    return np.mean((y_true - y_hat) ** 2)


@variant("mse_loss")
def sum_over_n(y_true, y_hat):
    return np.sum((y_hat - y_true) ** 2) / y_true.shape[0]


@variant("mse_loss")
def loop_over_examples(y_true, y_hat):
    total = 0
    for i in range(len(y_true)):
        total += (y_hat[i][0] - y_true[i][0]) ** 2
    return total / len(y_true)


@variant("mse_loss")
def inner_product(y_true, y_hat):
    error = y_hat - y_true
    return error.T @ error / len(error)


@variant("mse_loss")
def inner_product_as_an_item(y_true, y_hat):
    error = y_hat - y_true
    return (error.T @ error).item() / error.shape[0]


@variant("mse_loss")
def vdot(y_true, y_hat):
    error = y_hat - y_true
    return np.vdot(error, error) / error.size


@variant("mse_loss")
def squared_norm(y_true, y_hat):
    return np.linalg.norm(y_hat - y_true) ** 2 / y_true.size


@variant("mse_loss")
def einsum(y_true, y_hat):
    error = y_hat - y_true
    return np.einsum("ij,ij->", error, error) / len(error)


@variant("mse_loss")
def average(y_true, y_hat):
    return np.average((y_hat - y_true) ** 2)


@variant("mse_loss")
def variance_plus_squared_bias(y_true, y_hat):
    error = y_hat - y_true
    return np.var(error) + np.mean(error) ** 2


@variant("mse_loss")
def one_number_in_an_array(y_true, y_hat):
    return np.mean((y_hat - y_true) ** 2, axis=0)


@variant("mse_loss")
def one_number_in_a_table(y_true, y_hat):
    return np.mean((y_hat - y_true) ** 2, axis=0, keepdims=True)


@variant("mse_loss")
def python_float(y_true, y_hat):
    return float(np.mean((y_hat - y_true) ** 2))


@variant("mse_loss")
def exact_sum(y_true, y_hat):
    import math
    return math.fsum(((y_hat - y_true) ** 2).ravel()) / len(y_true)


@variant("mse_loss")
def comprehension_over_pairs(y_true, y_hat):
    pairs = zip(y_true.ravel(), y_hat.ravel(), strict=True)
    squares = [(p - t) ** 2 for t, p in pairs]
    return sum(squares) / len(squares)


@variant("mse_loss")
def binomial_expanded(y_true, y_hat):
    return np.mean(y_true * y_true - 2 * y_true * y_hat + y_hat * y_hat)


@variant("mse_loss")
def flattened_first(y_true, y_hat):
    error = np.ravel(y_hat) - np.ravel(y_true)
    return np.dot(error, error) / error.shape[0]


@variant("mse_loss")
def copy_overwritten(y_true, y_hat):
    error = y_hat.copy()
    error -= y_true
    error *= error
    return error.mean()


@variant("mse_loss")
def optional_root(y_true, y_hat, root=False):
    mse = np.mean((y_hat - y_true) ** 2)
    return np.sqrt(mse) if root else mse


variant_source("mse_loss", "helper_functions", """
def residuals(y_true, y_hat):
    return y_hat - y_true

def square(values):
    return values * values

def mse_loss(y_true, y_hat):
    return square(residuals(y_true, y_hat)).mean()
""")

variant_source("mse_loss", "standard_library_mean", """
import statistics

def mse_loss(y_true, y_hat):
    return statistics.fmean(float(e) ** 2 for e in (y_hat - y_true).flatten())
""")
