# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] name="welcome"
# # Linear regression from scratch
#
# You run a lemonade stand. On some days you carry home a full purse; on others the lemons cost
# more than you sold. You suspect two things: how **warm** the day is, and what **lemons cost**
# that morning. How much does each of them count? And what will you earn tomorrow?
#
# A computer can answer both questions from nothing but your old notes. In this notebook you
# build the machine that does it, by hand, with NumPy and no ready-made `fit`. Its parts are
# small, most of them one or two lines. But they are the same parts that train the large
# machines which recognise faces and write texts: predict, measure how wrong you were, find out
# which way is better, take a small step. Again and again.
#
# ```
#  data  (2) ─┐
#             ├──► predict (4) ───► how wrong? (5)
#  model (3) ─┘       ▲                   │
#                     │  again and again  │
#                     │        (8)        ▼
#                 a step (7) ◄───── which way? (6)
#
#  and then look at what it has learned (9)
# ```
#
# The numbers are the tasks. There are nine, worth 20 points, and they take about two hours
# together. Stars say how hard a task is. You can stop after any of them and go on tomorrow.
#
# **What you need:** Python functions, and first steps with NumPy arrays. Derivatives come up in
# Task 6; what you need of them is explained there.

# %% [markdown] name="start"
# Run the two cells below first. (In Colab the first one unpacks the zip that you have uploaded;
# elsewhere the checks lie beside this notebook.)
#
# When you come back another day, Python has forgotten everything. Click on the cell at which you
# want to go on, and choose *Run → Run All Above Selected Cell*.

# %% name="find-the-checks"
from pathlib import Path

if not Path("checker").is_dir():
    get_ipython().system("unzip -q -o 'linear_regression*.zip'")
    for folder in Path().glob("*/checker"):
        get_ipython().run_line_magic("cd", str(folder.parent))
    if not Path("checker").is_dir():
        print("The folder checker is missing. Keep the whole released folder together; in Colab, "
              "upload its zip.")

from checker.notebook import check, done, hint, model_answer, pictures, restore

print("The checks are ready.")

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown] name="task-1-introduction"
# ## Task 1 · Introduction
#
# *1 point · about 10 minutes · ★☆☆*
#
# **Why.** This one line of arithmetic is the heart of everything that follows. And with it you
# learn how every task in this notebook works.
#
# **The idea.** Let us begin with the warmth alone. On a normal day you earn $b$ coins. Every
# degree above normal brings $w$ coins more. Draw that and you get a straight line: it stands at
# height $b$ on a normal day, and climbs by $w$ with every step to the right.
#
# ```
#   y ▲           ╱
#     │        ╱
#     │     ╱
#     │  ╱  │ w
#   b ├╱────┘
#     │  1
#     └──────────────► x
#     0
# ```
#
# $$y = w\,x + b$$
#
# | symbol | what it is | shape |
# |---|---|---|
# | $x$ | the *feature*: degrees above normal | one number |
# | $w$ | the *weight*, or slope: coins per degree | one number |
# | $b$ | the *bias*, or intercept: coins on a normal day | one number |
# | $y$ | the profit, in coins | one number |
#
# **By hand.** A normal day brings $b = 1$ coin, and every degree $w = 2$ more. On a day that is
# $x = 3$ degrees warmer than normal you earn $2 \cdot 3 + 1 = 7$ coins. On a day that is one
# degree colder, $x = -1$, it is $2 \cdot (-1) + 1 = -1$: you lose a coin.
#
# **How every task works**
#
# 1. The next cell is a *stub*: a function that still lacks its inside. Take out the line
#    `raise NotImplementedError(...)` and write your code in its place.
# 2. Run the cell: Shift+Enter.
# 3. Run the cell below it, `check(...)`. It calls your function with small examples and says
#    whether the task is **done**, **not started** (that is not wrong, only still to do) or
#    **wrong**.
# 4. Wrong? That is how programming goes. The check shows you the call, what came back, and what
#    was expected. Change the stub, run it, run the check again, as often as you like. Nobody
#    counts.
#
# You would rather use an editor and a terminal? Save the notebook and run `pytest` in its
# folder: it makes the same checks. `python -m checker watch` makes them on every save.

# %% role="stub" stub="linear_equation"
def linear_equation(x, w, b):
    """Evaluate a straight line at one place.

    Parameters
    ----------
    x : float
        The place: degrees above normal.
    w : float
        The weight: how far the line climbs with every step to the right.
    b : float
        The bias: how high the line stands at ``x = 0``.

    Returns
    -------
    float
        The height of the line at ``x``.
    """
    ### BEGIN SOLUTION
    return w * x + b
    ### END SOLUTION


# %% role="check" task="introduction"
check(linear_equation)

# %% [markdown] name="task-1-hints"
# **Stuck?** Every task has three hints in store, from a nudge to nearly there. They are folded up
# below the check, and you can also ask for them like this. Run the cell again for the next. It
# costs nothing. When a stub is past saving, `restore("linear_equation")` gives you a fresh one, in
# a new cell below.

# %% name="first-hint"
hint("introduction")

# %% [markdown] name="task-1-picture"
# When the check has passed, the next cell draws three of your lines. Which letter tells two
# parallel lines apart, and which one tells steep from gentle?

# %% name="picture-lines"
if done("introduction"):
    pictures.lines(linear_equation, [(2.0, 1.0), (2.0, -3.0), (0.5, 1.0)])

# %% [markdown] name="task-1-words"
# **In your own words.** You raise $w$ and leave $b$ alone. Which day's profit does not change,
# and why? Every task ends with such a question. Say or write down your answer first; the cell
# below has one to compare with, once the task is done.

# %% name="task-1-answer"
model_answer("introduction")

# %% [markdown] name="task-1-next"
# **Next.** One feature made a line. In [Task 2](#Task-2-·-Dataset) you make up a thousand days
# with two features, and this line becomes the rule that they follow.

