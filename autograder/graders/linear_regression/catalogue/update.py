"""Task 7, the update: how a step of gradient descent goes wrong, and how else it goes right."""

import numpy as np

from autograder.catalogue import mistake, mistake_source, probe, variant, variant_source

_W = np.array([[1.0], [-2.0], [0.5]])
_slopes = np.array([[0.4], [-3.0], [1.5]])

probe("update", _W, 0.3, _slopes, -1.2, 0.1)
probe("update", _W, -0.7, _slopes, 2.5, 0.25)
probe("update", _W, 0.3, _slopes, -1.2, 0.0)
probe("update", _W[:1], 1.0, _slopes[1:2], 0.6, 0.05)
probe("update", _W, 0.3, _slopes, -1.2, 1 / 7)
probe("update", _W, 0.3, np.zeros_like(_W), 0.0, 0.1)
probe("update", _W / 3, 0.3, _slopes / 7, -1.2, 1 / 9)
probe("update", _W, 0.3, 100 * _slopes, -120.0, 0.1)


@mistake("update", caught_by="W_matches_reference", common=3,
         hint="The gradient points uphill. Where do you want to go?")
def sign_flipped(W, b, dW, db, learning_rate):
    return W + learning_rate * dW, b + learning_rate * db


@mistake("update", caught_by="W_matches_reference", common=3,
         hint="One of your arguments is never used. How long is your step?")
def learning_rate_missing(W, b, dW, db, learning_rate):
    return W - dW, b - db


@mistake("update", caught_by="b_matches_reference", common=3,
         hint="Compare your two lines. What is in the one for W that is not in the one for b?")
def learning_rate_missing_for_b(W, b, dW, db, learning_rate):
    return W - learning_rate * dW, b - db


@mistake("update", caught_by="W_matches_reference", common=2,
         hint="Compare your two lines. What is in the one for b that is not in the one for W?")
def learning_rate_missing_for_W(W, b, dW, db, learning_rate):
    return W - dW, b - learning_rate * db


@mistake("update", caught_by="W_matches_reference", common=2,
         hint="Print W before and after. Which of the two parameters takes a step?")
def W_not_updated(W, b, dW, db, learning_rate):
    return W, b - learning_rate * db


@mistake("update", caught_by="b_matches_reference", common=3,
         hint="Print b before and after. Which of the two parameters takes a step?")
def b_not_updated(W, b, dW, db, learning_rate):
    return W - learning_rate * dW, b


@mistake("update", caught_by="W_matches_reference", common=2,
         hint="You calculate new parameters under new names. Which ones do you hand back?")
def old_parameters_returned(W, b, dW, db, learning_rate):
    new_W = W - learning_rate * dW
    new_b = b - learning_rate * db
    print(new_W, new_b)
    return W, b


@mistake("update", caught_by="returns_W_and_b", common=3,
         hint="Who can see your new W and b after the function ends?")
def nothing_returned(W, b, dW, db, learning_rate):
    W = W - learning_rate * dW
    b = b - learning_rate * db


@mistake("update", caught_by="returns_W_and_b", common=2,
         hint="W changes in place, and the caller sees it. Is that so for b, a plain number?")
def in_place_without_return(W, b, dW, db, learning_rate):
    W -= learning_rate * dW
    b -= learning_rate * db


@mistake("update", caught_by="W_matches_reference", common=2,
         hint="Double the learning rate. Does the step double?")
def fixed_learning_rate(W, b, dW, db, learning_rate):
    return W - 0.01 * dW, b - 0.01 * db


@mistake("update", caught_by="leaves_the_gradients_alone", common=2,
         hint="Print dW before and after the call. Which line writes into it?")
def gradients_scaled_in_place(W, b, dW, db, learning_rate):
    dW *= learning_rate
    db *= learning_rate
    return W - dW, b - db


@mistake("update", caught_by="leaves_the_gradients_alone",
         hint="Where is the new W written to? Print dW after the call.")
def result_written_into_the_gradient(W, b, dW, db, learning_rate):
    return np.subtract(W, learning_rate * dW, out=dW), b - learning_rate * db


@mistake("update", caught_by="W_matches_reference",
         hint="Is the step shorter where the slope is gentler?")
def sign_of_the_gradient_only(W, b, dW, db, learning_rate):
    return W - learning_rate * np.sign(dW), b - learning_rate * np.sign(db)


