"""Task 8, training: how the loop and its picture go wrong, and how else they go right."""

import matplotlib.pyplot as plt
import numpy as np

from autograder.catalogue import mistake, mistake_source, probe, variant, variant_source
from reference.linear_regression import LinearModel, forward, gradients, mse_loss, update

_rng = np.random.default_rng(8)
_X = _rng.standard_normal((12, 2))
_y = _X @ [[1.0], [-3.0]] + 1.0 + 0.5 * _rng.standard_normal((12, 1))
_model = LinearModel(2, seed=3)
_model.b = 0.4

probe("train", _model, _X, _y, 0.05, 5)
probe("train", _model, _X, _y, 0.01, 2)
probe("train", _model, _X, _y, 0.1, 0)
probe("train", _model, _X, _y, 0.02, 37)
probe("train", _model, _X, _y, 1.5, 6)
probe("train", _model, _X, _y, 0.1, 300)
probe("train", _model, _X, _y)
probe("train", _model, _X, _X @ [[0.7], [-1.2]] - 0.4, 0.1, 100)
probe("train", _model, *(np.vstack([part * (1 + k / 50) for k in range(40)]) for part in (_X, _y)),
      0.05, 3)


# ---- train: mistakes ------------------------------------------------------------------------


@mistake("train", caught_by="ends_at_the_reference_parameters", common=3,
         hint="Which values change inside the loop? Which should?")
def predicted_once_before_the_loop(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    y_hat = forward(X, model.W, model.b)
    for _ in range(iterations):
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=2,
         hint="Does the slope stay the same while you walk? What is worked out once in your code?")
def gradient_once_before_the_loop(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    dW, db = gradients(X, y, forward(X, model.W, model.b))
    for _ in range(iterations):
        losses.append(mse_loss(y, forward(X, model.W, model.b)))
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="returns_one_loss_per_iteration", common=3,
         hint="Count the turns of your loop for iterations = 1.")
def one_iteration_short(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(1, iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="returns_one_loss_per_iteration",
         hint="Count the turns of your loop for iterations = 1. Which numbers does range give?")
def one_iteration_more(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations + 1):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="returns_one_loss_per_iteration", common=2,
         hint="What does the plot of the loss need: the last one, or all of them?")
def last_loss_only(model, X, y, learning_rate=0.01, iterations=1000):
    losses = [0.0]
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses[-1]


@mistake("train", caught_by="returns_one_loss_per_iteration",
         hint="Your list forgets. Where is it made new: before the loop, or in every turn of it?")
def list_made_new_in_the_loop(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        losses = []
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="returns_one_loss_per_iteration", common=3,
         hint="How far in is your return? After which turn of the loop does it come?")
