"""Whatever a statement does to its process, it ends with a result or a diagnostic of its own; the next is answered.

Each with workers that a nursery forks, and with workers that are started one by one.
"""

from __future__ import annotations

import pytest

from tests.kernel_process.support import asking, parts, run, told
from worksheet_server.service.evaluator import Evaluator
from worksheet_server.text.span import Span
from worksheet_server.values.answers import Verdict

MB = 1024**2

ENDINGS = {
    "an answer": (asking("give", 5), "5"),
    "a second final part is not heard": (asking("talkOn"), "1"),
    "prints do not reach the frames": (asking("print", 5), "5"),
    "deep recursion fits the stack": (asking("recurse", 6_000), "0"),
    "endless recursion": (asking("recurse", 10**6), "crashed: stopped: it is nested too deeply to evaluate"),
    "an exception, without its traceback": (asking("fail", "why"), "crashed: the kernel failed: ValueError: why"),
    "no result": (asking("silent"), "crashed: the kernel ended without a final result"),
    "an abort": (asking("abort"), "crashed: the kernel process ended with SIGABRT"),
    "an exit": (asking("leave", 3), "crashed: the kernel process ended with status 3"),
    "too much memory": (
        asking("allocate", 600 * MB, memory=500 * MB),
        "memory-limit: stopped: it needs more than 500 MB of memory",
    ),
    "enough memory": (asking("allocate", 400 * MB, memory=500 * MB), str(400 * MB)),
    "a library that aborts for lack of memory": (
        asking("abortForMemory", memory=500 * MB),
        "memory-limit: stopped: it needs more than 500 MB of memory",
    ),
    "a hang": (asking("hang", answer_seconds=0.05), "time-limit: no answer within 0.05 s"),
    "a soft limit that nobody caught": (asking("soft"), "time-limit: stopped: no time was left"),
    "a check that hangs": (
        asking("slowCheck", 4, referee_seconds=0.05),
        "time-limit: the answer stands, but its check did not end within 0.05 s",
    ),
    "an answer too long for a frame": (
        asking("long", 9_000_000),
        "memory-limit: stopped: the answer is too long to show",
    ),
    "bytes that are no frame": (
        asking("garbage"),
        "crashed: the request or its answer cannot travel: it announces more than the 8388608 bytes of a frame",
    ),
    "a request too long for a frame": (
        asking("give", "a" * 9_000_000),
        "crashed: the request or its answer cannot travel: it takes more than the 8388608 bytes of a frame",
    ),
}


@pytest.mark.parametrize("nursery", [True, False], ids=["nursery", "spawn"])
def test_every_statement_ends(nursery: bool) -> None:
    async def work(evaluator: Evaluator) -> None:
        for name, (request, expected) in ENDINGS.items():
            assert await told(evaluator.submit(request)) == expected, name
            assert await told(evaluator.submit(asking("give", 7))) == "7", f"after {name}"

    run(work, nursery=nursery)


def test_parts_come_as_they_are_ready() -> None:
    async def work(evaluator: Evaluator) -> None:
        first, last = await parts(evaluator.submit(asking("twoParts", 5)))
        assert (first.pending, first.verdict) == (True, None)
        assert (last.pending, last.verdict) == (False, Verdict.PROVED)
        assert first.answer == last.answer

    run(work)


def test_an_answer_whose_check_was_stopped_is_undecided() -> None:
    async def work(evaluator: Evaluator) -> None:
        first, last = await parts(evaluator.submit(asking("slowCheck", 4, referee_seconds=0.05)))
        assert first.pending
        assert last.answer == first.answer
        assert last.verdict == last.settled == Verdict.UNDECIDED
        assert [each.span for each in last.diagnostics] == [Span(0, 9)]

    run(work)


def test_a_soft_limit_keeps_the_answer_too() -> None:
    async def work(evaluator: Evaluator) -> None:
        last = await evaluator.submit(asking("soft")).final()
        assert last is not None
        assert last.answer is not None
        assert last.verdict == Verdict.UNDECIDED

    run(work)


def test_memory_is_watched_where_the_system_keeps_no_limit() -> None:
    async def work(evaluator: Evaluator) -> None:
        greedy = evaluator.submit(asking("hoard", 120 * MB, memory=100 * MB))
        assert await told(greedy) == "memory-limit: stopped: it needs more than 100 MB of memory"

    run(work, watched=True)
