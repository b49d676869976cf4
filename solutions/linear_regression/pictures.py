"""The pictures of the notebook: each is drawn with the functions that you have written.

Every picture has labels and units, marks that differ in shape as well as in colour, and a
description for those who do not see it. Nothing here is a part of your tasks, and you are
welcome to change it.
"""

import ast
import base64
import contextlib
import inspect
import io
import re
from datetime import date
from html import escape
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

FOLDER = Path(__file__).resolve().parent
BLUE, RED, GREEN, GRAY = "#0072B2", "#D55E00", "#00795A", "#595959"  # told apart by everybody
STYLES = [(BLUE, "o", "-"), (RED, "^", "--"), (GREEN, "s", "-."), (GRAY, "v", ":")]
SEEN = 200  # examples that are drawn or computed with where a thousand would only be slower

_album = {}  # title → HTML of the picture, as it was last shown


def show(title, alt):
    """Show the current figure with a title and a description, and keep it for the album.

    Parameters
    ----------
    title : str
        Stands below the picture.
    alt : str
        What there is to see, for those who do not see it.
    """
    figure, file = plt.gcf(), io.BytesIO()
    figure.savefig(file, format="png", dpi=90, bbox_inches="tight")
    data = base64.b64encode(file.getvalue()).decode()
    _display(title, f'<img alt="{escape(alt)}" src="data:image/png;base64,{data}" '
                    'style="max-width:100%">', alt)
    plt.close(figure)


def _display(title, html, alt):
    _album[title] = (f'<figure style="margin:1em 0">{html}'
                     f"<figcaption>{escape(title)}</figcaption></figure>")
    try:
        from IPython import get_ipython
    except ModuleNotFoundError:
        return plt.show()  # in a script: a window
    if get_ipython() is None:
        return plt.show()
    from IPython.display import display

    return display({"text/html": _album[title], "text/plain": f"{title}: {alt}"}, raw=True)


def lines(linear_equation, parameters):
    """Draw straight lines, one for each pair ``(w, b)``."""
    x = np.linspace(-4, 4, 9)
    plt.figure(figsize=(6.4, 3.6))
    for (w, b), (color, marker, line) in zip(parameters, STYLES, strict=False):
        plt.plot(x, _numbers(linear_equation(place, w, b) for place in x), color=color,
                 marker=marker, linestyle=line, label=f"w = {w:g}, b = {b:g}")
    plt.axvline(0, color=GRAY, linewidth=0.8)
    plt.xlabel("x: degrees above normal")
    plt.ylabel("y: profit (coins)")
    plt.legend()
    show("Lines of yours", "Straight lines. " + " ".join(
        f"With w = {w:g} and b = {b:g} the line stands at {b:g} where x is 0 and climbs by {w:g} "
        "with every step to the right." for w, b in parameters))


def _numbers(values):
    """Numbers, some of which may be arrays of size one, as one flat array."""
    return np.array([np.asarray(value, float).item() for value in values])


def plane(title, X, y, forward, W, b):
    """Draw the examples over their two features, and the plane on which all predictions lie."""
    X, y = X[:SEEN], y[:SEEN, 0]
    ax = plt.figure(figsize=(6.4, 5)).add_subplot(projection="3d")
    first, second = np.meshgrid([-3.0, 3.0], [-3.0, 3.0])
    corners = np.column_stack([first.ravel(), second.ravel()])
    ax.plot_surface(first, second, forward(corners, W, b).reshape(2, 2), alpha=0.3, color=GRAY)
    above = y > forward(X, W, b)[:, 0]
    for which, color, marker, name in ((above, RED, "^", "above the plane: predicted too low"),
                                       (~above, BLUE, "v", "below the plane: predicted too high")):
        ax.scatter(X[which, 0], X[which, 1], y[which], s=16, color=color, marker=marker,
                   label=f"{which.sum()} days {name}")
    ax.set_xlabel("warmth (0 is normal)")
    ax.set_ylabel("price of lemons (0 is normal)")
    ax.set_zlabel("profit (coins)")
    ax.view_init(elev=8, azim=-158)  # nearly along the true plane: it looks like a line
    ax.set_box_aspect((1, 1, 0.9), zoom=0.85)
    ax.set_xticks([-3, 0, 3])
    ax.legend(loc="upper center", fontsize="small")
    distance = np.mean(np.abs(y - forward(X, W, b)[:, 0]))
    show(title, f"{len(y)} days as points in space, and the tilted plane of the predictions. "
                f"{above.sum()} points lie above the plane and {(~above).sum()} below it, on "
                f"average {distance:.1f} coins away.")