def return_inside_the_loop(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        return losses
    return losses


@mistake("train", caught_by="returns_one_loss_per_iteration", common=2,
         hint="Recording and printing are two jobs. How many losses are in your list?")
def every_tenth_loss(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        if i % 10 == 0:
            losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="returns_one_loss_per_iteration", common=3,
         hint="The losses are worked out, and perhaps on the screen. What does your function "
              "hand back?")
def nothing_returned(model, X, y, learning_rate=0.01, iterations=1000):
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        print(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)


@mistake("train", caught_by="returns_one_loss_per_iteration", common=2,
         hint="The model keeps what it has learned by itself. What is the one thing to return?")
def model_returned_as_well(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return model, losses


@mistake("train", caught_by="returns_one_loss_per_iteration",
         hint="What does the plot of the loss need? You return where the parameters ended.")
def parameters_returned(model, X, y, learning_rate=0.01, iterations=1000):
    for _ in range(iterations):
        dW, db = gradients(X, y, forward(X, model.W, model.b))
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return model.W, model.b


@mistake("train", caught_by="returns_one_loss_per_iteration",
         hint="The loss of an iteration is one number. What do you append to your list?")
def errors_recorded_for_losses(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append((y_hat - y) ** 2)
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="returns_one_loss_per_iteration",
         hint="Look into your list: is each entry one number, or a number beside something else?")
def iteration_recorded_with_the_loss(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append((i, mse_loss(y, y_hat)))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=2,
         hint="Try 5 iterations. By what does your progress line divide?")
def progress_line_divides_by_zero(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        if i % int(iterations / 10) == 0:
            print(i, losses[-1])
    return losses


@mistake("train", caught_by="records_each_loss_before_its_update",
         hint="Train with 0 iterations. Which name in your last lines has no value then?")
def fails_without_iterations(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    print("final loss:", losses[-1])
    return losses


@mistake("train", caught_by="returns_one_loss_per_iteration", common=2,
         hint="Ask for 5 iterations. How many do you get?")
def fixed_number_of_iterations(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(1000):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="returns_one_loss_per_iteration",
         hint="Over what does your loop run: the iterations, or the examples?")
def loop_over_the_examples(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(len(X)):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="The caller decides how many iterations there are. When does yours stop?")
def stops_when_the_loss_rises(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        loss = mse_loss(y, y_hat)
        if losses and loss > losses[-1] * (1 + 1e-9):
            break
        losses.append(loss)
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=2,
         hint="The caller decides how many iterations there are. When does yours stop?")
def stops_early(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        if len(losses) > 30 and losses[-2] - losses[-1] < 0.1 * losses[-2]:
            break
    return losses


mistake_source("train", "global_list_of_losses", """
losses = []

def train(model, X, y, learning_rate=0.01, iterations=1000):
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return list(losses)
""", caught_by="ends_at_the_reference_parameters", common=2,
    hint="Train twice. Whose losses are in the list the second time, and where is that list "
         "made?")


mistake_source("train", "parameters_of_an_unknown_name", """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, W, b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        W, b = update(W, b, dW, db, learning_rate)
    return losses
""", caught_by="returns_one_loss_per_iteration", common=2,
    hint="Where do the parameters live that your loop should start from?")


@mistake("train", caught_by="returns_one_loss_per_iteration", common=2,
         hint="In which order do gradients hand back, and update take, the slopes of W and b? "
              "Compare both lines with their stubs.")
def update_arguments_swapped(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, db, dW, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=2,
         hint="Your loss climbs: every step goes uphill. In which order does gradients want its "
              "arguments, and which sign has the learning rate?")
def steps_uphill(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y_hat, y)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=2,
         hint="A model has two kinds of parameters. Print b before and after training.")
def intercept_never_updated(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, _ = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="Count for iterations = 1: how many losses do you record, and how many steps do "
              "you take?")
def one_update_too_many(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        model.W, model.b = update(model.W, model.b, *gradients(X, y, y_hat), learning_rate)
    y_hat = forward(X, model.W, model.b)
    model.W, model.b = update(model.W, model.b, *gradients(X, y, y_hat), learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=2,
         hint="What is W at the start of the second iteration?")
def model_made_new_in_the_loop(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        model.W, model.b = np.zeros_like(model.W), 0.0
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=2,
         hint="Where does the model stand before training, and where does yours begin?")
def started_from_zero(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    W, b = np.zeros((X.shape[1], 1)), 0.0
    for _ in range(iterations):
        y_hat = forward(X, W, b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        W, b = update(W, b, dW, db, learning_rate)
    model.W, model.b = W, b
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=2,
         hint="You make a model of your own. Which one does the caller look at afterwards?")
def another_model_trained(model, X, y, learning_rate=0.01, iterations=1000):
    model = LinearModel(X.shape[1], seed=0)
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=3,
         hint="Something learns in your loop, but is it the model that you were given? Print "
              "its W before and after.")
def parameters_not_put_back(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    W, b = model.W.copy(), model.b
    for _ in range(iterations):
        y_hat = forward(X, W, b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        W, b = update(W, b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=2,
         hint="Two parameters have learned. Which one does the model never hear of?")
def intercept_not_put_back(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    W, b = model.W, model.b
    for _ in range(iterations):
        y_hat = forward(X, W, b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        W, b = update(W, b, dW, db, learning_rate)
    model.W = W
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=3,
         hint="Name the four steps of an iteration. Are all four in your loop, and who catches "
              "what the last one hands back?")
def update_never_called(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        gradients(X, y, y_hat)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="In each iteration you go twice as far as learning_rate says. How many steps do you "
              "take, and how long is one?")
def steps_twice_as_long(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="The last loss is recorded. And the last step?")
def last_update_left_out(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        if i < iterations - 1:
            dW, db = gradients(X, y, y_hat)
            model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=3,
         hint="Train with two learning rates. Are the two curves different?")
def fixed_learning_rate(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, 0.01)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="Print the learning rate in every iteration. Should it change?")
def learning_rate_decays(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        learning_rate *= 0.9
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="update knows what to do with the learning rate. Where does it come in a second "
              "time?")
def learning_rate_applied_twice(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, learning_rate * dW, learning_rate * db,
                                  learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="gradients gives an average already. By what do you divide it once more?")
def gradients_averaged_again(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW / len(X), db / len(X), learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters", common=2,
         hint="Does each of your steps look at all the data?")
def one_random_example_per_step(model, X, y, learning_rate=0.01, iterations=1000):
    rng = np.random.default_rng(0)
    losses = []
    for _ in range(iterations):
        losses.append(mse_loss(y, forward(X, model.W, model.b)))
        j = rng.integers(len(X))
        xj, yj = X[j:j + 1], y[j:j + 1]
        dW, db = gradients(xj, yj, forward(xj, model.W, model.b))
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="Does each of your steps look at all the data? "
              "How many steps does one iteration take?")
def mini_batches(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        losses.append(mse_loss(y, forward(X, model.W, model.b)))
        for start in range(0, len(X), 2):
            xb, yb = X[start:start + 2], y[start:start + 2]
            dW, db = gradients(xb, yb, forward(xb, model.W, model.b))
            model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="Which examples never take part in your training?")
def part_of_the_data_held_back(model, X, y, learning_rate=0.01, iterations=1000):
    cut = max(1, int(0.8 * len(X)))
    X, y = X[:cut], y[:cut]
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="Your steps remember the ones before. Is that in the formula of task 7?")
def momentum(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    vW, vb = 0.0, 0.0
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        vW, vb = 0.9 * vW + dW, 0.9 * vb + db
        model.W, model.b = update(model.W, model.b, vW, vb, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="Make the first slope very steep. Does your first step follow all the way?")
def gradients_clipped(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, np.clip(dW, -0.5, 0.5),
                                  np.clip(db, -0.5, 0.5), learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="Near the minimum the slope gets gentle. Do your steps get shorter there?")
def gradients_normalised(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        length = np.sqrt(np.sum(dW ** 2) + db ** 2)
        model.W, model.b = update(model.W, model.b, dW / length, db / length, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="What should happen to W when the gradient is zero? Regularisation is not asked for.")
def weight_decay(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW + 0.1 * model.W, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="Both slopes belong to one place. Has W moved before you ask for the slope of b?")
def intercept_updated_after_the_weights(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, _ = gradients(X, y, y_hat)
        model.W, _ = update(model.W, model.b, dW, 0.0, learning_rate)
        _, db = gradients(X, y, forward(X, model.W, model.b))
        _, model.b = update(model.W, model.b, np.zeros_like(dW), db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="From which iteration is the slope that you follow? In which order are your steps?")
def gradient_of_the_step_before(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    dW, db = np.zeros_like(model.W), 0.0
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        dW, db = gradients(X, y, y_hat)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="The last parameters are the trained ones. Which ones do you put on the model?")
def average_of_the_parameters(model, X, y, learning_rate=0.01, iterations=1000):
    losses, path = [], [(model.W, model.b)]
    for _ in range(iterations):
        W, b = path[-1]
        y_hat = forward(X, W, b)
        losses.append(mse_loss(y, y_hat))
        path.append(update(W.copy(), b, *gradients(X, y, y_hat), learning_rate))
    model.W = np.mean([W for W, _ in path], axis=0)
    model.b = float(np.mean([np.asarray(b).item() for _, b in path]))
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="Where are the many small steps? Gradient descent never asks for a solution at once.")
def solved_at_once(model, X, y, learning_rate=0.01, iterations=1000):
    A = np.hstack([X, np.ones((len(X), 1))])
    theta = np.linalg.lstsq(A, y, rcond=None)[0]
    model.W, model.b = theta[:-1], float(theta[-1, 0])
    return [mse_loss(y, forward(X, model.W, model.b))] * iterations


@mistake("train", caught_by="ends_at_the_reference_parameters", common=2,
         hint="Print X.mean() before and after. To which units do the learned weights belong?")
def features_centred_in_place(model, X, y, learning_rate=0.01, iterations=1000):
    X -= X.mean(axis=0)
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="To which units do the learned weights belong when X is rescaled first?")
def features_standardised(model, X, y, learning_rate=0.01, iterations=1000):
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="After shuffling, does each row of X still stand beside its own target?")
def features_shuffled_alone(model, X, y, learning_rate=0.01, iterations=1000):
    X = np.random.default_rng(0).permutation(X)
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="leaves_the_data_alone",
         hint="The pairs stay together, but whose arrays do you shuffle? "
              "Print X before and after training.")
def data_shuffled_in_place(model, X, y, learning_rate=0.01, iterations=1000):
    order = np.random.default_rng(0).permutation(len(X))
    X[:], y[:] = X[order], y[order]
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="leaves_the_data_alone",
         hint="Print y before and after training. What is written into it at the end?")
def targets_overwritten_at_the_end(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    y -= forward(X, model.W, model.b)
    print("mean error:", y.mean())
    return losses


@mistake("train", caught_by="records_each_loss_before_its_update", common=3,
         hint="What should the first entry be: the loss before any step, or after the first one?")
def loss_recorded_after_the_update(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        losses.append(mse_loss(y, forward(X, model.W, model.b)))
    return losses


@mistake("train", caught_by="records_each_loss_before_its_update",
         hint="Does your curve climb although the model learns? What do you add to what?")
def losses_added_up(model, X, y, learning_rate=0.01, iterations=1000):
    losses, total = [], 0.0
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        total += mse_loss(y, y_hat)
        losses.append(total)
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="records_each_loss_before_its_update",
         hint="Each entry is the loss of one iteration. Of how many are yours the average?")
def running_average_recorded(model, X, y, learning_rate=0.01, iterations=1000):
    losses, total = [], 0.0
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        total += mse_loss(y, y_hat)
        losses.append(total / (i + 1))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="records_each_loss_before_its_update",
         hint="Rounding is for printing. What do the last losses look like in your list?")
def losses_rounded(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(round(float(mse_loss(y, y_hat)), 2))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="records_each_loss_before_its_update",
         hint="Is the loss of task 5 what you record? In which unit are your entries?")
def root_recorded(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(np.sqrt(mse_loss(y, y_hat)))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="records_each_loss_before_its_update",
         hint="At a high learning rate the loss may rise. Would one see it in your list?")
def losses_sorted(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return sorted(losses, reverse=True)


@mistake("train", caught_by="records_each_loss_before_its_update",
         hint="Which loss comes first in your list, the one of the start or the one of the end?")
def losses_in_reverse_order(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.insert(0, mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="records_each_loss_before_its_update",
         hint="Of how many examples is the loss that you record? Of how many should it be?")
def loss_of_one_example_recorded(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y[:1], y_hat[:1]))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="records_each_loss_before_its_update",
         hint="Your list has the right length. When are its entries worked out?")
def first_loss_repeated(model, X, y, learning_rate=0.01, iterations=1000):
    loss = mse_loss(y, forward(X, model.W, model.b))
    losses = []
    for _ in range(iterations):
        losses.append(loss)
        dW, db = gradients(X, y, forward(X, model.W, model.b))
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="goes_on_from_a_second_call",
         hint="Compare your first line with the stub. What does a caller mean by a number in the "
              "fourth place?")
def parameters_in_another_order(model, X, y, iterations=1000, learning_rate=0.01):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="reaches_the_optimum",
         hint="Train for very long. Does your model still move in the last iterations?")
def rest_of_the_iterations_skipped(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        if i < 100:
            dW, db = gradients(X, y, y_hat)
            model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="reaches_the_optimum",
         hint="Print the learning rate late in training. Should it change?")
def learning_rate_drops_late(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        rate = learning_rate if i < 50 else learning_rate / 1000
        model.W, model.b = update(model.W, model.b, dW, db, rate)
    return losses


mistake_source("train", "second_call_starts_over", """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    if not hasattr(model, "start"):
        model.start = (model.W.copy(), model.b)
    W, b = model.start
    W = W.copy()
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, W, b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        W, b = update(W, b, dW, db, learning_rate)
    model.W, model.b = W, b
    return losses
""", caught_by="goes_on_from_a_second_call",
    hint="Train 10 iterations and then 10 more. From where does the second call begin?")


# ---- train: variants ------------------------------------------------------------------------


@mistake("train", caught_by="reaches_the_optimum", common=2,
         hint="How many of the thousand examples have a say in one of your steps?")
def batches_of_sixty_four(model, X, y, learning_rate=0.01, iterations=1000):
    rng = np.random.default_rng(0)
    losses = []
    for _ in range(iterations):
        losses.append(mse_loss(y, forward(X, model.W, model.b)))
        batch = rng.permutation(len(X))[:64]
        dW, db = gradients(X[batch], y[batch], forward(X[batch], model.W, model.b))
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@variant("train")
def local_parameters_put_back(model, X, y, learning_rate=0.01, iterations=1000):
    W, b = model.W, model.b
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, W, b)
        losses.append(mse_loss(y, y_hat))
        W, b = update(W, b, *gradients(X, y, y_hat), learning_rate)
    model.W = W
    model.b = b
    return losses


@variant("train")
def while_loop(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    i = 0
    while i < iterations:
        y_hat = forward(X, model.W, model.b)
        losses += [mse_loss(y, y_hat)]
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        i += 1
    return losses


@variant("train")
def losses_in_an_array(model, X, y, learning_rate=0.01, iterations=1000):
    losses = np.zeros(iterations)
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses[i] = np.asarray(mse_loss(y, y_hat)).item()
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@variant("train")
def losses_in_a_tuple(model, X, y, learning_rate=0.01, iterations=1000):
    losses = ()
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses += (mse_loss(y, y_hat),)
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@variant("train")
def losses_in_a_deque(model, X, y, learning_rate=0.01, iterations=1000):
    from collections import deque
    losses = deque()
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return list(losses)


@variant("train")
def losses_as_arrays_of_one(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(np.array([mse_loss(y, y_hat)]).reshape(1))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@variant("train")
def losses_by_iteration_number(model, X, y, learning_rate=0.01, iterations=1000):
    losses = {}
    for i in range(1, iterations + 1):
        y_hat = forward(X, model.W, model.b)
        losses[i] = mse_loss(y, y_hat)
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return list(losses.values())


@variant("train")
def printing_its_progress(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        if i % max(1, iterations // 10) == 0:
            print(f"iteration {i}: loss {np.asarray(losses[-1]).item():.4f}")
    return losses


@variant("train")
def predict_method(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = model.predict(X)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@variant("train")
def formulas_written_out(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    n = len(X)
    for _ in range(iterations):
        error = X @ model.W + model.b - y
        losses.append(float(np.mean(error ** 2)))
        model.W = model.W - learning_rate * 2 / n * X.T @ error
        model.b = model.b - learning_rate * 2 / n * error.sum()
    return losses


@variant("train")
def parameters_changed_in_place(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        error = X @ model.W + model.b - y
        losses.append((error ** 2).mean())
        model.W -= learning_rate * 2 * (X.T @ error) / X.shape[0]
        model.b -= learning_rate * 2 * error.mean()
    return losses


@variant("train")
def keyword_arguments(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X=X, W=model.W, b=model.b)
        losses.append(mse_loss(y_true=y, y_hat=y_hat))
        dW, db = gradients(X=X, y_true=y, y_hat=y_hat)
        model.W, model.b = update(W=model.W, b=model.b, dW=dW, db=db,
                                  learning_rate=learning_rate)
    return losses


@variant("train")
def generator_of_losses(model, X, y, learning_rate=0.01, iterations=1000):
    def steps():
        for _ in range(iterations):
            y_hat = forward(X, model.W, model.b)
            yield mse_loss(y, y_hat)
            dW, db = gradients(X, y, y_hat)
            model.W, model.b = update(model.W, model.b, dW, db, learning_rate)

    return list(steps())


@variant("train")
def optional_callback(model, X, y, learning_rate=0.01, iterations=1000, callback=None,
                      verbose=False):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        if callback is not None:
            callback(i, model)
    if verbose:
        print(losses[-1:])
    return losses


@variant("train")
def data_shuffled_in_a_copy(model, X, y, learning_rate=0.01, iterations=1000):
    order = np.random.default_rng(0).permutation(len(X))
    X, y = X[order], y[order]
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@variant("train")
def early_float_conversion(model, X, y, learning_rate=0.01, iterations=1000):
    X, y = np.array(X, dtype=float), np.array(y, dtype=float).reshape(-1, 1)
    losses = []
    for _ in range(int(iterations)):
        y_hat = forward(X, model.W, model.b)
        losses.append(float(np.asarray(mse_loss(y, y_hat)).item()))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, float(learning_rate))
    return losses


variant_source("train", "helper_function", """
def step(model, X, y, learning_rate):
    y_hat = forward(X, model.W, model.b)
    dW, db = gradients(X, y, y_hat)
    model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return mse_loss(y, y_hat)

def train(model, X, y, learning_rate=0.01, iterations=1000):
    return [step(model, X, y, learning_rate) for _ in range(iterations)]
""")


# ---- plot_losses: mistakes ------------------------------------------------------------------


@mistake("plot_losses", caught_by="plot_returns_labelled_axes", common=3,
         hint="You have drawn the curve. What does your function hand back?")
def curve_not_returned(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(losses)
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")


@mistake("plot_losses", caught_by="plot_returns_labelled_axes", common=2,
         hint="plt.show() ends the picture. What does your function hand back after it?")
def curve_shown_and_not_returned(losses, ax=None):
    plt.plot(losses)
    plt.xlabel("iteration")
    plt.ylabel("loss")
    return plt.show()


@mistake("plot_losses", caught_by="plot_returns_labelled_axes",
         hint="plot gives you a list of lines. Is that what the caller asked for?")
def line_returned(losses, ax=None):
    ax = ax or plt.gca()
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax.plot(losses)


@mistake("plot_losses", caught_by="plot_returns_labelled_axes",
         hint="A figure is the sheet of paper. On what part of it is your curve?")
def figure_of_the_curve_returned(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(losses)
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return plt.gcf()


@mistake("plot_losses", caught_by="plot_returns_labelled_axes", common=3,
         hint="Would somebody who has not seen your code know what the two axes mean?")
def curve_without_labels(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(losses)
    return ax


@mistake("plot_losses", caught_by="plot_returns_labelled_axes",
         hint="One of your two axes says what it shows. And the other?")
def iteration_label_missing(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(losses)
    ax.set_ylabel("loss")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order",
         hint="At a high learning rate the loss may rise. Would one see it in your picture?")
def curve_of_sorted_losses(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(sorted(losses, reverse=True))
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order",
         hint="On which side of your picture is the start of training?")
def curve_in_reverse(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(losses[::-1])
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order", common=2,
         hint="Which quantity runs from left to right, and which one falls?")
def curve_on_its_side(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(losses, range(len(losses)))
    ax.set_xlabel("loss")
    ax.set_ylabel("iteration")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order",
         hint="How many points has your curve, and how many losses are there?")
def part_of_the_curve(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(losses[:len(losses) // 2])
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order",
         hint="Where is the loss of the very first iteration in your picture?")
def first_loss_skipped(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(losses[1:])
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order",
         hint="How many points has your curve, and how many losses are there?")
def every_second_loss(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(losses[::2])
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order",
         hint="A log scale changes the axis. What did you do to the numbers?")
def curve_of_logarithms(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(np.log(np.asarray(losses, dtype=float)))
    ax.set_xlabel("iteration")
    ax.set_ylabel("log loss")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order",
         hint="Read the first loss off your picture. Is it the first number in the list?")
def curve_of_added_losses(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(np.cumsum(losses))
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order",
         hint="Read the first loss off your picture. Is it the first number in the list?")
def curve_relative_to_the_first_loss(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot([loss / losses[0] for loss in losses])
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order",
         hint="No curve can be seen in your picture. Does it show the losses one after the other, "
              "or something made of them, such as counts? How wide, in which colour?")
def no_curve_drawn(losses, ax=None):
    ax = ax or plt.gca()
    ax.hist(losses)
    ax.set_xlabel("loss")
    ax.set_ylabel("count")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order",
         hint="Look at the numbers under your curve. Are they iterations?")
def iterations_scaled_to_one(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(np.linspace(0, 1, len(losses)), losses)
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order",
         hint="A single line across the picture: at which iteration is the loss you draw?")
def last_loss_as_a_line(losses, ax=None):
    ax = ax or plt.gca()
    ax.axhline(losses[-1])
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@mistake("plot_losses", caught_by="plot_uses_the_given_axes", common=3,
         hint="Somebody hands you Axes to draw on. Which ones do you draw on?")
def given_axes_ignored(losses, ax=None):
    _, ax = plt.subplots()
    ax.plot(losses)
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@mistake("plot_losses", caught_by="plot_uses_the_given_axes", common=2,
         hint="plt draws on the current Axes. Are those always the ones that came in as ax?")
def current_axes_for_given_ones(losses, ax=None):
    plt.plot(losses)
    plt.xlabel("iteration")
    plt.ylabel("loss")
    return plt.gca()


# ---- plot_losses: variants ------------------------------------------------------------------


@mistake("plot_losses", caught_by="plot_uses_the_given_axes", common=2,
         hint="Draw on Axes of your own, made by plt.subplots. Where have the labels gone, and "
              "under which `if` do they stand?")
def curve_labels_for_new_axes_only(losses, ax=None):
    if ax is None:
        ax = plt.gca()
        ax.set_xlabel("iteration")
        ax.set_ylabel("loss")
    ax.plot(losses)
    return ax


@mistake("plot_losses", caught_by="plot_shows_the_losses_in_order", common=1,
         hint="Count the points of your curve, and the losses that came in.")
def curve_of_the_first_five_hundred(losses, ax=None):
    if ax is None:
        ax = plt.gca()
    ax.plot(losses[:500])
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@variant("plot_losses")
def logarithmic_scale(losses, ax=None):
    if ax is None:
        ax = plt.gca()
    ax.semilogy(losses)
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss (log)")
    return ax


@variant("plot_losses")
def iterations_from_one(losses, ax=None):
    if ax is None:
        _, ax = plt.subplots(figsize=(5, 3))
    ax.plot(range(1, len(losses) + 1), losses, "r-", linewidth=2, label="training loss")
    ax.set(xlabel="iteration", ylabel="MSE", title="Loss")
    ax.legend()
    ax.grid(alpha=0.3)
    return ax


@variant("plot_losses")
def cloud_of_losses(losses, ax=None):
    ax = plt.gca() if ax is None else ax
    ax.scatter(np.arange(len(losses)), losses, s=3)
    ax.set_yscale("log")
    ax.set_xlabel("step")
    ax.set_ylabel("loss")
    return ax


@variant("plot_losses")
def through_pyplot(losses, ax=None):
    if ax is not None:
        plt.sca(ax)
    plt.plot(list(losses))
    plt.xlabel("iteration")
    plt.ylabel("loss")
    return plt.gca()


@variant("plot_losses")
def extra_lines(losses, ax=None):
    ax = ax if ax is not None else plt.gca()
    values = np.asarray(losses, dtype=float)
    ax.plot(np.arange(values.size), values, marker=".", color="green")
    ax.axhline(values[-1], linestyle="--", color="grey", label="last loss")
    ax.set_xlabel("iteration")
    ax.set_ylabel("mean squared error")
    ax.legend()
    ax.set_ylim(bottom=0)
    return ax


@variant("plot_losses")
def steps_of_losses(losses, ax=None):
    ax = ax if ax is not None else plt.gca()
    ax.step(range(len(losses)), losses, where="post")
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@variant("plot_losses")
def losses_enumerated(losses, ax=None):
    ax = plt.figure().gca() if ax is None else ax
    iterations, values = zip(*enumerate(losses, start=1), strict=True)
    ax.plot(iterations, values)
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


# ---- more mistakes --------------------------------------------------------------------------


@mistake("train", caught_by="reaches_the_optimum", common=2,
         hint="Call train without naming a learning rate. How long is your first step? Compare "
              "your first line with the stub.")
def other_default_rate(model, X, y, learning_rate=0.1, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


@mistake("train", caught_by="ends_at_the_reference_parameters",
         hint="The caller decides how many iterations there are. At which loss does yours stop?")
def stops_at_a_small_loss(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        if losses[-1] < 1e-3:
            break
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses


# ---- more variants --------------------------------------------------------------------------


@variant("plot_losses")
def coloured_segments(losses, ax=None):
    from matplotlib.collections import LineCollection
    ax = ax or plt.gca()
    points = np.column_stack([np.arange(len(losses)), losses])
    segments = np.stack([points[:-1], points[1:]], axis=1)
    ax.add_collection(LineCollection(segments, array=points[1:, 1], cmap="viridis"))
    ax.autoscale()
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@variant("plot_losses")
def stairs_of_losses(losses, ax=None):
    ax = ax or plt.gca()
    ax.stairs(losses)
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax


@variant("plot_losses")
def point_by_point(losses, ax=None):
    ax = ax or plt.gca()
    for i, loss in enumerate(losses, start=1):
        ax.plot(i, loss, "k.")
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax
