"""The reports: grades.csv, the feedback pages and the class report, for any class whatever."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import itertools
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.files import write_text
from autograder.grading.document import write_document
from autograder.reports import (
    class_report,
    csv_text,
    feedback_name,
    feedback_page,
    write_reports,
)
from autograder.reports.pages import TEMPLATES
from autograder.reports.summary import histogram
from autograder.reports.words import OUTCOMES

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></pre><base href=//evil>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;",
    "javascript:alert(1)",
    "../../etc/passwd",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07\x9b2J",
    "abc\u202etxt.exe\u2066\u200e",
    "nul\0 bell\x07 \x7f\x85",
    "half \ud800 a character",
    "=HYPERLINK(\"http://evil\")",
]
STEERING = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
FORMULA = tuple("=+-@＝＋－＠")

anything = st.text(st.characters(exclude_categories=()))
spreadsheet = st.text(st.sampled_from("=+-@＝＋－＠;,\"' \t\r\n\xa0\u200b\ufeff1a"))


def check(name="matches", points=1.0, of=1.0, message=""):
    passed = points == of and not message
    return {"name": name, "passed": passed, "points": points, "max_points": of, "message": message}


def task(number=1, outcome="passed", score=1.0, of=2.0, *, checks=None, mistake=None, **facts):
    return {"task": number, "title": f"Title {number}", "name": f"name{number}",
            "outcome": outcome, "score": score, "max_score": of, "follow_through": False,
            "mistake": mistake and {"id": mistake, "hint": f"A hint on {mistake}"},
            "checks": [check()] if checks is None else checks, **facts}


def submission(student="ada", tasks=(), status="graded", **facts):
    return {"student": student, "status": status, "score": sum(t["score"] for t in tasks),
            "max_score": 4.0, "seconds": 0.05, "flags": [], "sha256": "0" * 64,
            "feedback": f"feedback/{feedback_name(student)}", "reason": None,
            "tasks": list(tasks), **facts}


def results(*submissions, level=2):
    return {"assignment": "lines", "title": "Lines & curves", "kit": "0.1.0", "seed": "5eed",
            "max_score": 4.0, "isolation": {"level": level, "denied": ["open", "fork"]},
            "submissions": list(submissions)}


def page_of(row):
    return Page(feedback_page(results(row), row))


def report_of(*rows, **facts):
    return Page(class_report(results(*rows, **facts)))


class Page(HTMLParser):
    """A page as its elements, each with its attributes and the text inside it."""

    VOID = frozenset({"meta", "br", "input", "rect", "line"})

    def __init__(self, html):
        super().__init__()
        self.html, self.elements, self.open = html, [], []
        self.feed(html)
        self.close()
        assert not self.open, "every element is closed"

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.elements.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if tag in {"td", "th", "p"}:
            self.handle_data(" ")
        assert self.open.pop()["tag"] == tag

    def handle_startendtag(self, tag, attrs):
        self.elements.append({"tag": tag, "text": "", **dict(attrs)})

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, tag, **attributes):
        return [e for e in self.elements if e["tag"] == tag
                and all(e.get(key.strip("_")) == value for key, value in attributes.items())]

    @property
    def text(self):
        return " ".join(self.all("body")[0]["text"].split())

    @property
    def policy(self):
        return self.all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]


# --- grades.csv ---------------------------------------------------------------------------------


def test_grades_have_a_row_a_student_and_a_column_a_task():
    text = csv_text(results(
        submission("ada", [task(1, score=0.25), task(2, score=2.0)]),
        submission("bob", status="unreadable", reason="Not a notebook,\nat all")))
    assert text == (
        '"student","status","score","max_score","1 name1","2 name2","reason"\r\n'
        '"ada","graded",2.25,4,0.25,2,""\r\n'
        '"bob","unreadable",0,4,0,0,"Not a notebook, at all"\r\n')


def test_grades_of_nobody_are_a_head():
    assert csv_text(results()) == '"student","status","score","max_score","reason"\r\n'


@given(student=anything | spreadsheet, reason=st.none() | anything | spreadsheet)
@example(student="=1+1", reason="\t@SUM(1)")
@example(student=" \u200b=1+1", reason='x;"=1+1')
def test_no_cell_is_a_formula_wherever_the_file_is_opened(student, reason):
    text = csv_text(results(submission(student, [task()], reason=reason)))
    text.encode()
    for separator in ",;":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            assert not any(cell.lstrip(" \xa0\u3000").startswith(FORMULA) for cell in row)
    head, row = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert len(head) == len(row) == 6
    assert not any(STEERING.search(cell) or "\n" in cell or "\t" in cell for cell in row)
    assert [float(cell) for cell in row[2:5]] == [1, 4, 1]


@given(st.text(st.characters(categories=["L", "N", "Zs", "Po"], exclude_characters=";@＠")))
def test_an_ordinary_name_comes_back_exactly(student):
    rows = list(csv.reader(io.StringIO(csv_text(results(submission(student))), newline="")))
    assert rows[1][0] == student


@pytest.mark.parametrize(("score", "cell"), [(0.0, "0"), (16.0, "16"), (2.75, "2.75"), (3, "3")])
def test_numbers_are_plain(score, cell):
    assert f'"graded",{cell},4,' in csv_text(results(submission(score=score)))


# --- names of feedback pages --------------------------------------------------------------------


@pytest.mark.parametrize("student", ["ada", "ada-lovelace", "s123456", "a.b_c-d", "0"])
def test_a_plain_name_is_its_own_file_name(student):
    assert feedback_name(student) == f"{student}.html"


@pytest.mark.parametrize(("student", "readable"), [
    ("Ada Lovelace", "ada-lovelace"), ("José", "jose"), ("../../etc/passwd", "etc-passwd"),
    ("-rf", "rf"), (".hidden", "hidden"), ("con", "con"), ("nul.tar", "nul.tar"),
    ("李明", "student"), ("", "student"), ("a" * 300, "a" * 60), ("a..b", "a.b"),
    ("ada-0123456789ab", "ada-0123456789ab"), ("\udcff", "student"),
])
def test_any_other_name_is_spelled_and_hashed(student, readable):
    assert re.fullmatch(re.escape(readable) + r"-[0-9a-f]{12}\.html", feedback_name(student))


@given(anything)
def test_a_file_name_is_safe_on_every_system(student):
    name = feedback_name(student)
    assert re.fullmatch(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?\.html", name)
    assert len(name) <= 80
    assert ".." not in name
    assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)\.", name)


@given(st.lists(st.text("aAbä.-_ /0\u0308", max_size=6) | anything, unique=True))
def test_two_students_never_share_a_page(students):
    names = {feedback_name(student) for student in students}
    # A student may hand in under the very name that another's page has got.
    names |= {feedback_name(name.removesuffix(".html")) for name in names}
    assert len({name.casefold() for name in names}) == len(names)
    assert len({feedback_name(student) for student in students}) == len(students)


# --- what holds for every page ------------------------------------------------------------------


def typical_class():
    failing = check("has_the_shape", 0.0, 1.0, "y_hat has shape (6,).")
    skipped = check("matches", 0.0, 1.0, "not run: has_the_shape failed")
    return [
        submission("ada", [task(1, score=2.0), task(2, score=2.0)]),
        submission("bob", [task(1, "partial", checks=[check(), failing, skipped],
                                mistake="name1.sign_flipped"),
                           task(2, "passed", 2.0, follow_through=True)]),
        submission("cid", [task(1, "not_attempted", 0.0, checks=[]),
                           task(2, "error", 0.0, checks=[failing])], flags=["opened a socket"]),
        submission("dan", status="timed_out", reason="An endless loop in cell 3."),
        submission("eve", [task(1, "failed", 0.0, checks=[failing], mistake="name1.sign_flipped"),
                           task(2, "not_attempted", 0.0, checks=[skipped])], sha256=None),
    ]


def every_page(rows):
    return [*(page_of(row) for row in rows), report_of(*rows)]


@pytest.mark.parametrize("index", range(7))
def test_a_page_is_complete_and_accessible(index):
    page = [*every_page(typical_class()), report_of()][index]
    assert page.html.startswith("<!doctype html>")
    assert page.all("html")[0]["lang"] == "en"
    assert page.all("title")[0]["text"].strip()
    levels = [int(e["tag"][1]) for e in page.elements if re.fullmatch("h[1-6]", e["tag"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = [e["id"] for e in page.elements if "id" in e]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        assert element.get("aria-labelledby", ids[0] if ids else None) in [*ids, None]
        if element.get("href", "").startswith("#"):
            assert element["href"][1:] in ids
    assert len(page.all("table")) == len(page.all("caption"))
    assert all("scope" in head for head in page.all("th"))


@pytest.mark.parametrize("index", range(6))
def test_a_page_asks_for_nothing_from_elsewhere(index):
    page = every_page(typical_class())[index]
    assert page.policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    for element in page.elements:
        assert element["tag"] not in {"link", "img", "iframe", "object", "base", "form"}
        assert not {"src", "srcset", "action"} & set(element)
        assert re.match(r"#task-\d+$|feedback/[a-z0-9._-]+$|$", element.get("href", ""))
    assert "url(" not in page.html
    assert "@import" not in page.html


def test_only_the_report_has_a_script_and_its_policy_knows_it():
    row = typical_class()[0]
    assert not page_of(row).all("script")
    assert "script-src" not in page_of(row).policy
    report = report_of(row)
    [script] = report.all("script")
    digest = base64.b64encode(hashlib.sha256(script["text"].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in report.policy
    assert report.policy.count("script-src") == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(text):
    line = {**check("hostile", 0.0, 1.0, f"not\n{text}"), "line": text}
    bad = task(1, "failed", 0.0, checks=[line], mistake=text, title=text)
    row = submission(text, [bad], flags=[text], reason=text)
    plain = submission("plain", [task(1, "failed", 0.0, checks=[check("x", 0.0, 1.0, "not\ny")],
                                      mistake="m")], flags=["f"], reason="r")
    for page, harmless in zip(every_page([row]), every_page([plain]), strict=True):
        assert [e["tag"] for e in page.elements] == [e["tag"] for e in harmless.elements]
        assert [set(e) for e in page.elements] == [set(e) for e in harmless.elements]
        assert not STEERING.search(page.html)
        page.html.encode()
        if text.isascii() and text.isprintable():
            assert text in page.all("title")[0]["text"] or page.all("script")
            assert text in page.all("bdi")[0]["text"]
            assert " ".join(text.split()) in page.text


def test_terminal_sequences_leave_no_rest():
    assert page_of(submission(HOSTILE[8])).all("bdi")[0]["text"] == "red "


@settings(max_examples=25)
@given(text=anything)
def test_any_text_makes_a_page(text):
    row = submission(text, [task(1, "failed", 0.0, checks=[check("x", 0.0, 1.0, text or "x")])],
                     reason=text, flags=[text])
    for page in every_page([row]):
        page.html.encode()
        assert not STEERING.search(page.html)


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_have_enough_contrast(scheme):
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    palette = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style.split(":root {")[scheme + 1]))
    pairs = list(itertools.product(("text", "muted", "link"), ("page", "card", "code")))
    outcomes = ("passed", "partial", "failed", "error", "none")
    pairs += [(name, f"{name}-soft") for name in outcomes] + [(name, "card") for name in outcomes]
    pairs += [("text", "partial-soft")]
    for ink, paper in pairs:
        low, high = sorted([luminance(palette[ink]), luminance(palette[paper])])
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, paper)


# --- feedback -----------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_outcome_is_told_by_word_and_symbol_and_colour(outcome):
    page = page_of(submission(tasks=[task(1, outcome)]))
    [badge] = page.all("span", class_=f"badge {outcome}")
    assert OUTCOMES[outcome].symbol in badge["text"]
    assert OUTCOMES[outcome].learner in badge["text"]


def test_score_and_progress_are_told():
    page = page_of(typical_class()[1])
    assert "3 of 4 points" in page.text
    assert "1 of 2 tasks is all right." in page.text
    assert len(page.all("ol", class_="steps")) == 1
    assert [li["class"] for li in page.all("li")[:2]] == ["partial", "passed"]


def test_messages_keep_their_lines_and_arrays():
    message = "Called f(X) with\n  X = [[1, 2],\n       [3, 4]]\nReturned\t<None>."
    row = submission(tasks=[task(1, "failed", 0.0, checks=[check("f", 0.0, 1.0, message)])])
    assert message in [pre["text"] for pre in page_of(row).all("pre")]


def test_a_check_is_told_by_its_line_else_by_its_name():
    checks = [check("dW_has_the_shape_of_W"), {**check("other"), "line": "Leaves X alone."}]
    page = page_of(submission(tasks=[task(1, checks=checks)]))
    assert "dW has the shape of W" in page.text
    assert "Leaves X alone." in page.text


def test_the_next_step_is_the_first_begun_task_that_is_not_right():
    rows = typical_class()
    assert "Try this first Task 1 · Title 1 does not pass this check yet: has the shape " \
           "Hint. A hint on name1.sign_flipped" in page_of(rows[1]).text
    assert "Try this first Task 2 · Title 2 does not pass" in page_of(rows[2]).text


def test_the_next_step_of_good_work_is_the_next_task():
    row = submission(tasks=[task(1), task(2, "not_attempted", 0.0, checks=[])])
    assert "Task 2 · Title 2 comes next." in page_of(row).text


def test_an_untouched_notebook_is_met_with_a_friendly_word():
    page = page_of(submission(tasks=[task(n, "not_attempted", 0.0, checks=[]) for n in (1, 2)]))
    assert "Task 1 · Title 1 is where it starts." in page.text
    assert "nothing is wrong with that" in page.text
    assert not any("failed" in e.get("class", "") for e in page.elements)


def test_full_marks_are_praised_and_nothing_is_left_to_try():
    page = page_of(typical_class()[0])
    assert "Full marks. Congratulations!" in page.text
    assert "Try this first" not in page.text


def test_follow_through_is_explained_where_it_was_used():
    sentence = "so an earlier mistake costs nothing here"
    assert page_of(typical_class()[1]).text.count(sentence) == 1
    assert sentence not in page_of(typical_class()[0]).text


@pytest.mark.parametrize("status", ["unreadable", "crashed", "timed_out", "rejected"])
def test_a_student_who_was_not_graded_reads_why(status):
    page = page_of(submission(status=status, reason="Line 3 is not JSON."))
    assert "Line 3 is not JSON." in page.text
    assert page.all("h2", id_="state")[0]["text"].startswith("Your ")
    assert "Congratulations" not in page.text


# --- the class report ---------------------------------------------------------------------------


def test_the_report_counts_the_class():
    page = report_of(*typical_class())
    tiles = [" ".join(tile["text"].split()) for tile in page.all("dd")]
    assert tiles == ["4 of 5", "1.8 of 4", "1.5 of 4", "1 of 4"]
    rows = [" ".join(row["text"].split()) for row in page.all("tr")]
    assert "1 · Title 1 1 1 1 0 1" in rows
    assert "2 · Title 2 2 0 0 1 1" in rows


def test_what_needs_the_eye_comes_first():
    text = report_of(*typical_class()).text
    places = [text.index(words) for words in (
        "An endless loop in cell 3.", "opened a socket", "Scores", "Students Find")]
    assert places == sorted(places)


@pytest.mark.parametrize(("level", "words"), [
    (1, "crash-safe, not cheat-proof"), (2, "Landlock and seccomp in force"),
    (3, "level 2 inside bubblewrap")])
def test_the_level_of_isolation_is_told_in_words(level, words):
    assert words in report_of(level=level).text


def test_the_commonest_troubles_are_counted():
    page = report_of(*typical_class())
    rows = [" ".join(row["text"].split()) for row in page.all("tr")]
    assert "2 1 · Title 1 sign flipped A hint on name1.sign_flipped" in rows
    assert "2 1 · Title 1 has the shape has_the_shape" in rows
    assert "1 2 · Title 2 has the shape has_the_shape" in rows
    assert not any(row.endswith("matches matches") for row in rows), "not run is no failure"


@pytest.mark.parametrize(("message", "shown"), [
    ("dW is\n[[1],\n [2]]\nexpected\n[[1],\n [3]]\nOne differs.",
     "dW is           expected\nshape (2, 1)    shape (2, 1)\n[[1],           [[1],\n"
     " [2]]         ≠  [3]]\nOne differs."),
    ("a\n[(\nexpected\n[1, [2", None), ("a\n" + 300 * "[" + "\nexpected\n[", None)])
def test_two_arrays_stand_side_by_side(message, shown):
    failing = check("matches", 0.0, 1.0, message)
    html = feedback_page(results(), submission("ada", [task(1, "failed", 0.0, checks=[failing])]))
    assert "expected" in html
    assert shown is None or f"<pre>{shown}</pre>" in html


def test_long_lists_are_folded_and_complete():
    rows = [submission(f"s{i:03}", status="unreadable", reason=f"reason {i}") for i in range(90)]
    page = report_of(*rows)
    assert "70 more" in page.text
    assert all(f"reason {i} " in page.text for i in range(90))


def test_a_class_of_two_thousand_stays_light():
    failing = [check(f"check_{i}", 0.0, 1.0, "not\n" * 20) for i in range(6)]
    tasks = [task(n, "failed", 0.0, checks=failing, mistake=f"name{n}.m") for n in range(1, 10)]
    html = class_report(results(*(submission(f"Student {i}", tasks) for i in range(2000))))
    assert len(html) < 1_500_000


def test_a_report_does_not_depend_on_the_time_it_took():
    rows = typical_class()
    slow = [{**row, "seconds": 9.0} for row in rows]
    assert class_report(results(*rows)) == class_report(results(*slow))
    assert feedback_page(results(), rows[1]) == feedback_page(results(), slow[1])


@given(st.lists(st.integers(0, 2000)), st.sampled_from([0.25, 1.0, 3.0, 20.0, 23.0, 100.0, 1e6]))
@example([12], 3.0)  # 0.6 / 0.2 is a little less than 3
def test_a_histogram_counts_everybody_once(twentieths, max_score):
    scores = [min(twentieth / 20, max_score) for twentieth in twentieths]
    bars = histogram(scores, max_score)
    assert len(bars) <= 21
    assert sum(bar.count for bar in bars) == len(scores)
    assert bars[-1].count == scores.count(max_score)
    for bar in bars[:-1]:
        assert bar.count == sum(bar.low - 1e-6 <= score < bar.high - 1e-6 for score in scores)


# --- writing ------------------------------------------------------------------------------------


def test_everything_is_written_and_linked(tmp_path):
    rows = [*typical_class(), *(submission(name) for name in HOSTILE)]
    write_reports(results(*rows), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "feedback", "grades.csv", "report.html"]
    links = {e["href"] for e in Page((tmp_path / "report.html").read_text("utf-8")).all("a")}
    pages = {f"feedback/{path.name}" for path in (tmp_path / "feedback").iterdir()}
    assert links == pages
    assert len(pages) == len(rows)
    assert (tmp_path / "grades.csv").read_bytes() == csv_text(results(*rows)).encode()


def test_pages_of_students_who_left_are_removed_and_nothing_else(tmp_path):
    write_reports(results(*typical_class()), tmp_path)
    (tmp_path / "feedback" / "mine.html").write_text("<p>notes of my own", "utf-8")
    (tmp_path / "feedback" / "bob").mkdir()
    write_reports(results(*typical_class()[:1]), tmp_path)
    assert sorted(path.name for path in (tmp_path / "feedback").iterdir()) == [
        "ada.html", "bob", "mine.html"]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "new" / "page.html"
    write_text(path, "first\n")

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", full_disk)
        with pytest.raises(OSError, match="No space left"):
            write_text(path, "second")
    assert path.read_bytes() == b"first\n"
    write_text(path, "grüße\r\n")
    assert path.read_bytes() == "grüße\r\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_results_and_grades_are_on_the_disk_before_they_have_their_names(tmp_path, monkeypatch):
    steps = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr("os.fsync", lambda file: steps.append("fsync") or fsync(file))
    monkeypatch.setattr("os.replace", lambda old, new: steps.append(new.name) or replace(old, new))
    write_document(tmp_path / "results.json", results(), typical_class())
    write_reports(results(*typical_class()[:1]), tmp_path)
    assert steps == ["fsync", "results.json", "ada.html", "fsync", "grades.csv",
                     "fsync", "report.html"]


def test_a_link_is_replaced_and_not_followed(tmp_path):
    (tmp_path / "outside.txt").write_text("mine", "utf-8")
    link = tmp_path / "page.html"
    try:
        link.symlink_to(tmp_path / "outside.txt")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    write_text(link, "page")
    assert not link.is_symlink()
    assert (tmp_path / "outside.txt").read_text("utf-8") == "mine"


def test_the_templates_are_only_loaded_for_a_page():
    code = "import sys, autograder.reports; sys.exit('jinja2' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[1])