def valley(X, y, forward, mse_loss, W, b):
    """Draw the loss for many guesses of the second weight."""
    guesses = np.linspace(W[1, 0] - 4, W[1, 0] + 4, 41)
    losses = _numbers(mse_loss(y, forward(X, np.array([W[0], [guess]]), b)) for guess in guesses)
    best = int(np.argmin(losses))
    plt.figure(figsize=(6.4, 3.6))
    plt.plot(guesses, losses, color=BLUE, marker=".", label="loss of a guess")
    plt.plot(guesses[best], losses[best], color=RED, marker="*", markersize=14, linestyle="none",
             label=f"lowest: loss {losses[best]:.2f} at {guesses[best]:.1f}")
    plt.xlabel("guess for the weight of the lemon price (coins)")
    plt.ylabel("loss, MSE (coins²)")
    plt.legend()
    show("The valley of the loss",
         f"The loss over the guess is a valley, steep on both sides. It is lowest, "
         f"{losses[best]:.2f}, where the guess is {guesses[best]:.1f}.")


def loss_curves(losses, plot_losses, noise_floor):
    """Draw your loss curve twice: on an ordinary axis and on a logarithmic one."""
    losses = list(_numbers(losses))
    axes = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")[1]
    for ax, scale in zip(axes, ("linear", "log"), strict=True):
        plot_losses(losses, ax=ax)
        ax.axhline(noise_floor, color=GRAY, linestyle=":", label=f"noise floor, {noise_floor:g}")
        ax.set_yscale(scale)
        ax.set_title(f"{'ordinary' if scale == 'linear' else 'logarithmic'} loss axis")
        ax.legend()
    show("Your loss curve",
         f"The loss falls from {losses[0]:.1f} steeply at first, then more and more slowly, and "
         f"lies flat at {losses[-1]:.2f}, close to the noise floor of {noise_floor:g}. On the "
         "logarithmic axis the fall is a straight line until it bends into the floor.")


