"""The table of SECURITY.md says what can be seen."""

from __future__ import annotations

import sys

import pytest

from autograder.worker.probe import probe
from tests.hostile import ROOT


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux") or probe()["level"] < 2,
                    reason="isolation level 2 does not work here; see autograder doctor")
def test_rows_of_the_table_are_as_they_are_measured() -> None:
    from tests.stock_nbgrader import rows

    table = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for row in rows(("empty_the_later_cells", "open_the_gradebook", "run_a_shell")):
        assert row in table


def test_the_table_has_the_attacks_that_it_is_made_of() -> None:
    from tests.stock_nbgrader import CHOSEN

    table = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for attack in CHOSEN:
        assert (ROOT / "tests" / "attacks" / f"{attack}.py").exists()
        assert f"(`{attack}`)" in table
