"""What judges a worksheet: the real session and the real kernel, shared by all suites of one test process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence

import pytest

from worksheet_server.engine.state import State
from worksheet_server.service.evaluator import Evaluator
from worksheet_server.service.session import Session

Settle = Callable[[Sequence[str]], State]


@pytest.fixture(scope="session")
def settle() -> Iterator[Settle]:
    """A function from the lines of a worksheet to its state once every answer is there."""
    with asyncio.Runner() as runner:
        evaluator = Evaluator()
        runner.run(evaluator.start())

        async def wait(lines: Sequence[str]) -> State:
            session = Session(evaluator)
            try:
                session.update(lines)
                return await session.settled()
            finally:
                session.close()

        yield lambda lines: runner.run(wait(lines))
        runner.run(evaluator.close())
