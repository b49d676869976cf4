"""The page of the ten moments says what a learner reads today."""

from __future__ import annotations

import pytest

from docs.stuck import MOMENTS, PAGE, page


@pytest.mark.slow
def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m docs.stuck`"


def test_there_are_ten_moments_from_all_over_the_course():
    text = PAGE.read_text(encoding="utf-8")
    assert len(MOMENTS) == 10
    assert len({name.partition(".")[0] for name in MOMENTS}) > 7
    for number, title in enumerate(MOMENTS.values(), 1):
        assert f"\n## {number}. {title}\n" in text