@mistake("update", caught_by="W_matches_reference", common=2,
         hint="Compare your two lines: do both parameters go downhill?")
def W_climbs(W, b, dW, db, learning_rate):
    return W + learning_rate * dW, b - learning_rate * db


@mistake("update", caught_by="b_matches_reference", common=2,
         hint="Compare your two lines: do both parameters go downhill?")
def b_climbs(W, b, dW, db, learning_rate):
    return W - learning_rate * dW, b + learning_rate * db


@mistake("update", caught_by="returns_W_and_b", common=2,
         hint="In which order does the caller expect the two parameters?")
def returned_in_the_other_order(W, b, dW, db, learning_rate):
    return b - learning_rate * db, W - learning_rate * dW


@mistake("update", caught_by="returns_W_and_b", common=2,
         hint="Which gradient belongs to which parameter? Print the shapes of what you return.")
def gradients_swapped(W, b, dW, db, learning_rate):
    return W - learning_rate * db, b - learning_rate * dW


@mistake("update", caught_by="b_matches_reference",
         hint="Which slope tells b where to go? Look at the end of your second line.")
def b_follows_the_slope_of_W(W, b, dW, db, learning_rate):
    return W - learning_rate * dW, b - learning_rate * dW.mean()


@mistake("update", caught_by="W_matches_reference",
         hint="Each weight has a slope of its own. Which one do all of yours follow?")
def one_slope_for_all_weights(W, b, dW, db, learning_rate):
    return W - learning_rate * dW.mean(), b - learning_rate * db


@mistake("update", caught_by="W_matches_reference", common=2,
         hint="You return the step. Where does somebody stand who starts at W and takes it?")
def steps_returned(W, b, dW, db, learning_rate):
    return learning_rate * dW, learning_rate * db


@mistake("update", caught_by="W_matches_reference",
         hint="You return the way downhill, but not the place where it ends. "
              "What became of the old W?")
def negative_steps_returned(W, b, dW, db, learning_rate):
    return -learning_rate * dW, -learning_rate * db


@mistake("update", caught_by="W_matches_reference",
         hint="Make the learning rate smaller. Does your step get shorter?")
def divided_by_the_learning_rate(W, b, dW, db, learning_rate):
    rate = learning_rate or 1.0
    return W - dW / rate, b - db / rate


@mistake("update", caught_by="W_matches_reference",
         hint="Double the learning rate. The step should double; how much longer is yours?")
def learning_rate_squared(W, b, dW, db, learning_rate):
    return W - learning_rate ** 2 * dW, b - learning_rate ** 2 * db


@mistake("update", caught_by="W_matches_reference",
         hint="Which of the two is multiplied by the learning rate: where you are, "
              "or the way you go? Look at the brackets.")
def learning_rate_on_the_whole_difference(W, b, dW, db, learning_rate):
    return learning_rate * (W - dW), learning_rate * (b - db)


@mistake("update", caught_by="W_matches_reference",
         hint="Which of the two is multiplied by the learning rate: where you are, "
              "or the way you go?")
def learning_rate_on_the_parameters(W, b, dW, db, learning_rate):
    return learning_rate * W - dW, learning_rate * b - db


@mistake("update", caught_by="W_matches_reference",
         hint="What should happen to W when the gradient is zero? Weight decay is not asked for.")
def weight_decay(W, b, dW, db, learning_rate):
    return (1 - learning_rate) * W - learning_rate * dW, b - learning_rate * db


@mistake("update", caught_by="W_matches_reference",
         hint="What should happen to W when the gradient is zero? You mix where you are "
              "with where you go.")
def weighted_average_with_the_gradient(W, b, dW, db, learning_rate):
    return ((1 - learning_rate) * W + learning_rate * dW,
            (1 - learning_rate) * b + learning_rate * db)


@mistake("update", caught_by="W_matches_reference",
         hint="Start at W = 0. Can your W ever leave it?")
def step_multiplied_by_W(W, b, dW, db, learning_rate):
    return W * (1 - learning_rate * dW), b * (1 - learning_rate * db)


@mistake("update", caught_by="W_matches_reference",
         hint="Near the minimum the slope gets gentle. Do your steps get shorter there?")
def normalised_step(W, b, dW, db, learning_rate):
    length = np.sqrt(np.sum(dW ** 2) + db ** 2) or 1.0
    return W - learning_rate * dW / length, b - learning_rate * db / length


