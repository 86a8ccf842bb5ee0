"""Processes: which are reused, replaced, set aside, restarted, and that none is left."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kernel_process.support import ROOT, alive, asking, kernels, run, told, until
from worksheet_server.service.evaluator import Evaluator
from worksheet_server.service.workers import Unavailable

MB = 1024**2


async def started(path: Path) -> int:
    """The process that a ``hangAfter`` runs in, once it is there."""
    async with asyncio.timeout(30):
        while not (path.exists() and path.read_text()):
            await asyncio.sleep(0.005)
    return int(path.read_text())


def nursery_process() -> int:
    return next(int(each.split()[0]) for each in kernels() if " nursery " in each)


def test_a_worker_serves_many_requests() -> None:
    async def work(evaluator: Evaluator) -> None:
        await told(evaluator.submit(asking("process")))
        seen = {await told(evaluator.submit(asking("process"))) for _ in range(20)}
        assert len(seen) <= 3

    run(work)


def test_a_worker_that_grew_is_replaced() -> None:
    async def work(evaluator: Evaluator) -> None:
        first = await told(evaluator.submit(asking("keep", 60 * MB, memory=200 * MB)))
        seen = {await told(evaluator.submit(asking("process"))) for _ in range(6)}
        assert first not in seen

    run(work, workers=1, nursery=False)


def test_one_crash_is_forgiven_and_two_are_not() -> None:
    async def work(evaluator: Evaluator) -> None:
        ended = "crashed: the kernel process ended with status 3"
        aside = "crashed: set aside: it has ended the kernel process twice; edit the line to try again"
        heard = [await told(evaluator.submit(asking("leave", 3))) for _ in range(3)]
        assert heard == [ended, ended, aside]
        assert await told(evaluator.submit(asking("leave", 4))) == "crashed: the kernel process ended with status 4"

    run(work)


def test_time_limits_are_not_held_against_a_statement() -> None:
    async def work(evaluator: Evaluator) -> None:
        for _ in range(3):
            told_ = await told(evaluator.submit(asking("hang", answer_seconds=0.02)))
            assert told_ == "time-limit: no answer within 0.02 s"

    run(work, grace=0)


def test_a_cancelled_ticket_is_killed_and_its_worker_replaced(tmp_path: Path) -> None:
    async def work(evaluator: Evaluator) -> None:
        ticket = evaluator.submit(asking("hangAfter", tmp_path / "pid"))
        pid = await started(tmp_path / "pid")
        ticket.cancel()
        ticket.cancel()
        assert await ticket.final() is None
        while alive(pid):
            await asyncio.sleep(0.005)
        assert await told(evaluator.submit(asking("give", 1))) == "1"

    run(work)


@pytest.mark.parametrize("nursery", [True, False], ids=["nursery", "spawn"])
def test_closing_ends_what_runs_and_what_waits(nursery: bool, tmp_path: Path) -> None:
    """``run`` checks that no process is left."""

    async def work(evaluator: Evaluator) -> None:
        running = evaluator.submit(asking("hangAfter", tmp_path / "pid"))
        waiting = [evaluator.submit(asking("hang")) for _ in range(5)]
        await started(tmp_path / "pid")
        await evaluator.close()
        assert [await each.final() for each in (running, *waiting)] == [None] * 6
        assert await evaluator.submit(asking("give", 1)).final() is None

    run(work, nursery=nursery)


@pytest.mark.parametrize("nursery", [True, False], ids=["nursery", "spawn"])
def test_closing_at_once_leaves_nothing(nursery: bool) -> None:
    async def work(evaluator: Evaluator) -> None:
        evaluator.submit(asking("give", 1))

    for _ in range(3):
        run(work, nursery=nursery)


@pytest.mark.parametrize("nursery", ["True", "False"])
@pytest.mark.parametrize("turns", [0, 1, 3, 10, 30])
def test_an_event_loop_torn_down_at_any_moment_leaves_nothing(turns: int, nursery: str) -> None:
    """Nobody calls ``close``, and every task is cancelled wherever it is."""
    program = f"""
