"""Sessions: what is asked when, in which order, and what is on the screen meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from tests.engine.arithmetic import evaluate
from worksheet_server.queries.answer_text import short
from worksheet_server.service.session import Session
from worksheet_server.service.workers import Unavailable
from worksheet_server.syntax.printer import show_statement
from worksheet_server.syntax.statements import Statement
from worksheet_server.values.answers import Result
from worksheet_server.values.manifest import FunctionEntry, Manifest
from worksheet_server.values.requests import Request
from worksheet_server.values.stopped import stopped


class Asked:
    """A question that waits until the test answers it."""

    def __init__(self, request: Request, priority: int) -> None:
        self.request = request
        self.priority = priority
        self.text = show_statement(request.statement)
        self.cancelled = False
        self.parts: asyncio.Queue[Result | None] = asyncio.Queue()

    async def __aiter__(self) -> AsyncIterator[Result]:
        while (part := await self.parts.get()) is not None:
            yield part

    def cancel(self) -> None:
        self.cancelled = True

    def answer(self, result: Result | None = None) -> None:
        self.parts.put_nowait(result or evaluate(self.request))
        self.parts.put_nowait(None)


class Evaluator:
    """Keeps every question; answers at once those that ``answers`` accepts."""

    def __init__(
        self, answers: Callable[[Asked], bool] = lambda _asked: True, manifest: Manifest | None = None
    ) -> None:
        self.asked: list[Asked] = []
        self._answers = answers
        self._manifest = manifest

    def submit(self, request: Request, priority: int) -> Asked:
        asked = Asked(request, priority)
        self.asked.append(asked)
        if self._answers(asked):
            asked.answer()
        return asked

    async def manifest(self) -> Manifest:
        if self._manifest is None:
            raise Unavailable("no kernel in this test")
        return self._manifest

    def texts(self) -> list[str]:
        """What was asked since the last call."""
        texts = [asked.text for asked in self.asked]
        self.asked.clear()
        return texts


def shown(session: Session) -> list[str]:
    return [short(line) for line in session.state.lines]


async def turn() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_answers_arrive_beside_their_lines() -> None:
    session = Session(Evaluator())
    session.update(["a = 1 + 1", "a + 3", "a + 3 => 6"])
    state = await session.settled()
    assert state.settled
    assert shown(session) == ["= 2", "= 5 ✓", "= 5 ✗"]
    assert [each.code for each in state.lines[2].diagnostics] == ["wrong-answer"]


async def test_an_empty_worksheet_is_settled() -> None:
    session = Session(Evaluator())
    session.update([""])
    assert (await session.settled()).settled


async def test_an_edit_asks_for_what_it_reaches() -> None:
    evaluator = Evaluator()
    session = Session(evaluator)
    session.update(["a = 1 + 1", "a + 3", "7"])
    await session.settled()
    assert sorted(evaluator.texts()) == ["7", "a + 3", "a = 1 + 1"]
    session.update(["a = 2", "a + 3", "8"])
    await session.settled()
    assert sorted(evaluator.texts()) == ["8", "a = 2"]


async def test_the_old_answer_stays_until_the_new_one_is_there() -> None:
    evaluator = Evaluator(lambda asked: asked.text != "3 + 3")
    session = Session(evaluator)
    session.update(["2 + 2 => 5"])
    await session.settled()
    session.update(["3 + 3"])
    await turn()
    assert shown(session) == ["= 4 …"]
    evaluator.asked[-1].answer()
    await session.settled()
    assert shown(session) == ["= 6 ✓"]


async def test_what_was_edited_goes_first_then_what_is_seen() -> None:
    evaluator = Evaluator()
    session = Session(evaluator)
    lines = [f"{number} + 1" for number in range(100)]
    session.update(lines)
    session.show(50, 51)
    await session.settled()
    texts = evaluator.texts()
    assert texts[:2] == ["50 + 1", "51 + 1"]
    assert len(texts) == 100
    session.update(["a = 5", *(f"{number} + a" for number in range(50)), "7*7"])
    session.show(20, 21)
    await session.settled()
    first = {asked.priority for asked in evaluator.asked}
    assert first == {0}


async def test_an_edit_cancels_what_it_made_stale_and_nothing_else() -> None:
    evaluator = Evaluator(lambda _asked: False)
    session = Session(evaluator)
    session.update(["1 + 1", "2 + 2"])
    await turn()
    first, second = evaluator.asked
    session.update(["1 + 1", "2 + 3"])
    assert (first.cancelled, second.cancelled) == (False, True)
    session.close()
    assert first.cancelled


async def test_parts_are_shown_as_they_come() -> None:
    evaluator = Evaluator(lambda _asked: False)
    session = Session(evaluator)
    session.update(["1 + 1"])
    await turn()
    final = evaluate(evaluator.asked[0].request)
    evaluator.asked[0].parts.put_nowait(Result(final.answer, pending=True))
    await turn()
    assert shown(session) == ["= 2 …"]
    assert not session.state.settled
    evaluator.asked[0].answer()
    await session.settled()
    assert shown(session) == ["= 2 ✓"]


async def test_lines_that_rest_on_a_stopped_definition_use_its_text() -> None:
    asked_of: list[Asked] = []

    def stop(asked: Asked) -> bool:
        asked_of.append(asked)
        if asked.text == "a = 1 + 1":
            asked.answer(stopped(asked.request.statement, "time-limit", "too slow"))
            return False
        return True

    session = Session(Evaluator(stop))
    session.update(["a = 1 + 1", "a + 3"])
    await session.settled()
    assert shown(session) == ["time limit", "= 5 ✓"]
    (definition,) = asked_of[-1].request.scope
    assert show_statement(Statement(definition)) == "a = 1 + 1"


async def test_a_stopped_line_is_asked_again_once_it_was_away() -> None:
    def stop(asked: Asked) -> bool:
        if asked.text == "1 + 1":
            asked.answer(stopped(asked.request.statement, "time-limit", "too slow"))
        return asked.text != "1 + 1"

    evaluator = Evaluator(stop)
    session = Session(evaluator)
    for text in ("1 + 1", "1 + 1  # slow", "2 + 2", "1 + 1"):
        session.update([text])
        await session.settled()
    assert evaluator.texts() == ["1 + 1", "2 + 2", "1 + 1"]


async def test_listeners_hear_of_answers_once_a_turn() -> None:
    heard: list[bool] = []
    session = Session(Evaluator())
    session.on_change(lambda: heard.append(session.state.settled))
    session.update(["1", "2", "3"])
    await session.settled()
    await turn()
    assert heard
    assert heard[-1]
    assert len(heard) <= 4


async def test_functions_of_the_topics_are_known_once_the_kernel_told() -> None:
    manifest = Manifest(functions=(FunctionEntry("frobnicate", "frobnicate(x)", "", "", "test"),), versions="1")
    session = Session(Evaluator(manifest=manifest))
    session.update(["frobnicate(3)", "1"])
    assert [each.code for each in session.state.lines[0].diagnostics] == ["undefined-name"]
    await session.settled()
    assert session.state.lines[0].diagnostics == ()


async def test_an_evaluator_that_gives_up_leaves_nobody_waiting() -> None:
    evaluator = Evaluator(lambda _asked: False)
    session = Session(evaluator)
    session.update(["1 + 1"])
    await turn()
    evaluator.asked[0].parts.put_nowait(None)
    state = await session.settled()
    assert [each.code for each in state.lines[0].diagnostics] == ["crashed"]


async def test_our_own_mistake_reaches_whoever_waits() -> None:
    class Broken(Evaluator):
        async def manifest(self) -> Manifest:
            raise RuntimeError("a mistake of ours")

    session = Session(Broken())
    session.update(["1 + 1"])
    with pytest.raises(RuntimeError, match="a mistake of ours"):
        await session.settled()