# %% [markdown] name="task-2-dataset"
# ## Task 2 · Dataset
#
# *3 points · about 20 minutes · ★★☆*
#
# **Why.** How do you know that a learning machine has learned the right thing? You give it a
# question to which you know the answer. So for once *we* play nature: we choose the true
# weights, make up days that follow them, and then pretend that we never knew.
#
# **The idea.** A day is an *example*. What you can note in the morning are its *features*, here
# two: the warmth and the price of lemons. What you count in the evening is the *target*: the
# profit. All mornings together are a table $X$ with one **row for each example** and one
# **column for each feature**.
#
# Both features say how far from normal the day is. 0 is normal, 1 is clearly warmer (or more
# expensive), −2 is far colder (or cheaper) than you are used to. We draw them from the
# *standard normal* distribution: their mean is 0 and their standard deviation is 1, so that
# two out of three lie between −1 and 1.
#
# And no day keeps exactly to the rule. There is a wedding across the street, or a jug breaks.
# So every day gets a bit of chance of its own: the *noise*.
#
# ```
#            the mornings: X                       the evenings: y
#           warmth    lemons                           profit
#  day 1  │   0         0   │                         │   1  │
#  day 2  │   0         3   │   the rule, and noise   │  -9  │
#  day 3  │   1        -1   │ ──────────────────────► │   4  │
#  day 4  │   2         3   │                         │  -7  │
# ```
#
# $$\underbrace{y}_{(n,\,1)} \;=\; \underbrace{X}_{(n,\,d)}\;\underbrace{W}_{(d,\,1)} \;+\;
# \underbrace{b}_{\text{one number}} \;+\; \underbrace{\varepsilon}_{(n,\,1)}
# \qquad\text{with } \varepsilon_i \sim \mathcal{N}(0,\,\sigma^2)$$
#
# | symbol | what it is | in the code | shape |
# |---|---|---|---|
# | $n$ | how many examples | `num_examples` | one number |
# | $d$ | how many features | the number of rows of `W` | one number |
# | $X$ | the features, each drawn from the standard normal distribution | `X` | $(n, d)$ |
# | $W$ | the true weights, one for each feature | `W` | $(d, 1)$ |
# | $b$ | the true bias | `b` | one number |
# | $\varepsilon$ | the noise: normal with mean 0, **one draw for each example** | | $(n, 1)$ |
# | $\sigma$ | the standard deviation of the noise | `noise_std` | one number |
# | $y$ | the targets | `y` | $(n, 1)$ |
#
# In NumPy the product of a table and a column is written `X @ W`. It goes through $X$ row by
# row, multiplies each feature with its weight, and adds up.
#
# **By hand.** Four days, two features. One step warmer brings 1 coin, one step in the price of
# lemons costs 3, a normal day brings 1. Chance has drawn $0, -1, -1, -1$:
#
# $$\underbrace{\begin{bmatrix} 0 & 0 \\ 0 & 3 \\ 1 & -1 \\ 2 & 3 \end{bmatrix}}_{X\;(4,\,2)}
# \underbrace{\begin{bmatrix} 1 \\ -3 \end{bmatrix}}_{W\;(2,\,1)} + \underbrace{1}_{b} +
# \underbrace{\begin{bmatrix} 0 \\ -1 \\ -1 \\ -1 \end{bmatrix}}_{\varepsilon\;(4,\,1)} =
# \underbrace{\begin{bmatrix} 1 \\ -9 \\ 4 \\ -7 \end{bmatrix}}_{y\;(4,\,1)}$$
#
# The last day was warm ($2$), but lemons were very expensive ($3$):
# $\;2 \cdot 1 + 3 \cdot (-3) + 1 - 1 = -7$. Remember these four days. They come back in every
# task.
#
# **Random numbers.** `rng = np.random.default_rng(seed)` makes a generator of your own, and
# `rng.standard_normal((5, 2))` draws an array of shape $(5, 2)$ from it. The same seed gives the
# same numbers, so that you can repeat an experiment. Make *one* generator and draw everything
# from it. (Older code says `np.random.seed` and `np.random.randn`. They share one generator with
# the whole program; leave that one alone.)