@mistake("update", caught_by="W_matches_reference",
         hint="Make the gradient ten times as steep. Does your step follow all the way?")
def clipped_step(W, b, dW, db, learning_rate):
    return (W - learning_rate * np.clip(dW, -0.1, 0.1),
            b - learning_rate * np.clip(db, -0.1, 0.1))


@mistake("update", caught_by="W_matches_reference",
         hint="Your step is twice as long as it should be. Do you take it twice, or is a factor "
              "in it that the gradient has already?")
def two_steps(W, b, dW, db, learning_rate):
    for _ in range(2):
        W = W - learning_rate * dW
        b = b - learning_rate * db
    return W, b


@mistake("update", caught_by="W_matches_reference",
         hint="dW is an average already. By what do you divide it once more?")
def divided_by_the_number_of_weights(W, b, dW, db, learning_rate):
    d = len(W) + 1
    return W - learning_rate * dW / d, b - learning_rate * db / d


@mistake("update", caught_by="returns_W_and_b", common=2,
         hint="Two parameters go in. How many come out?")
def only_W_returned(W, b, dW, db, learning_rate):
    return W - learning_rate * dW


@mistake("update", caught_by="returns_W_and_b",
         hint="The training loop writes `W, b = update(...)`. What would it get from yours?")
def returned_as_dictionary(W, b, dW, db, learning_rate):
    return {"W": W - learning_rate * dW, "b": b - learning_rate * db}


@mistake("update", caught_by="returns_W_and_b",
         hint="The stub asks for two answers side by side. How many do you hand back?")
def returned_as_one_array(W, b, dW, db, learning_rate):
    return np.vstack([W - learning_rate * dW, [[b - learning_rate * db]]])


@mistake("update", caught_by="W_matches_reference",
         hint="Which numbers can an integer array hold? Print the dtype of your new W.")
def cut_to_integers(W, b, dW, db, learning_rate):
    return (W - learning_rate * dW).astype(int), b - learning_rate * db


@mistake("update", caught_by="returns_W_and_b", common=2,
         hint="Print the shape of W before and after. Is its second axis still there?")
def flat_weights(W, b, dW, db, learning_rate):
    return W.ravel() - learning_rate * dW.ravel(), b - learning_rate * db


@mistake("update", caught_by="returns_W_and_b",
         hint="A column minus a row is a table. Print the shapes of W and of your step.")
def gradient_transposed(W, b, dW, db, learning_rate):
    return W - learning_rate * dW.T, b - learning_rate * db


@mistake("update", caught_by="returns_W_and_b",
         hint="Your new W must still fit into a matrix product. What type is it?")
def weights_as_list(W, b, dW, db, learning_rate):
    return (W - learning_rate * dW).tolist(), b - learning_rate * db


@mistake("update", caught_by="scales_with_the_learning_rate",
         hint="A learning rate of 0 is a learning rate. How long should the step be then?")
def zero_taken_for_missing(W, b, dW, db, learning_rate):
    rate = learning_rate or 0.01
    return W - rate * dW, b - rate * db


@mistake("update", caught_by="W_matches_reference",
         hint="Rounding is for printing. What becomes of many small steps?")
def rounded(W, b, dW, db, learning_rate):
    return np.round(W - learning_rate * dW, 2), round(b - learning_rate * db, 2)


@mistake("update", caught_by="W_matches_reference",
         hint="Four decimals look exact. What becomes of a step that is shorter than that?")
def rounded_to_four_decimals(W, b, dW, db, learning_rate):
    return np.round(W - learning_rate * dW, 4), round(b - learning_rate * db, 4)


@mistake("update", caught_by="W_matches_reference",
         hint="How many digits does a float16 hold? Print the dtype you calculate in.")
def half_precision(W, b, dW, db, learning_rate):
    step = (learning_rate * dW).astype(np.float16)
    return W - step.astype(float), b - learning_rate * db


@mistake("update", caught_by="W_matches_reference",
         hint="Slopes may be negative. What happens to their sign in your step?")
def absolute_gradient(W, b, dW, db, learning_rate):
    return W - learning_rate * np.abs(dW), b - learning_rate * abs(db)


@mistake("update", caught_by="W_matches_reference",
         hint="That recipe divides by the size of the slope, so steep and gentle slopes give the "
              "same step. Is that what the formula says?")