def learning_rates(runs):
    """Draw the loss curves of several learning rates, ``{rate: losses}``."""
    runs = {rate: _numbers(losses) for rate, losses in runs.items()}
    plt.figure(figsize=(6.4, 4))
    for (rate, losses), (color, marker, line) in zip(runs.items(), STYLES, strict=False):
        plt.plot(losses, color=color, marker=marker, linestyle=line,
                 markevery=max(1, len(losses) // 10), label=f"learning rate {rate:g}")
    plt.yscale("log")
    plt.xlabel("iteration")
    plt.ylabel("loss, MSE (coins², logarithmic)")
    plt.legend()
    show("Four learning rates", "Loss curves on a logarithmic axis. " + " ".join(
        f"Learning rate {rate:g}: from {losses[0]:.3g} to {losses[-1]:.3g} in {len(losses)} "
        "iterations." for rate, losses in runs.items()))


def walk(model, train, X, y, learning_rate, iterations):
    """Train a model one iteration at a time, and note where it stands before each and at the end.

    Returns
    -------
    ndarray of shape (iterations + 1, d + 1)
        The weights, and the bias as the last column.
    """
    places = [_parameters(model)]
    with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        for _ in range(iterations):
            train(model, X, y, learning_rate, 1)
            places.append(_parameters(model))
    return np.array(places)


def _parameters(model):
    return np.append(np.asarray(model.W, float), np.asarray(model.b, float))


def surface(ax, X, y, forward, mse_loss, walks, lowest, names, same_unit=True):
    """Draw the loss over the first two parameters as a map, and walks on it.

    Parameters
    ----------
    ax : matplotlib Axes
        Where to draw.
    X, y : ndarray
        Examples.
    forward, mse_loss : callable
        Your functions.
    walks : dict
        Name → what ``walk`` has returned. The map holds the begin of the first one.
    lowest : ndarray of shape (d + 1,)
        The parameters with the lowest loss, in the middle of the map.
    names : tuple of str
        Labels of the two axes.
    same_unit : bool
        Whether a step to the right and one upwards are to be equally long.
    """
    X, y = X[:SEEN], y[:SEEN]
    d = X.shape[1]
    reach = 1.15 * np.abs(next(iter(walks.values()))[0] - lowest)[:2]
    if same_unit:
        reach[:] = reach.max()
    across, up = (np.linspace(lowest[i] - reach[i], lowest[i] + reach[i], 51) for i in (0, 1))
    heights = np.empty((len(up), len(across)))
    for i in range(len(up)):
        for j in range(len(across)):
            place = np.concatenate([[across[j], up[i]], lowest[2:]])
            heights[i, j], = _numbers([mse_loss(y, forward(X, place[:d, None], place[d]))])
    levels = np.geomspace(heights.min() * 1.3, heights.max(), 12)
    ax.contourf(across, up, heights, levels, cmap="cividis", alpha=0.45, extend="min")
    ax.contour(across, up, heights, levels, colors=GRAY, linewidths=0.6)
    for (name, places), (color, marker, line) in zip(walks.items(), STYLES, strict=False):
        ax.plot(places[:, 0], places[:, 1], color=color, marker=marker, markersize=3.5,
                linestyle=line, linewidth=1.2, label=name)
    ax.plot(*lowest[:2], color="black", marker="*", markersize=13, linestyle="none",
            label="lowest place")
    ax.set(xlim=across[[0, -1]], ylim=up[[0, -1]], xlabel=names[0], ylabel=names[1])
    ax.legend(fontsize="small")


def map_of_the_loss(X, y, forward, mse_loss, walks, model):
    """Draw the hills of the loss over both weights, with walks towards a trained model."""
    ax = plt.figure(figsize=(6.4, 5)).gca()
    surface(ax, X, y, forward, mse_loss, walks, _parameters(model),
            ("weight of the warmth (coins)", "weight of the lemon price (coins)"))
    show("Walks into the valley",
         "A map of the loss over both weights: rings around its lowest place, like a valley. "
         + " ".join(f"The walk with {name} begins at ({places[0, 0]:.1f}, {places[0, 1]:.1f}) and "
                    f"is at ({places[-1, 0]:.3g}, {places[-1, 1]:.3g}) after {len(places) - 1} "
                    "steps." for name, places in walks.items()))


def raw_and_standardised(raw, standardised, y, forward, mse_loss, walk_raw, walk_standardised):
    """Draw the map of the loss for a feature as measured, and for the standardised one."""
    w, b = walk_standardised[-1]
    best_raw = np.array([w / raw.std(), b - w * raw.mean() / raw.std()])  # the same line
    axes = plt.subplots(1, 2, figsize=(9.5, 4.2), layout="constrained")[1]
    for ax, X, places, best, name in ((axes[0], raw, walk_raw, best_raw, "as measured"),
                                      (axes[1], standardised, walk_standardised,
                                       walk_standardised[-1], "standardised")):
        surface(ax, X, y, forward, mse_loss, {f"{len(places) - 1} steps": places}, best,
                ("weight w", "bias b (°C)"), same_unit=name == "standardised")
        ax.set_title(f"feature {name}")
    show("The same data, as measured and standardised",
         "Two maps of the loss over weight and bias. As measured, the valley is a narrow gorge "
         "that lies askew. The walk falls to its floor at once and then hardly moves: the bias "
         f"is {walk_raw[-1, 1]:.2f} at the end, and the lowest place is at {best_raw[1]:.2f}. "
         "Standardised, the valley is round, and the walk goes straight to the lowest place.")


def residuals(y_true, y_hat):
    """Draw what a model still misses: over its predictions, and how often."""
    missed = (y_true - y_hat).ravel()
    left, right = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")[1]
    left.scatter(y_hat.ravel(), missed, s=10, alpha=0.5, color=BLUE)
    left.axhline(0, color="black", linestyle="--", linewidth=1)
    left.set(xlabel="predicted profit (coins)", ylabel="residual: true − predicted (coins)")
    right.hist(missed, bins=30, color=BLUE, alpha=0.6, edgecolor="white")
    right.axvline(0, color="black", linestyle="--", linewidth=1)
    right.set(xlabel="residual (coins)", ylabel="number of days")
    show("Residuals: what the trained model still misses",
         f"The residuals lie around 0 with a standard deviation of {np.std(missed):.2f} coins, "
         "equally wide for low and for high predictions. Their histogram is a bell around 0.")


def load_crickets():
    """Read ``crickets.csv``.

    Returns
    -------
    chirps : ndarray of shape (15, 1)
        Chirps per second.
    temperature : ndarray of shape (15, 1)
        In degrees Celsius.
    """
    table = np.loadtxt(FOLDER / "crickets.csv", delimiter=",", skiprows=5, encoding="utf-8")
    chirps, fahrenheit = table[:, :1], table[:, 1:]
    return chirps, (fahrenheit - 32) / 1.8


def crickets(chirps, temperature, predicted):
    """Draw the crickets and a line of predictions."""
    plt.figure(figsize=(6.4, 4))
    _crickets(plt.gca(), chirps, temperature, predicted)
    show("The crickets and your line",
         f"{len(chirps)} points that rise from left to right, and a line through their middle: "
         f"from {predicted.min():.1f} °C at {chirps.min():g} chirps per second to "
         f"{predicted.max():.1f} °C at {chirps.max():g}.")


def _crickets(ax, chirps, temperature, predicted):
    order = np.argsort(chirps.ravel())
    ax.scatter(chirps, temperature, s=28, color=BLUE, marker="o", label="measured")
    line, = ax.plot(chirps[order], predicted[order], color=RED, linestyle="--",
                    label="your model")
    ax.set(xlabel="chirps per second", ylabel="temperature (°C)")
    ax.legend(loc="upper left", fontsize="small")
    return line


def animate(chirps, temperature, standardised, forward, mse_loss, places, frames=16):
    """Show how the line finds its place: the fit as a film, with controls."""
    from matplotlib.animation import FuncAnimation

    steps = np.unique(np.linspace(0, len(places) - 1, frames).astype(int))
    lines = [forward(standardised, places[t][:1, None], places[t][1]) for t in range(len(places))]
    losses = _numbers(mse_loss(temperature, line) for line in lines)
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3.4))
    figure.subplots_adjust(left=0.08, right=0.98, bottom=0.16, wspace=0.25)
    line = _crickets(left, chirps, temperature, lines[0])
    left.set_ylim(-5, 38)
    order = np.argsort(chirps.ravel())
    right.plot(losses, color=GRAY, linewidth=1)
    point, = right.plot(0, losses[0], color=RED, marker="D", linestyle="none")
    right.set(xlabel="iteration", ylabel="loss, MSE (°C²)", yscale="log")

    def draw(t):
        line.set_ydata(lines[t][order])
        point.set_data([t], [losses[t]])
        left.set_title(f"after {t} iterations")

    film = FuncAnimation(figure, draw, frames=steps, interval=200)
    with plt.rc_context({"savefig.dpi": 60}):
        html = film.to_jshtml(default_mode="once")
    plt.close(figure)
    alt = ("A film with controls. On the left a flat line far below the points of the crickets "
           "climbs and turns until it goes through their middle; on the right a point slides "
           f"down the loss curve, from {losses[0]:.3g} to {losses[-1]:.3g}.")
    _display("How the line finds its place", _offline(html, alt), alt)