# %% role="stub" stub="generate_data"
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    """Make up examples that follow a linear rule, with some noise.

    Parameters
    ----------
    W : ndarray of shape (d, 1)
        The true weights, one for each feature.
    b : float
        The true bias.
    num_examples : int
        How many examples, n.
    noise_std : float
        The standard deviation of the noise.
    seed : int, optional
        The same seed gives the same data.

    Returns
    -------
    X : ndarray of shape (num_examples, d)
        Features, each drawn from the standard normal distribution.
    y : ndarray of shape (num_examples, 1)
        Targets: what the rule says, plus one noise draw for each example.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, W.shape[0]))
    noise = noise_std * rng.standard_normal((num_examples, 1))
    y = X @ W + b + noise
    return X, y
    ### END SOLUTION


# %% [markdown] name="task-2-plot"
# **And now a picture of it.** Look at data before you compute with it: it is the cheapest way
# to find mistakes. Put both features into one picture: for feature 0 a cloud of points with
# `X[:, 0]` to the right and `y` upwards, for feature 1 another cloud with another marker, and
# so on for as many features as there are.
#
# A matplotlib picture lives on *Axes*. The caller may give you one to draw on, as `ax`. If they
# do not, take the current one. All plotting functions in this notebook begin and end like this:
#
# ```python
# if ax is None:
#     ax = plt.gca()      # "get current axes"
# ...                     # here you draw
# ax.set_xlabel("…")      # without labels it is a riddle
# ax.set_ylabel("…")
# ax.legend()             # shows the label of each cloud
# return ax
# ```
#
# One cloud of points is drawn by `ax.scatter(x, y, marker="o", label="…")`.

# %% role="stub" stub="plot_data"
def plot_data(X, y, ax=None):
    """Draw the target over each of the features, all in one picture.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y : ndarray of shape (n, 1)
        Targets.
    ax : matplotlib Axes, optional
        Where to draw; the current Axes if not given.

    Returns
    -------
    matplotlib Axes
        With the points ``(X[:, j], y)`` for each feature ``j``, and both axes labelled.
    """
    ### BEGIN SOLUTION
    if ax is None:
        ax = plt.gca()
    markers = "o^sDvP"
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y[:, 0], s=14, alpha=0.6, marker=markers[j % len(markers)],
                   label=f"feature {j}")
    ax.set_xlabel("feature, 0 is normal")
    ax.set_ylabel("target y")
    ax.legend()
    return ax
    ### END SOLUTION


# %% role="check" task="dataset"
check(generate_data, plot_data)

# %% [markdown] name="task-2-picture"
# The picture below draws itself once the check has passed. (Until then the cell does nothing.
# That holds for every picture in this notebook, so you can always run all cells.)
#
# From now on *these* are the days that the machine gets to see: 1000 of them. The true weights
# are 1 for the warmth and −3 for the price of lemons, and a normal day brings 1 coin.

# %% name="picture-data"
W_true = np.array([[1.0], [-3.0]])
b_true = 1.0

if done("dataset"):
    X, y = generate_data(W_true, b_true, num_examples=1000, noise_std=0.5, seed=1)
    plt.figure()
    plot_data(X, y)
    pictures.show("A thousand days: the profit over each feature",
                  "Two clouds of 1000 points. The one of feature 0 rises gently from left to "
                  "right, the one of feature 1 falls steeply.")

# %% [markdown] name="task-2-words"
# **In your own words.** One of the clouds rises gently, the other falls steeply. What do you
# read from that? And why are they clouds, and not lines?

# %% name="task-2-answer"
model_answer("dataset")

# %% [markdown] name="task-2-next"
# **Next.** Nature knows the weights, the machine does not. In [Task
# 3](#Task-3-·-Initialize-parameters) it gets a place to keep its own.

# %% [markdown] name="task-3-parameters"
# ## Task 3 · Initialize parameters
#
# *1 point · about 10 minutes · ★☆☆*
#
# **Why.** The machine needs a place for what it knows. All its knowledge will be in a few
# numbers, the *parameters*: one weight for each feature, and one bias.
#
# **The idea.** Think of a box with knobs on it. Learning is turning the knobs.
#
# ```
#         ┌───────────────────────────────┐
#         │    (╱)       (╲)       (│)    │
#  X ───► │  weight 0  weight 1   bias    │ ───► prediction
#         │   warmth    lemons            │
#         └───────────────────────────────┘
# ```
#
# Before it has learned anything the machine knows nothing, so any setting will do as a start: all
# zeros, or random numbers. (We advise random numbers: then the picture of Task 9 gets more
# dramatic.) What has to be right is the shape. Write the shapes side by side, and the inner sizes
# must match:
#
# $$\underbrace{X}_{(n,\,\mathbf{d})}\;\underbrace{W}_{(\mathbf{d},\,1)} \;\to\; (n,\,1)
# \qquad\text{and}\qquad \underbrace{b}_{\text{one number}}$$
#
# **By hand.** For two features a start could be
# $W = \begin{bmatrix} 0.3 \\ -1.1 \end{bmatrix}$ with shape $(2, 1)$, and $b = 0$. For three
# features $W$ has three rows; $b$ is still one number.
#
# **A class in four sentences.** `LinearModel(2)` makes a new box and then calls your `__init__`
# to fill it. Inside, the new box is called `self`. What you store as `self.W` stays in the box,
# and everybody can read it later as `model.W`; a plain `W = ...` is forgotten when `__init__`
# ends. Use floats: a NumPy array of integers cannot hold 0.25.
#
# `predict` is given. It calls `forward`, which you write in the next task; Python looks for it
# only when somebody predicts.

# %% role="stub" stub="LinearModel"
class LinearModel:
    """A linear model: one weight for each feature, and a bias.

    Parameters
    ----------
    num_features : int
        How many features an example has, d.
    seed : int, optional
        The same seed gives the same start.

    Attributes
    ----------
    W : ndarray of float, shape (num_features, 1)
        The weights.
    b : float
        The bias.
    """

    def __init__(self, num_features, seed=None):
        ### BEGIN SOLUTION
        rng = np.random.default_rng(seed)
        self.W = rng.standard_normal((num_features, 1))
        self.b = 0.0
        ### END SOLUTION

    def predict(self, X):
        """Predict the targets of X, shape (n, d); returns an array of shape (n, 1)."""
        return forward(X, self.W, self.b)


# %% role="check" task="parameters"
check(LinearModel)

# %% [markdown] name="task-3-words"
# **In your own words.** A model starts with all weights 0 and bias 0. What does it know about
# lemonade, and what will it say about a hot day with cheap lemons?

# %% name="task-3-answer"
model_answer("parameters")

# %% [markdown] name="task-3-next"
# **Next.** A box with knobs does nothing by itself. [Task 4](#Task-4-·-Forward-pass) lets it
# speak: your `forward` is what `predict` above calls.

# %% [markdown] name="task-4-forward"
# ## Task 4 · Forward pass
#
# *2 points · about 10 minutes · ★☆☆*
#
# **Why.** Now the machine says something for the first time: given the mornings, what will the
# evenings bring? It is wrong, for it has not learned yet. But only one who guesses can be
# corrected.
#
# **The idea.** It is the line of Task 1, for many days and many features at once. Each row of
# $X$ is laid beside the weights: multiply each feature with its weight, add up, and add the
# bias once. That gives one prediction. Do it for every row.
#
# ```
#             warmth     lemons
#  a day         1         -1
#                ×          ×
#  weights      -1         -2      bias
#               ──         ──
#               -1    +     2   +   -1   =   0
# ```
#
# We write $\hat{y}$ ("y hat") for a prediction, to tell it from the true $y$.
#
# $$\underbrace{\hat{y}}_{(n,\,1)} \;=\; \underbrace{X}_{(n,\,d)}\;\underbrace{W}_{(d,\,1)} \;+\;
# \underbrace{b}_{\text{one number}}$$
#
# When you add a number to an array, NumPy adds it to every entry.
#
# **By hand.** The four days again. We forget the true weights and guess $-1$ and $-2$, with a
# bias of $-1$:
#
# $$\underbrace{\begin{bmatrix} 0 & 0 \\ 0 & 3 \\ 1 & -1 \\ 2 & 3 \end{bmatrix}}_{X\;(4,\,2)}
# \underbrace{\begin{bmatrix} -1 \\ -2 \end{bmatrix}}_{W\;(2,\,1)} + \underbrace{(-1)}_{b} =
# \begin{bmatrix} 0 \\ -6 \\ 1 \\ -8 \end{bmatrix} + (-1) =
# \underbrace{\begin{bmatrix} -1 \\ -7 \\ 0 \\ -9 \end{bmatrix}}_{\hat{y}\;(4,\,1)}$$
#
# The third day is the one in the picture:
# $\;1 \cdot (-1) + (-1) \cdot (-2) = 1$, and $1 - 1 = 0$.

# %% role="stub" stub="forward"
def forward(X, W, b):
    """Predict the target of each example.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    W : ndarray of shape (d, 1)
        Weights.
    b : float
        Bias.

    Returns
    -------
    ndarray of shape (n, 1)
        The predictions, y_hat.
    """
    ### BEGIN SOLUTION
    return X @ W + b
    ### END SOLUTION


# %% role="check" task="forward"
check(forward)

# %% [markdown] name="task-4-four-days"
# Here are the four days and our guess as arrays, to play with. Change a weight and see which
# days notice.

# %% name="four-days"
X4 = np.array([[0.0, 0.0], [0.0, 3.0], [1.0, -1.0], [2.0, 3.0]])
y4 = np.array([[1.0], [-9.0], [4.0], [-7.0]])
W4 = np.array([[-1.0], [-2.0]])
b4 = -1.0

if done("forward"):
    print(forward(X4, W4, b4))

# %% [markdown] name="task-4-picture"
# With one feature, all predictions lie on a line. With two they lie on a *plane*, and here it
# is, seen from the side, with 200 of the thousand days around it. Where a day lies above the
# plane, the machine has promised too little. How should the plane be turned?

# %% name="picture-plane"
if done("dataset", "forward"):
    pictures.plane("The plane of our guess", X, y, forward, W4, b4)

# %% [markdown] name="task-4-words"
# **In your own words.** The first of the four days is predicted as exactly $b$, whatever the
# weights. Why?

# %% name="task-4-answer"
model_answer("forward")

# %% [markdown] name="task-4-next"
# **Next.** You can *see* that the guess is bad. The machine cannot see, so [Task
# 5](#Task-5-·-Compute-loss) puts a number on what your `forward` says.

# %% [markdown] name="task-5-loss"
# ## Task 5 · Compute loss
#
# *2 points · about 10 minutes · ★☆☆*
#
# **Why.** "Wrong" is not enough. To get better, the machine must know *how* wrong it is, in one
# number that can go down. That number is called the *loss*.
#
# **The idea.** Take the errors: prediction minus truth, one for each day.
#
# ```
#  profit ▲
#         │          ○     ●
#         │          ┊     ┊        ○  the truth
#         │    ●     ┊     ○        ●  the prediction
#         │    ┊     ●              ┊  the error
#         │    ○
#         └──────────────────►
#             day 1  day 2  day 3
# ```
#
# Just adding them up would be a mistake, for +5 and −5 would make a perfect score. So square them
# first. A square is never negative, and it makes large errors count more: an error of 4 weighs as
# much as sixteen errors of 1. Then take the *mean*, so that a hundred days and a thousand days can
# be compared. That is the **m**ean **s**quared **e**rror, MSE:
#
# $$\underbrace{L}_{\text{one number}} \;=\; \frac{1}{n} \sum_{i=1}^{n}
# \bigl(\underbrace{\hat{y}_i}_{\text{one number}} - \underbrace{y_i}_{\text{one number}}\bigr)^2
# \qquad\text{with } \underbrace{\hat{y}}_{(n,\,1)} \text{ and } \underbrace{y}_{(n,\,1)}$$
#
# **By hand.** The four days and our guess of Task 4:
#
# | day | truth $y$ | prediction $\hat{y}$ | error $\hat{y} - y$ | squared |
# |---|---|---|---|---|
# | 1 | 1 | −1 | −2 | 4 |
# | 2 | −9 | −7 | 2 | 4 |
# | 3 | 4 | 0 | −4 | 16 |
# | 4 | −7 | −9 | −2 | 4 |
#
# The squares sum up to 28, and the mean of the four is $L = 28 / 4 = 7$.

# %% role="stub" stub="mse_loss"
def mse_loss(y_true, y_hat):
    """Measure how wrong the predictions are: the mean squared error.

    Parameters
    ----------
    y_true : ndarray of shape (n, 1)
        The true targets.
    y_hat : ndarray of shape (n, 1)
        The predictions.

    Returns
    -------
    float
        The mean of the squared errors.
    """
    ### BEGIN SOLUTION
    return np.mean((y_hat - y_true) ** 2)
    ### END SOLUTION


# %% role="check" task="loss"
check(mse_loss)

# %% [markdown] name="task-5-picture"
# With `forward` and `mse_loss` you can already *see* what learning means. Pretend that we know
# everything but the weight of the lemon price. Try many values for it, and draw the loss of
# each:

# %% name="picture-loss"
if done("dataset", "forward", "loss"):
    pictures.valley(X, y, forward, mse_loss, W_true, b_true)

# %% [markdown] name="task-5-words"
# A valley! And its lowest point is at the true weight, −3. Learning is nothing but walking down
# into this valley.
#
# **In your own words.** At the lowest point the loss is about 0.25, not 0. Where does that come
# from?

# %% name="task-5-answer"
model_answer("loss")

# %% [markdown] name="task-5-next"
# **Next.** How to walk down when you cannot see the whole valley? [Task
# 6](#Task-6-·-Backward-pass) finds the slope of *your* loss under your feet.

# %% [markdown] name="task-6-gradients"
# ## Task 6 · Backward pass
#
# *4 points · about 20 minutes · ★★★*
#
# **Why.** Trying out 41 values was easy for one knob. With two knobs that is $41 \cdot 41$ tries,
# and a large model has billions of knobs. We need something cleverer: to know *before* turning a
# knob which way is down.
#
# **The idea.** You stand on a hillside in thick fog and want to go down into the valley. You
# cannot see it, but you can feel with your feet which way the ground slopes. That is enough.
#
# ```
#  loss ▲
#    7  │  ●                              ╱
#       │   ╲   slope −3: the loss       ╱
#       │    ╲  falls if b grows        ╱
#       │      ╲                      ╱
#       │        `-..            ..-'
#       │             `--....--'
#       └──┬──────────────────────────────► b
#         −1
# ```
#
# Let us feel the ground. For the four days our guess had $b = -1$ and the loss was 7. Nudge the
# bias up a little, to $-0.9$. All errors grow by 0.1, to $-1.9,\; 2.1,\; -3.9,\; -1.9$, and the
# loss is now 6.71. A step of $0.1$ has changed the loss by $-0.29$: the slope is about $-2.9$.
# A smaller nudge gives a better answer, and the exact one is $-3$. This slope is the *gradient*
# of the loss for the bias, in code `db`. There is one for each weight too: together, `dW`.
#
# **From nudging to a formula.** What does a nudge do to the loss of one example,
# $(\hat{y}_i - y_i)^2$?
#
# - The derivative of a square $u^2$ is $2u$. So when the prediction $\hat{y}_i$ moves a little,
#   this loss changes $2(\hat{y}_i - y_i)$ times as much.
# - When $b$ moves, the prediction moves just as much: 1 times. When the weight $W_j$ moves, the
#   prediction moves $X_{ij}$ times as much, because $W_j$ is multiplied with that feature.
#
# Multiply the two (that is the chain rule), and take the mean over all examples, as the loss
# does. Every symbol here is one number:
#
# $$\frac{\partial L}{\partial W_j} = \frac{2}{n} \sum_{i=1}^{n} X_{ij}\,(\hat{y}_i - y_i)
# \qquad\qquad
# \frac{\partial L}{\partial b} = \frac{2}{n} \sum_{i=1}^{n} (\hat{y}_i - y_i)$$
#
# The sum for $W_j$ runs down column $j$ of $X$. Turn $X$ on its side, so that its columns become
# rows, and one product does it for all weights together:
#
# $$\underbrace{dW}_{(d,\,1)} = \frac{2}{n}\;\underbrace{X^{\top}}_{(d,\,n)}\;
# \underbrace{(\hat{y} - y)}_{(n,\,1)}
# \qquad\qquad
# \underbrace{db}_{\text{one number}} = \frac{2}{n} \sum_{i=1}^{n}
# \underbrace{(\hat{y}_i - y_i)}_{\text{one number}}$$
#
# Look at the shapes: `dW` has the shape of `W`, for there is one slope for each knob.
# (`X.T` is $X$ on its side.)
#
# **By hand.** Four days, so $2/n = 2/4 = 0.5$, and the errors are $-2, 2, -4, -2$:
#
# $$dW = 0.5
# \underbrace{\begin{bmatrix} 0 & 0 & 1 & 2 \\ 0 & 3 & -1 & 3 \end{bmatrix}}_{X^\top\;(2,\,4)}
# \underbrace{\begin{bmatrix} -2 \\ 2 \\ -4 \\ -2 \end{bmatrix}}_{(4,\,1)}
# = 0.5 \begin{bmatrix} -8 \\ 4 \end{bmatrix}
# = \underbrace{\begin{bmatrix} -4 \\ 2 \end{bmatrix}}_{(2,\,1)}$$
#
# $$db = 0.5 \cdot (-2 + 2 - 4 - 2) = -3$$
#
# Now read it. The slope for the first weight is $-4$: turn it *up* and the loss falls. For the
# second it is $+2$: turn that one *down*. For the bias it is $-3$: up. Compare with nature: our
# guess was $-1, -2$ and $-1$, the truth is $1, -3$ and $1$. All three point the right way!

# %% role="stub" stub="gradients"
def gradients(X, y_true, y_hat):
    """Find the slope of the loss for each weight and for the bias.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y_true : ndarray of shape (n, 1)
        The true targets.
    y_hat : ndarray of shape (n, 1)
        The predictions.

    Returns
    -------
    dW : ndarray of shape (d, 1)
        The slope of the mean squared error for each weight.
    db : float
        Its slope for the bias.
    """
    ### BEGIN SOLUTION
    n = len(X)
    error = y_hat - y_true
    dW = 2 / n * X.T @ error
    db = 2 / n * np.sum(error)
    return dW, db
    ### END SOLUTION


# %% role="check" task="gradients"
check(gradients)

# %% [markdown] name="task-6-side-trip"
# **A side trip (optional): check a gradient yourself.** You need nobody to tell you whether a
# gradient is right. Nudge a parameter up and down by a very small `h`, see how the loss changes,
# and compare. Those who build large networks do the same when in doubt. Here for the bias; can
# you do it for the first weight?

# %% name="side-trip-gradient-check"
h = 1e-6

if done("forward", "loss", "gradients"):
    _, slope_b = gradients(X4, y4, forward(X4, W4, b4))
    higher = mse_loss(y4, forward(X4, W4, b4 + h))
    lower = mse_loss(y4, forward(X4, W4, b4 - h))
    print("slope by nudging b:", (higher - lower) / (2 * h))
    print("your gradient db:  ", slope_b)

# %% [markdown] name="task-6-words"
# **In your own words.** What is the gradient of a perfect model, and what does that mean for
# its knobs?

# %% name="task-6-answer"
model_answer("gradients")

# %% [markdown] name="task-6-next"
# **Next.** Knowing the slope is not yet moving. [Task 7](#Task-7-·-Update-parameters) takes
# your `dW` and `db` and makes the step.

# %% [markdown] name="task-7-update"
# ## Task 7 · Update parameters
#
# *2 points · about 5 minutes · ★☆☆*
#
# **Why.** You feel the slope. Now take the step: this is the moment at which the machine learns.
#
# **The idea.** The gradient says which way is *up*. We want to go down, so we step the opposite
# way: minus. How far? In proportion to the slope: a long step where it is steep, a short one
# where it gets flat. The *learning rate* $\eta$ ("eta") sets how bold we are.
#
# ```
#  loss ▲
#       │ ●
#       │  ╲
#       │   ╲
#       │    ●           steep: a long step
#       │     ╲
#       │      ╲●        flatter: a shorter one
#       │        `-●-●●  nearly flat: tiny steps
#       └───────────────────► b
# ```
#
# $$\underbrace{W_{\text{new}}}_{(d,\,1)} = \underbrace{W}_{(d,\,1)} -
# \underbrace{\eta}_{\text{one number}} \, \underbrace{dW}_{(d,\,1)}$$
#
# $$\underbrace{b_{\text{new}}}_{\text{one number}} = \underbrace{b}_{\text{one number}} -
# \underbrace{\eta}_{\text{one number}} \, \underbrace{db}_{\text{one number}}$$
#
# **By hand.** With the gradients of Task 6 and a learning rate of $\eta = 0.1$:
#
# $$W_{\text{new}} = \begin{bmatrix} -1 \\ -2 \end{bmatrix} -
# 0.1 \begin{bmatrix} -4 \\ 2 \end{bmatrix} = \begin{bmatrix} -0.6 \\ -2.2 \end{bmatrix}$$
#
# $$b_{\text{new}} = -1 - 0.1 \cdot (-3) = -0.7$$
#
# Was it worth it? The errors are now $-1.7,\; 1.7,\; -3.1,\; -1.5$. That makes a loss of 4.41.
# It was 7 before.

# %% role="stub" stub="update"
def update(W, b, dW, db, learning_rate):
    """Take one step downhill.

    Parameters
    ----------
    W : ndarray of shape (d, 1)
        Weights.
    b : float
        Bias.
    dW : ndarray of shape (d, 1)
        The slope of the loss for each weight.
    db : float
        The slope of the loss for the bias.
    learning_rate : float
        How far to go.

    Returns
    -------
    W : ndarray of shape (d, 1)
        The new weights.
    b : float
        The new bias.
    """
    ### BEGIN SOLUTION
    return W - learning_rate * dW, b - learning_rate * db
    ### END SOLUTION


# %% role="check" task="update"
check(update)

# %% [markdown] name="task-7-words"
# **In your own words.** What would happen with a plus instead of the minus?

# %% name="task-7-answer"
model_answer("update")

# %% [markdown] name="task-7-next"
# **Next.** You have a step. [Task 8](#Task-8-·-Training-loop) takes a thousand of them, with
# all four parts that you have built.

# %% [markdown] name="task-8-training"
# ## Task 8 · Training loop
#
# *3 points · about 20 minutes · ★★☆*
#
# **Why.** All the parts lie on the table. Put them together, and the machine runs.
#
# **The idea.** One step goes a little way down. So take a thousand. Every *iteration* is one
# trip around the circle of the first page, and always in the same order:
#
# ```
#  ┌──► forward ──► mse_loss ──► gradients ──► update ─┐
#  │                   │                               │
#  │                   └─► into the list               │
#  └───────── new W and b, back into the model ◄───────┘
# ```
#
# 1. **predict** with the parameters that the model has now (Task 4);
# 2. **how wrong?** Compute the loss, and note it in a list (Task 5);
# 3. **which way?** Compute the gradients (Task 6);
# 4. **a step:** update, and put the new parameters *back into the model* (Task 7).
#
# In symbols, with the index $t$ for the iteration:
#
# $$\hat{y}^{(t)} = X\,W^{(t)} + b^{(t)} \;\to\; L^{(t)} \;\to\; dW^{(t)},\, db^{(t)} \;\to$$
#
# $$W^{(t+1)} = W^{(t)} - \eta\,dW^{(t)}, \qquad b^{(t+1)} = b^{(t)} - \eta\,db^{(t)}$$
#
# with the shapes that you know: $\hat{y}^{(t)}$ is $(n, 1)$, $X$ is $(n, d)$, $W^{(t)}$ and
# $dW^{(t)}$ are $(d, 1)$, and $b^{(t)}$, $db^{(t)}$, $L^{(t)}$ and $\eta$ are one number each.
#
# **By hand.** The four days with $\eta = 0.1$, from our first guess on:
#
# | iteration $t$ | $W^{(t)}$, shape $(2, 1)$ | $b^{(t)}$ | loss $L^{(t)}$ |
# |---|---|---|---|
# | 0 | −1, −2 | −1 | 7 |
# | 1 | −0.6, −2.2 | −0.7 | 4.41 |
# | 2 | −0.295, −2.385 | −0.47 | 2.798 |
#
# So `train(model, X4, y4, learning_rate=0.1, iterations=2)` returns `[7.0, 4.41]` and leaves the
# last row of the table in `model.W` and `model.b`. Note two things: each loss belongs to the
# parameters *before* that iteration's step, and two iterations make two losses.
#
# `train` does not make a model of its own. It goes on with the one that it is given, from
# wherever that one stands.

# %% role="stub" stub="train"
def train(model, X, y, learning_rate=0.01, iterations=1000):
    """Train a model by gradient descent.

    Parameters
    ----------
    model : LinearModel
        Where to start. Afterwards ``model.W`` and ``model.b`` hold what it has learned.
    X : ndarray of shape (n, d)
        Features.
    y : ndarray of shape (n, 1)
        Targets.
    learning_rate : float
        How far each step goes.
    iterations : int
        How many steps.

    Returns
    -------
    list of float
        One loss for each iteration, taken before its step.
    """
    ### BEGIN SOLUTION
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses
    ### END SOLUTION


# %% [markdown] name="task-8-plot"
# **A picture of learning.** Draw the losses in their order: the iteration to the right, the loss
# upwards. Such a *loss curve* is the first thing that everyone in the field looks at. It begins
# and ends like the plot of Task 2, and `ax.plot(losses)` draws a line.

# %% role="stub" stub="plot_losses"
def plot_losses(losses, ax=None):
    """Draw the loss over the iterations.

    Parameters
    ----------
    losses : list of float
        One loss for each iteration.
    ax : matplotlib Axes, optional
        Where to draw; the current Axes if not given.

    Returns
    -------
    matplotlib Axes
        With the losses in their order, and both axes labelled.
    """
    ### BEGIN SOLUTION
    if ax is None:
        ax = plt.gca()
    ax.plot(losses)
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss (MSE)")
    return ax
    ### END SOLUTION


# %% role="check" task="training"
check(train, plot_losses)

# %% [markdown] name="task-8-picture"
# Now for real: the 1000 days of Task 2, a model that knows nothing, 1000 iterations. Your
# `plot_losses` draws the curve twice, on an ordinary axis and on a *logarithmic* one, where
# equal steps upwards multiply the loss by equal factors. And the plane of Task 4 is there
# again, from the same side.

# %% name="picture-training"
if done("dataset", "parameters", "training"):
    model = LinearModel(num_features=2, seed=6)
    losses = train(model, X, y, learning_rate=0.01, iterations=1000)
    pictures.loss_curves(losses, plot_losses, noise_floor=0.25)
    pictures.plane("The plane after training", X, y, forward, model.W, model.b)
    print("true weights:   ", W_true.ravel(), "and bias", b_true)
    print("learned weights:", np.round(model.W.ravel(), 3), "and bias", np.round(model.b, 3))
    print("loss at first:", np.round(losses[0], 3), "and at last:", np.round(losses[-1], 3))

# %% [markdown] name="task-8-words"
# Look at the weights. Nobody has told the machine 1, −3 and 1. It has found them in the notes of
# 1000 days. And the plane has turned until the days lie around it on both sides.
#
# **In your own words.** The curve falls fast, then slowly, then lies flat. Why? And why does it
# not go down to 0?

# %% name="task-8-answer"
model_answer("training")

# %% [markdown] name="task-8-side-trip"
# **A side trip (optional): how bold should the steps be?** The same model, the same data, four
# learning rates. Before you run the cell, guess: which one wins, and what does the largest one
# do? (The loss axis is logarithmic.)

# %% name="side-trip-learning-rates"
if done("dataset", "parameters", "training"):
    pictures.learning_rates({
        rate: train(LinearModel(num_features=2, seed=6), X, y, rate, iterations=100)
        for rate in (0.001, 0.01, 0.1, 1.0)})

# %% [markdown] name="task-8-side-trip-words"
# 0.001 crawls: too small. 0.01 is on its way. 0.1 is just right: at the noise floor after some
# twenty steps. And 1.0 *diverges*: each step is so long that it jumps across the valley and lands
# higher up on the other side. In practice one tries rates by factors of ten, just like this.
#
# **Another side trip (optional): the map of the valley.** The loss has one value for every pair
# of weights, so it makes a landscape. Here it is from above, with rings of equal loss as on a
# hiker's map, and on it the walks of three learning rates: one that arrives, one that is too
# slow, and one that is nearly too bold. Change a rate to 1.0 and see where that walk goes.

# %% name="side-trip-map"
if done("dataset", "parameters", "training"):
    walks = {f"learning rate {rate}": pictures.walk(LinearModel(num_features=2, seed=8),
                                                    train, X, y, rate, iterations=30)
             for rate in (0.1, 0.01, 0.85)}
    pictures.map_of_the_loss(X, y, forward, mse_loss, walks, model)

# %% [markdown] name="task-8-next"
# **Next.** The machine says that it has learned. In [Task 9](#Task-9-·-Predictions) it has to
# prove it, with the `model` that you have just trained.

# %% [markdown] name="task-9-predictions"
# ## Task 9 · Predictions
#
# *2 points · about 15 minutes · ★★☆*
#
# **Why.** That the loss fell on the days it has seen proves little: it might have learned them
# by heart. The honest exam is on *fresh* days. So let two models sit it: one that has never
# learned, and yours.
#
# **The idea.** Both get the same mornings and predict the evenings, each with *its own*
# parameters:
#
# ```
#                ┌──► untrained ──► its predictions ─┐
#  fresh days X ─┤                                   ├─ nearer to y?
#                └──► trained ────► its predictions ─┘
# ```
#
# $$\underbrace{\hat{y}_{\text{untrained}}}_{(n,\,1)} = \underbrace{X}_{(n,\,d)}\;
# \underbrace{W_{\text{untrained}}}_{(d,\,1)} +
# \underbrace{b_{\text{untrained}}}_{\text{one number}}$$
#
# $$\underbrace{\hat{y}_{\text{trained}}}_{(n,\,1)} = \underbrace{X}_{(n,\,d)}\;
# \underbrace{W_{\text{trained}}}_{(d,\,1)} +
# \underbrace{b_{\text{trained}}}_{\text{one number}}$$
#
# **By hand.** Let the untrained model be our first guess, $W = -1, -2$ and $b = -1$, and let the
# trained one have found $W = 1, -3$ and $b = 1$. For the four days:
#
# | day | untrained | trained | truth |
# |---|---|---|---|
# | 1 | −1 | 1 | 1 |
# | 2 | −7 | −8 | −9 |
# | 3 | 0 | 5 | 4 |
# | 4 | −9 | −6 | −7 |
#
# What the trained one still misses is the noise.

# %% role="stub" stub="compare_predictions"
def compare_predictions(untrained, trained, X):
    """Let two models predict the same examples.

    Parameters
    ----------
    untrained : LinearModel
        A model as it was before training.
    trained : LinearModel
        A model that has been trained.
    X : ndarray of shape (n, d)
        Features.

    Returns
    -------
    y_hat_untrained : ndarray of shape (n, 1)
        What the untrained model predicts.
    y_hat_trained : ndarray of shape (n, 1)
        What the trained model predicts.
    """
    ### BEGIN SOLUTION
    return untrained.predict(X), trained.predict(X)
    ### END SOLUTION


# %% [markdown] name="task-9-plot"
# **The last picture.** Every example is a point: what was *predicted* to the right, what was
# *true* upwards. If a model is perfect, both are the same and all its points lie on the
# diagonal. Draw the untrained model in **red** and the trained one in **blue**, with a legend
# that says which is which. Give them different markers too, say `marker="x"` and `marker="o"`:
# not everybody can tell red from other colours.

# %% role="stub" stub="plot_predictions"
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    """Draw the truth over the predictions of both models.

    Parameters
    ----------
    y_true : ndarray of shape (n, 1)
        The true targets.
    y_hat_untrained : ndarray of shape (n, 1)
        What the untrained model predicts.
    y_hat_trained : ndarray of shape (n, 1)
        What the trained model predicts.
    ax : matplotlib Axes, optional
        Where to draw; the current Axes if not given.

    Returns
    -------
    matplotlib Axes
        With predictions on x and truth on y, the untrained model's points in red, the trained
        one's in blue, both axes labelled, and a legend.
    """
    ### BEGIN SOLUTION
    if ax is None:
        ax = plt.gca()
    ax.scatter(y_hat_untrained, y_true, s=14, alpha=0.6, marker="x", color="red",
               label="untrained")
    ax.scatter(y_hat_trained, y_true, s=14, alpha=0.6, marker="o", color="blue",
               label="trained")
    ax.set_xlabel("predicted")
    ax.set_ylabel("true")
    ax.legend()
    return ax
    ### END SOLUTION


# %% role="check" task="predictions"
check(compare_predictions, plot_predictions)

# %% [markdown] name="task-9-picture"
# And now the exam: 1000 fresh days that neither model has seen. `untrained` gets the seed that
# your model started from in Task 8, so you see the same machine before and after.
#
# How much better is the trained one, in one number? Your own `mse_loss` tells how many times
# smaller its loss is. But an untrained model is easy to beat. So we add a lazy one that always
# predicts the mean profit. The share of *its* loss that yours has got rid of is called $R^2$: 0 is
# no better than the lazy model, 1 is perfect.

# %% name="picture-predictions"
if done("dataset", "parameters", "loss", "training", "predictions"):
    X_test, y_test = generate_data(W_true, b_true, num_examples=1000, noise_std=0.5, seed=2)
    untrained = LinearModel(num_features=2, seed=6)
    y_hat_untrained, y_hat_trained = compare_predictions(untrained, model, X_test)
    loss_untrained = mse_loss(y_test, y_hat_untrained)
    loss_trained = mse_loss(y_test, y_hat_trained)
    loss_lazy = mse_loss(y_test, np.full_like(y_test, np.mean(y_test)))

    plt.figure()
    plot_predictions(y_test, y_hat_untrained, y_hat_trained)
    plt.axline((0, 0), slope=1, color="gray", linestyle="--", zorder=0)
    pictures.show("The exam: true over predicted on 1000 fresh days",
                  "The points of the untrained model are scattered all over the picture; those "
                  "of the trained model lie closely along the diagonal.")
    print("loss on fresh days, untrained: ", np.round(loss_untrained, 3))
    print("loss on fresh days, trained:   ", np.round(loss_trained, 3))
    print("so many times smaller:         ", np.round(loss_untrained / loss_trained, 1))
    print("loss of always saying the mean:", np.round(loss_lazy, 3))
    print("R² of your trained model:      ", np.round(1 - loss_trained / loss_lazy, 3))

# %% [markdown] name="task-9-residuals"
# The red cloud is all over the place. (If your model starts with zeros, it stands on one upright
# line at 0: a model that says the same for every day.) The blue one hugs the diagonal.
#
# What does the trained one still miss, day by day? These are the *residuals*. In good work they
# look like pure chance: no tilt, no curve, just the noise. What could be learned has been
# learned.

# %% name="picture-residuals"
if done("dataset", "parameters", "loss", "training", "predictions"):
    pictures.residuals(y_test, y_hat_trained)

# %% [markdown] name="task-9-words"
# **In your own words.** Why is the exam held on fresh days, and not on the thousand days that
# the model was trained on?

# %% name="task-9-answer"
model_answer("predictions")

# %% [markdown] name="crickets"
# ## Real data: a thermometer that chirps
#
# *No points · about 15 minutes · ★★☆*
#
# **Why.** So far we played nature ourselves. Now take nature as she is. On a summer evening
# crickets chirp, and they chirp faster when it is warm. The physicist George W. Pierce measured
# how fast striped ground crickets chirp, and how warm the ground was (*The Songs of Insects*,
# 1948). Fifteen pairs of numbers lie beside this notebook, in `crickets.csv`. Can *your* machine
# learn to read the temperature from the chirping?
#
# One thing is different now. The lemonade features were made so that 0 is normal and 1 is
# clearly more. Real features come in whatever units they were measured in: crickets make 14 to
# 20 chirps per second. Gradient descent does not like that (the side trip below shows why). So
# we *standardise* the feature first: subtract its mean, divide by its standard deviation.
#
# $$\underbrace{x_{\text{standardised}}}_{(n,\,1)} = \bigl(\underbrace{x}_{(n,\,1)} -
# \underbrace{\text{mean}}_{\text{one number}}\bigr) \,/\,
# \underbrace{\text{standard deviation}}_{\text{one number}}$$
#
# **By hand.** The mean is 16.65 chirps per second and the standard deviation 1.64. A cricket
# with 20 chirps per second becomes $(20 - 16.65) / 1.64 = 2.04$: about two standard deviations
# faster than usual.

# %% name="crickets-data"
chirps, temperature = pictures.load_crickets()
standardised = (chirps - chirps.mean()) / chirps.std()

print("chirps per second:", chirps.ravel())
print("standardised:     ", np.round(standardised.ravel(), 2))
print("temperature in °C:", np.round(temperature.ravel(), 1))

# %% name="crickets-training"
if done("parameters", "training"):
    thermometer = LinearModel(num_features=1, seed=1)
    cricket_losses = train(thermometer, standardised, temperature, 0.05, iterations=200)
    pictures.crickets(chirps, temperature, thermometer.predict(standardised))
    print(f"bias b:   {np.round(thermometer.b, 2)} °C")
    print(f"weight w: {np.round(thermometer.W.item(), 2)} °C for one standard deviation, which is "
          f"{np.round(thermometer.W.item() / chirps.std(), 2)} °C for one chirp per second")

# %% [markdown] name="crickets-words"
# What do the two numbers mean? The *bias* is the temperature at which the crickets chirp at
# their mean rate, about 26.7 °C. The *weight* is the slope: with every additional chirp per
# second it is about 1.8 °C warmer. Outside of what was measured the line promises nothing:
# on a cold evening crickets are silent.
#
# Would you like to watch? Here is the training as a film: the line begins far too low, climbs,
# and turns until it fits.

# %% name="crickets-film"
if done("parameters", "training"):
    places = pictures.walk(LinearModel(num_features=1, seed=1), train, standardised, temperature,
                           0.05, iterations=100)
    pictures.animate(chirps, temperature, standardised, forward, mse_loss, places)

# %% [markdown] name="crickets-side-trip"
# **A side trip (optional): why standardise?** The same crickets and the same hundred steps,
# once with the feature as it was measured. Its learning rate is 0.003; with much more it would
# diverge. (Try 0.004.)

# %% name="side-trip-standardise"
if done("parameters", "training"):
    walk_raw = pictures.walk(LinearModel(num_features=1, seed=1), train, chirps, temperature,
                             0.003, iterations=100)
    walk_standardised = pictures.walk(LinearModel(num_features=1, seed=1), train, standardised,
                                      temperature, 0.05, iterations=100)
    pictures.raw_and_standardised(chirps, standardised, temperature, forward, mse_loss,
                                  walk_raw, walk_standardised)

# %% [markdown] name="crickets-side-trip-words"
# As measured, the valley is a long narrow gorge. Across it the ground is so steep that the
# steps must be tiny; along it the ground is nearly flat, and with tiny steps you get nowhere:
# the bias would have to go to −3.8 and is still near 0. Standardised, the valley is round, and
# down is the same way from everywhere.

# %% [markdown] name="the-end"
# ## You have built it
#
# Your machine explains about 97 % of what makes one day's profit different from another's. The
# rest is the noise that nobody can foresee. And it does so on days which it has never seen.
#
# Everything here is yours: the data, the model, the forward pass, the loss, the gradients, the
# steps, the loop. A neural network has more layers between $X$ and $\hat{y}$, and a longer chain
# rule. The circle is the same.
#
# The cell below puts your pictures, your numbers and your code on one page, to keep or to show
# around: `my_linear_regression.html`.

# %% name="album"
if done(*range(1, 10)):
    pictures.album(
        {"first weight (true: 1)": model.W[0, 0], "second weight (true: -3)": model.W[1, 0],
         "bias (true: 1)": np.asarray(model.b).item(),
         "loss on fresh days, untrained": loss_untrained,
         "loss on fresh days, trained": loss_trained,
         "R² on fresh days": 1 - loss_trained / loss_lazy},
        [forward, mse_loss, gradients, update, train])

# %% [markdown] name="hand-in"
# **To hand in:** save this notebook, and hand in this one file under the name that it has.