def adagrad_step(W, b, dW, db, learning_rate):
    return (W - learning_rate * dW / np.sqrt(dW ** 2 + 1e-8),
            b - learning_rate * db / np.sqrt(db ** 2 + 1e-8))


@mistake("update", caught_by="W_matches_reference",
         hint="W and b start in different places. Which parameter does your first line start from?")
def weights_start_from_b(W, b, dW, db, learning_rate):
    return b - learning_rate * dW, b - learning_rate * db


@mistake("update", caught_by="W_matches_reference",
         hint="Let only the last slope be steep. Does your loop ever reach its weight?")
def last_weight_left_out(W, b, dW, db, learning_rate):
    W = W.copy()
    for j in range(len(W) - 1):
        W[j] = W[j] - learning_rate * dW[j]
    return W, b - learning_rate * db


mistake_source("update", "name_of_another_variable", """
def update(W, b, dW, db, learning_rate):
    return W - lr * dW, b - lr * db
""", caught_by="returns_W_and_b", common=2,
    hint="Compare the names inside your function with the names in its first line.")


@mistake("update", caught_by="scales_with_the_learning_rate", common=1,
         hint="Make both gradients a hundred times as large. What should become of the step?")
def long_step_clipped(W, b, dW, db, learning_rate):
    return W - learning_rate * np.clip(dW, -5, 5), b - learning_rate * np.clip(db, -5, 5)


@variant("update")
def two_lines(W, b, dW, db, learning_rate):
    W = W - learning_rate * dW
    b = b - learning_rate * db
    return W, b


@variant("update")
def in_place(W, b, dW, db, learning_rate):
    W -= learning_rate * dW
    b -= learning_rate * db
    return W, b


@variant("update")
def in_place_by_slice(W, b, dW, db, learning_rate):
    W[:] = W - learning_rate * dW
    return W, b - learning_rate * db


@variant("update")
def in_place_by_ufunc(W, b, dW, db, learning_rate):
    np.subtract(W, learning_rate * dW, out=W)
    return W, b - learning_rate * db


@variant("update")
def ufuncs(W, b, dW, db, learning_rate):
    return (np.subtract(W, np.multiply(learning_rate, dW)),
            np.subtract(b, np.multiply(learning_rate, db)))


@variant("update")
def negative_step_added(W, b, dW, db, learning_rate):
    return W + (-learning_rate) * dW, b + (-learning_rate) * db


@variant("update")
def copies_changed(W, b, dW, db, learning_rate):
    new_W = W.copy()
    new_W -= learning_rate * dW
    return new_W, b - learning_rate * db


@variant("update")
def loop_over_weights(W, b, dW, db, learning_rate):
    new_W = np.zeros(W.shape)
    for j in range(W.shape[0]):
        new_W[j, 0] = W[j, 0] - learning_rate * dW[j, 0]
    return new_W, b - learning_rate * db


@variant("update")
def comprehension_over_both(W, b, dW, db, learning_rate):
    pairs = ((W, dW), (b, db))
    return tuple(p - learning_rate * g for p, g in pairs)


@variant("update")
def returned_as_list(W, b, dW, db, learning_rate):
    return [W - learning_rate * dW, b - learning_rate * db]


@variant("update")
def b_in_an_array(W, b, dW, db, learning_rate):
    return W - learning_rate * dW, np.reshape(b - learning_rate * db, 1)


@variant("update")
def b_in_a_table(W, b, dW, db, learning_rate):
    return W - learning_rate * dW, np.reshape(b - learning_rate * db, (1, 1))


@variant("update")
def early_float_conversion(W, b, dW, db, learning_rate):
    W = np.asarray(W, dtype=float)
    return W - float(learning_rate) * np.asarray(dW, dtype=float), float(b) - learning_rate * db


@variant("update")
def one_vector_of_parameters(W, b, dW, db, learning_rate):
    theta = np.append(W, b) - learning_rate * np.append(dW, db)
    return theta[:-1].reshape(-1, 1), theta[-1]


@variant("update")
def optional_decay(W, b, dW, db, learning_rate, decay=0.0):
    return W * (1 - decay) - learning_rate * dW, b - learning_rate * db


variant_source("update", "helper_function", """
def descend(parameter, gradient, rate):
    return parameter - rate * gradient

def update(W, b, dW, db, learning_rate):
    return descend(W, dW, learning_rate), descend(b, db, learning_rate)
""")
