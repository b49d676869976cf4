"""What ``check(...)`` shows: the outcome of public checks as a panel in the notebook."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from html import escape

from . import difference
from .lines import SIGNS, WIDTH, comparison_lines, progress, summary_lines, wrapped
from .public import DONE, HALF_DONE, NOT_STARTED, WAITING, WRONG, Verdict
from .sketch import Comparison

# Of signs and borders: at least 3:1 on white and on a dark theme. Words keep the theme's colour.
COLORS = {DONE: "#1a7f37", WRONG: "#c2410c"} | dict.fromkeys(
    (NOT_STARTED, HALF_DONE, WAITING), "#6e7781")
BOX = ("margin:.5em 0;padding:.6em .8em;font-family:monospace;background:rgba(127,127,127,.12);"
       "border-radius:4px")


class Panel:
    """What ``check(...)`` shows: a coloured panel in a notebook, text elsewhere.

    Parameters
    ----------
    verdicts
        Of the tasks that are shown.
    everything
        Of all tasks, for the progress.
    comparisons
        Stub → its picture beside the expected one.
    """

    def __init__(self, verdicts: Sequence[Verdict], everything: Sequence[Verdict],
                 comparisons: Mapping[str, Comparison]) -> None:
        self.verdicts = verdicts
        self.progress = progress(everything)
        self.comparisons = comparisons

    def __repr__(self) -> str:
        return "\n\n".join("\n".join(self._task_text(verdict)) for verdict in self.verdicts) \
            + f"\n\n{self.progress}"

    def _task_text(self, verdict: Verdict) -> list[str]:
        lines = [f"{SIGNS[verdict.state]} {verdict.task.label}: {verdict.state}"]
        lines += [f"  {line}" for line in summary_lines(verdict, WIDTH - 2)]
        wrong = verdict.first_wrong
        if wrong is not None and wrong.stub in self.comparisons:
            lines += [f"    {line}" for line in
                      comparison_lines(self.comparisons[wrong.stub], WIDTH - 4)]
        if verdict.state != DONE:
            lines += [f"  {line}" for line in wrapped(_advice(verdict), WIDTH - 2)]
        return lines

    def _repr_html_(self) -> str:
        return "".join(self._task_html(verdict) for verdict in self.verdicts) \
            + f'<div style="margin:.3em 0 .3em .9em;opacity:.85">{self.progress}</div>'

    def _task_html(self, verdict: Verdict) -> str:
        color = COLORS[verdict.state]
        head = (f'<div><b><span style="color:{color}">{SIGNS[verdict.state]}</span> '
                f"{verdict.state}</b> &nbsp;{_html(verdict.task.label)}</div>")
        rows = "".join(f"<div>{SIGNS[one.state]} {_html(one.line)}</div>"
                       for one in verdict.looked_at)
        return (f'<div role="status" style="border-left:5px solid {color};padding:.4em .9em;'
                f'margin:.3em 0;line-height:1.5">{head}{rows}{self._detail(verdict)}'
                f"{self._pictures(verdict)}{_hints(verdict)}</div>")

    def _detail(self, verdict: Verdict) -> str:
        wrong = verdict.first_wrong
        if wrong is not None:
            return f'<div style="{BOX}">{_message_html(wrong.message)}</div>'
        if verdict.state == DONE:
            return ""
        text = " ".join(verdict.missing)
        return f"<div>{_html(text)} {_html(_advice(verdict))}</div>"

    def _pictures(self, verdict: Verdict) -> str:
        """The pictures of the plots: open where something is wrong, folded where all is well."""
        html = ""
        wrong = verdict.first_wrong
        for stub in verdict.task.stubs:
            if stub.name not in self.comparisons or (wrong and wrong.stub != stub.name):
                continue
            one = self.comparisons[stub.name]
            html += (f"<details{' open' if wrong else ''}><summary>{stub.name}: your picture "
                     "beside the expected one</summary>"
                     f"{_image('yours', one.yours, one.your_words)} "
                     f"{_image('expected', one.expected, one.expected_words)}</details>")
        return html


class Fold:
    """A text that a notebook shows folded up under its title, with its mathematics set."""

    def __init__(self, title: str, text: str = "") -> None:
        self.title = title
        self.text = text

    def __repr__(self) -> str:
        return f"{self.title}\n{self.text}".strip()

    def _repr_markdown_(self) -> str:
        if not self.text:
            return self.title
        return f"<details><summary>{_html(self.title)}</summary>\n\n{self.text}\n\n</details>"


def _advice(verdict: Verdict) -> str:
    if verdict.state == WRONG:
        return f'Stuck? hint("{verdict.task.name}") gives a nudge.'
    if verdict.state in (NOT_STARTED, HALF_DONE):
        return ("Nothing is wrong here. Write your code in place of the line that begins with "
                "raise, run that cell, then run this check.")
    return "Nothing is wrong here so far. Do that task first, then run this check again."


def _message_html(message: str) -> str:
    """A message, with two arrays that differ side by side."""
    found = difference.find(message)
    if found is None:
        return _pre(message)
    left, right = (
        f'<td style="padding:0 2em 0 0;text-align:left;vertical-align:top;white-space:pre">'
        f"{'<br>'.join(map(_html, column.title))}<br>{_array(column, other)}</td>"
        for column, other in ((found.left, found.right), (found.right, found.left)))
    return (f'{_pre(found.before)}<table style="margin:.5em 0;font:inherit;'
            f'background:none"><tr style="background:none">{left}{right}</tr></table>'
            f"{_pre(found.after)}")


def _array(column: difference.Column, other: difference.Column) -> str:
    """The lines of an array; entries that differ from the other array's are marked."""
    return "<br>".join(
        "".join(f'<mark style="font-weight:bold;text-decoration:underline">{_html(part)}</mark>'
                if differs else _html(part) for part, differs in line)
        for line in difference.marked(column, other))


def _pre(text: str) -> str:
    return f'<div style="white-space:pre-wrap">{_html(text)}</div>' if text else ""


def _image(title: str, png: bytes, words: str) -> str:
    data = base64.b64encode(png).decode()
    return (f'<figure style="display:inline-block;margin:.5em 1em .5em 0"><img alt="'
            f'{escape(words)}" src="data:image/png;base64,{data}"><figcaption>{title}'
            "</figcaption></figure>")


def _hints(verdict: Verdict) -> str:
    """The hints, each folded up in the one before."""
    if verdict.state in (DONE, WAITING):
        return ""
    html, hints = "", verdict.task.hints
    for tier in range(len(hints), 0, -1):
        text = _html(" ".join(hints[tier - 1].split()))
        html = (f'<details style="margin-left:{min(tier - 1, 1)}em"><summary>Hint {tier} of '
                f"{len(hints)}</summary>{text}{html}</details>")
    return html


def _html(text: str) -> str:
    return escape(text, quote=False)
