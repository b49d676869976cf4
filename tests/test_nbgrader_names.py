"""Students' names on their way through nbgrader: ids, paths and the table of ``export``."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook

from autograder.nbgrader import put_scripts_on_path
from autograder.nbgrader.export import QuotedCsv
from autograder.nbgrader.names import fits_a_path, student_id

BYTES = st.binary(min_size=1, max_size=20).map(os.fsdecode)


@given(st.one_of(st.text(), BYTES), st.one_of(st.text(), BYTES))
def test_every_id_can_be_shown_and_no_two_names_become_one(one: str, other: str) -> None:
    assert student_id(one).isprintable()
    student_id(one).encode()
    assert (student_id(one) == student_id(other)) == (one == other)


@pytest.mark.parametrize(("name", "id"), [
    ("ada", "ada"), ("Zoë O'Hara, 3rd", "Zoë O'Hara, 3rd"), ("名前", "名前"),
    ("[a-z]*", r"\u{5b}a-z]\u{2a}"), ("new\nline", r"new\u{a}line"),
    ("\x1b[31mred", r"\u{1b}\u{5b}31mred"),
    (os.fsdecode(b"caf\xe9"), r"caf\xe9"), ("back\\slash", r"back\u{5c}slash"),
])
def test_a_name_is_kept_where_it_can_be(name: str, id: str) -> None:
    assert student_id(name) == id


def test_what_no_folder_can_be_called() -> None:
    assert fits_a_path("ada")
    assert not fits_a_path("x" * 256)
    assert not fits_a_path("é" * 128)


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own way
def test_the_exported_table_has_one_row_a_student_and_no_formula(tmp_path: Path) -> None:
    put_scripts_on_path()  # a new gradebook asks alembic for its version
    names = ["ada", "=1+1", "a,b,20.0,0.0,20.0,20.0", 'quote"d', "-2", "Zoë"]
    with Gradebook("sqlite://") as book:
        book.add_assignment("sample")
        for name in names:
            book.add_student(name, last_name="@SUM(A1)")
        book.add_submission("sample", "ada")
        table = QuotedCsv(to=str(tmp_path / "grades.csv"))
        table.export(book)
    text = (tmp_path / "grades.csv").read_text(encoding="utf-8")
    assert text.splitlines()[0] == ("assignment,duedate,timestamp,student_id,last_name,first_name,"
                                    "email,raw_score,late_submission_penalty,score,max_score")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["student_id"].removeprefix("'") for row in rows} == set(names)
    assert {row["last_name"] for row in rows} == {"'@SUM(A1)"}
    assert {row["score"] for row in rows} == {"0.0"}
    assert not [row for row in rows if row["student_id"].startswith(("=", "-", "@"))]
