"""Evaluators with the fake kernel, requests for it, and a look at what processes they leave."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from worksheet_server.service.evaluator import Evaluator
from worksheet_server.service.ticket import Ticket
from worksheet_server.syntax.statements import Chain, Check, Statement
from worksheet_server.syntax.tree import Call, Name, Number
from worksheet_server.text.span import Span
from worksheet_server.values.answers import Result
from worksheet_server.values.requests import Request, Settings

ROOT = Path(__file__).parents[2]
FAKE = "tests.kernel_process.fake_kernel"


def fake(**options: Any) -> Evaluator:
    """An evaluator of the fake kernel, with two workers and a spare unless told otherwise."""
    environment = {"PYTHONPATH": str(ROOT), "WORKSHEET_TEST": str(os.getpid()), **options.pop("environment", {})}
    usual: dict[str, Any] = {"workers": 2, "kernel": FAKE, "grace": 0.2}
    return Evaluator(**usual | options, environment=environment)


def asking(action: str, argument: str | int | Path = "", **settings: Any) -> Request:
    """``action(argument)`` as a question, read from columns 0 to 9."""
    text = str(argument)
    given = (Number(text) if text.isdigit() else Name(text),) if text else ()
    call = Call(Name(action, Span(0, 4)), given, Span(0, 9))
    return Request(Statement(Check(Chain(call))), settings=Settings(**settings))


async def parts(ticket: Ticket) -> list[Result]:
    """Every part of a reply."""
    return [each async for each in ticket]


async def told(ticket: Ticket) -> str:
    """The final part in short: its answer, or its diagnostics' codes and messages."""
    result = await ticket.final()
    assert result is not None
    if result.diagnostics:
        return "; ".join(f"{each.code}: {each.message}" for each in result.diagnostics)
    exact = result.answer.exact if result.answer else None
    return exact.digits if isinstance(exact, Number) else exact.text if isinstance(exact, Name) else repr(exact)


def run(work: Callable[[Evaluator], Awaitable[None]], **options: Any) -> None:
    """Runs ``work`` with an evaluator in an event loop of its own; no process and no descriptor is left."""
    before = descriptors()

    async def inside() -> None:
        async with fake(**options) as evaluator:
            await work(evaluator)

    asyncio.run(inside())
    assert kernels() == []
    assert descriptors() == before


def until(true: Callable[[], object]) -> None:
    """Waits for something that other processes do, and fails after ten seconds without it."""
    for _ in range(2000):
        if true():
            return
        time.sleep(0.005)
    raise AssertionError(f"still not so; kernels: {kernels()}")


def kernels() -> list[str]:
    """The id, state and command line of every process that this one, or its kernels, started; zombies too."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = folder.joinpath("stat").read_text().rpartition(")")[2].split()[:2]
            command = folder.joinpath("cmdline").read_text().replace("\0", " ").strip()
            session = folder.joinpath("environ").read_text() if state != "Z" else ""
        except OSError:
            continue
        if int(parent) == os.getpid() or f"WORKSHEET_TEST={os.getpid()}\0" in session:
            found.append(f"{folder.name} {state} {command}")
    return found


def alive(process: int) -> bool:
    """Whether a process exists and is no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def descriptors() -> int:
    """How many files this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))