# The player's buttons are letters of a font from the net; these are in every font.
BUTTONS = {"minus": "−", "fast-backward": "|◀◀", "step-backward": "|◀",
           "play fa-flip-horizontal": "◀", "pause": "❚❚", "play": "▶", "step-forward": "▶|",
           "fast-forward": "▶▶|", "plus": "+"}


def _offline(html, alt):
    """A player that needs nothing from the net, and says what it shows."""
    html = re.sub(r"<link[^>]*>", "", html)
    html = re.sub(r'<i class="fa fa-([\w -]+)"></i>', lambda found: BUTTONS[found[1]], html)
    return html.replace("<img id=", f'<img alt="{escape(alt)}" id=')


def album(numbers, functions, file="my_linear_regression.html"):
    """Write a page with all pictures of this session, your numbers and your functions.

    Parameters
    ----------
    numbers : dict
        What to put into the table: name → number.
    functions : list
        Functions of yours whose code is to be on the page.
    file : str
        Where to write it.
    """
    tiles = "".join(f"<div><dt>{escape(name)}</dt><dd>{number:.4g}</dd></div>"
                    for name, number in zip(numbers, _numbers(numbers.values()), strict=True))
    code = "\n\n\n".join(_source(function) for function in functions)
    Path(file).write_text(f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>My linear regression</title>
<meta name="viewport" content="width=device-width">
<style>{STYLE}</style></head><body>
<header><h1>My linear regression</h1>
<p>A machine that learns from data, built from scratch in NumPy. {date.today():%d %B %Y}</p>
</header>
<h2>What it has learned</h2><dl>{tiles}</dl>
<h2>How it looks</h2><div class="pictures">{"".join(_album.values())}</div>
<h2>The machine itself</h2><pre><code>{escape(code)}</code></pre>
</body></html>
""", encoding="utf-8")
    print(f"{file} is written: {len(_album)} pictures, your numbers and your code.\n"
          "It is one file, and yours to keep. Open it in a browser.")


STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 68rem; margin: 0 auto; padding: 1rem;
       color: #1f2328; background: #f6f5f1 }
header { padding: 1.5rem 0; border-bottom: 4px solid #0072B2 }
h1 { margin: 0; font-size: 2.2rem } h2 { margin: 2rem 0 .8rem }
dl, .pictures { display: grid; gap: 1rem; margin: 0 }
dl { grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)) }
.pictures { grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)) }
dl div, figure, pre { background: #fff; border: 1px solid #dedbd2; border-radius: 10px;
                      padding: 1rem; margin: 0 !important }
dd { margin: 0; font-size: 1.6rem; font-weight: 600 }
figure { display: flex; flex-direction: column; justify-content: space-between;
         overflow-x: auto; break-inside: avoid }
figcaption { font-weight: 600; padding-top: .5rem }
pre { overflow-x: auto }
"""


def _source(function):
    """The code of a function, without its docstring."""
    try:
        lines = inspect.getsource(function).strip().splitlines()
    except (OSError, TypeError):
        return f"# {function!r} was not written in a cell."
    with contextlib.suppress(SyntaxError):  # such as a method, which is indented
        definition = ast.parse("\n".join(lines)).body[0]
        if ast.get_docstring(definition) is not None:
            docstring = definition.body[0]
            del lines[docstring.lineno - 1:docstring.end_lineno]
    return "\n".join(lines)