import asyncio, os
from tests.kernel_process.support import asking, fake
async def main():
    evaluator = fake(nursery={nursery}, environment={{"WORKSHEET_TEST": "{os.getpid()}"}})
    await evaluator.start()
    evaluator.submit(asking("hang"))
    for _ in range({turns}):
        await asyncio.sleep(0.005)
asyncio.run(main())
"""
    subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, timeout=60)
    until(lambda: not kernels())


def test_a_close_that_is_cancelled_goes_on() -> None:
    async def work(evaluator: Evaluator) -> None:
        await told(evaluator.submit(asking("give", 1)))
        closing = asyncio.create_task(evaluator.close())
        await asyncio.sleep(0)
        closing.cancel()
        await evaluator.close()
        assert kernels() == []

    run(work)


def test_a_nursery_that_dies_is_replaced_and_its_tickets_start_again(tmp_path: Path) -> None:
    async def work(evaluator: Evaluator) -> None:
        ticket = evaluator.submit(asking("hangAfter", tmp_path / "pid", answer_seconds=30))
        first = await started(tmp_path / "pid")
        (tmp_path / "pid").unlink()
        os.kill(nursery_process(), signal.SIGKILL)
        second = await started(tmp_path / "pid")
        assert second != first
        assert not ticket.closed
        os.kill(nursery_process(), signal.SIGKILL)
        assert await told(ticket) == "crashed: the kernel was lost twice"
        assert await told(evaluator.submit(asking("give", 1))) == "1"

    run(work)


@pytest.mark.parametrize("nursery", [True, False], ids=["nursery", "spawn"])
def test_without_a_kernel_everybody_hears_why(nursery: bool) -> None:
    async def work(evaluator: Evaluator) -> None:
        reason = "the kernel cannot start: ModuleNotFoundError: No module named 'sympy'"
        tickets = [evaluator.submit(asking("give", 1)) for _ in range(5)]
        assert [await told(each) for each in tickets] == [f"crashed: {reason}"] * 5
        assert await told(evaluator.submit(asking("give", 1))) == f"crashed: {reason}"
        with pytest.raises(Unavailable, match="No module named 'sympy'"):
            await evaluator.manifest()

    run(work, nursery=nursery, environment={"FAKE_BROKEN": "yes"})


def test_a_python_that_cannot_run_the_kernel_says_why() -> None:
    async def work(evaluator: Evaluator) -> None:
        heard = await told(evaluator.submit(asking("give", 1)))
        assert heard.startswith("crashed: the kernel cannot start: ")
        assert "unknown_kernel" in heard

    run(work, kernel="unknown_kernel")


def test_the_manifest_and_the_environment() -> None:
    async def work(evaluator: Evaluator) -> None:
        manifest = await evaluator.manifest()
        assert [each.name for each in manifest.topics] == ["topics"]
        assert manifest.versions == "1", "OpenBLAS may use one thread"

    run(work)


def test_several_event_loops_one_after_the_other() -> None:
    async def work(evaluator: Evaluator) -> None:
        assert await told(evaluator.submit(asking("give", 1))) == "1"

    for _ in range(3):
        run(work)


@pytest.mark.parametrize("nursery", ["True", "False"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_front_that_is_killed_takes_its_kernels_along(nursery: str, number: signal.Signals, tmp_path: Path) -> None:
    program = f"""
import asyncio
from tests.kernel_process.support import asking, fake
async def main():
    async with fake(nursery={nursery}) as evaluator:
        await evaluator.submit(asking("hangAfter", {str(tmp_path / "pid")!r}, answer_seconds=60)).final()
asyncio.run(main())
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", program], env=environment, stderr=subprocess.DEVNULL) as front:
        worker = asyncio.run(started(tmp_path / "pid"))
        front.send_signal(number)
    until(lambda: not alive(worker))
    assert front.returncode != 0
