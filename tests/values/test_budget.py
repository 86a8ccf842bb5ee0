"""The polite limit inside a worker: it interrupts Python code, nests, and is not lost in a finalizer."""

from __future__ import annotations

import pytest

from worksheet_server.values.budget import Budget, OutOfTime


def spin() -> None:
    while True:
        pass


def spin_twice(outer: Budget) -> None:
    """An inner limit passes first; the outer one must still ring."""
    with pytest.raises(OutOfTime), Budget.of(0.05).enforce():
        spin()
    assert outer.remaining > 0
    spin()


def spin_in_a_finalizer(budget: Budget) -> None:
    """The alarm rings while an object is being finalized, where an exception would be swallowed."""

    class Slow:
        def __del__(self) -> None:
            while budget.remaining > 0:
                pass

    slow = Slow()
    del slow
    spin()


def test_a_budget_interrupts_a_loop() -> None:
    with pytest.raises(OutOfTime), Budget.of(0.05).enforce():
        spin()


def test_the_nearest_deadline_wins_and_the_outer_one_still_counts() -> None:
    outer = Budget.of(0.3)
    with pytest.raises(OutOfTime), outer.enforce():
        spin_twice(outer)
    assert outer.remaining == 0


def test_an_alarm_inside_a_finalizer_rings_again_outside() -> None:
    budget = Budget.of(0.05)
    with pytest.raises(OutOfTime), budget.enforce():
        spin_in_a_finalizer(budget)


def test_a_budget_that_is_used_up_does_not_begin() -> None:
    with pytest.raises(OutOfTime), Budget.of(0).enforce():
        spin()
