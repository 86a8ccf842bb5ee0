"""Who goes first, and who never runs."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.kernel_process.support import asking, run, told
from worksheet_server.service.evaluator import Evaluator
from worksheet_server.service.ticket import BACKGROUND, INTERACTIVE, VISIBLE, Ticket


async def order(tickets: dict[str, Ticket]) -> list[str]:
    """The names of the tickets as they end."""
    ended: list[str] = []

    async def note(name: str, ticket: Ticket) -> None:
        await ticket.final()
        ended.append(name)

    await asyncio.gather(*(note(name, ticket) for name, ticket in tickets.items()))
    return ended


def test_the_most_urgent_goes_first() -> None:
    async def work(evaluator: Evaluator) -> None:
        tickets = {
            "background": evaluator.submit(asking("give", 1), BACKGROUND),
            "visible": evaluator.submit(asking("give", 2), VISIBLE),
            "visible too": evaluator.submit(asking("give", 3), VISIBLE),
            "edited": evaluator.submit(asking("give", 4), INTERACTIVE),
        }
        assert await order(tickets) == ["edited", "visible", "visible too", "background"]

    run(work, workers=1)


def test_an_edit_does_not_wait_for_slow_lines(tmp_path: Path) -> None:
    async def work(evaluator: Evaluator) -> None:
        slow = [evaluator.submit(asking("hang", answer_seconds=60)) for _ in range(5)]
        assert await told(evaluator.submit(asking("give", 1), INTERACTIVE)) == "1"
        assert not any(each.closed for each in slow)

    run(work, workers=2)


def test_without_a_reserve_everybody_works() -> None:
    async def work(evaluator: Evaluator) -> None:
        slow = evaluator.submit(asking("hang", answer_seconds=60))
        assert await told(evaluator.submit(asking("give", 1))) == "1"
        assert not slow.closed

    run(work, workers=2, reserved=0)


def test_a_queued_ticket_that_was_cancelled_never_runs(tmp_path: Path) -> None:
    async def work(evaluator: Evaluator) -> None:
        blocking = evaluator.submit(asking("hangAfter", tmp_path / "blocking", answer_seconds=60))
        queued = evaluator.submit(asking("hangAfter", tmp_path / "queued"))
        last = evaluator.submit(asking("give", 1))
        queued.cancel()
        while not (tmp_path / "blocking").exists():
            await asyncio.sleep(0.005)
        blocking.cancel()
        assert await told(last) == "1"
        assert await queued.final() is None
        assert not (tmp_path / "queued").exists()

    run(work, workers=1)


def test_a_spare_stands_by() -> None:
    """With its only worker hanging, and killed, the next line is answered by the process that was ready beside it."""

    async def work(evaluator: Evaluator) -> None:
        await asyncio.gather(*(told(evaluator.submit(asking("give", 1))) for _ in range(3)))
        while len(evaluator._idle) < 2:
            await asyncio.sleep(0.005)
        spare = str(evaluator._idle[0].pid)
        assert await told(evaluator.submit(asking("leave", 0))) == "crashed: the kernel process ended with status 0"
        assert await told(evaluator.submit(asking("process"))) == spare

    run(work, workers=1)
