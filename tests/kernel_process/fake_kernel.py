"""A kernel without mathematics: a statement names what happens, and a number what it happens with."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from worksheet_server.syntax.statements import Check, Statement
from worksheet_server.syntax.tree import Call, Expression, Name, Number
from worksheet_server.values.answers import Answer, Result, Verdict
from worksheet_server.values.budget import Budget
from worksheet_server.values.manifest import Manifest, TopicEntry
from worksheet_server.values.requests import Request

Emit = Callable[[Result], None]


def load() -> str:
    """The topics of this kernel; ``FAKE_BROKEN`` in the environment makes it fail as a missing library would."""
    print("loading, says a topic that should not print")
    if os.environ.get("FAKE_BROKEN"):
        raise ModuleNotFoundError("No module named 'sympy'")
    return "topics"


def warm_up(topics: str) -> Iterator[None]:
    """Two steps of nothing."""
    yield
    yield


def manifest(topics: str) -> Manifest:
    """One topic."""
    return Manifest((TopicEntry(topics, "1", "tests"),), versions=os.environ.get("OPENBLAS_NUM_THREADS", ""))


def evaluate(request: Request, topics: str, emit: Emit) -> None:
    """Does what the statement says."""
    action, argument = _asked(request.statement)
    _ACTIONS[action](argument, request, emit)


def _asked(statement: Statement) -> tuple[str, str]:
    assert isinstance(statement.content, Check)
    call = statement.content.chain.first
    assert isinstance(call, Call) and isinstance(call.function, Name)
    return call.function.text, _text(call.arguments[0]) if call.arguments else ""


def _text(node: object) -> str:
    return node.digits if isinstance(node, Number) else node.text if isinstance(node, Name) else ""


def _answer(text: str, emit: Emit, *, pending: bool = False) -> None:
    exact: Expression = Number(text) if text.isdigit() else Name(text)
    verdict = None if pending else Verdict.PROVED
    emit(Result(Answer(exact), verdict, verdict, pending=pending))


def _give(text: str, _request: Request, emit: Emit) -> None:
    _answer(text, emit)


def _process(_text: str, _request: Request, emit: Emit) -> None:
    _answer(str(os.getpid()), emit)


def _two_parts(text: str, _request: Request, emit: Emit) -> None:
    _answer(text, emit, pending=True)
    _answer(text, emit)


def _slow_check(text: str, _request: Request, emit: Emit) -> None:
    _answer(text, emit, pending=True)
    _hang("", _request, emit)


def _hang(_text: str, _request: Request, _emit: Emit) -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGTERM, signal.SIGINT})
    while True:
        time.sleep(1000)


def _hang_after_touching(path: str, request: Request, emit: Emit) -> None:
    Path(path).write_text(str(os.getpid()))
    _hang("", request, emit)


def _soft(_text: str, _request: Request, emit: Emit) -> None:
    _answer("7", emit, pending=True)
    with Budget.of(0.01).enforce():
        while True:
            time.sleep(0.001)


def _abort(_text: str, _request: Request, _emit: Emit) -> None:
    os.abort()


def _abort_for_memory(_text: str, _request: Request, _emit: Emit) -> None:
    os.write(2, b"GNU MP: Cannot allocate memory (size=17179869200)\n")
    os.abort()


def _leave(status: str, _request: Request, _emit: Emit) -> None:
    os._exit(int(status))


def _allocate(size: str, _request: Request, emit: Emit) -> None:
    block = bytearray(int(size))
    _answer(str(len(block)), emit)


def _hoard(size: str, request: Request, _emit: Emit) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    block = bytearray(int(size))
    block[:: os.sysconf("SC_PAGE_SIZE")] = b"x" * len(block[:: os.sysconf("SC_PAGE_SIZE")])
    _hang("", request, _emit)


def _keep(size: str, _request: Request, emit: Emit) -> None:
    _KEPT.append(bytearray(int(size)))
    _process("", _request, emit)


def _long(size: str, _request: Request, emit: Emit) -> None:
    _answer("a" * int(size), emit)


def _recurse(depth: str, request: Request, emit: Emit) -> None:
    def down(left: int) -> int:
        return min([left], key=lambda each: down(left - 1) if left else 0)

    down(int(depth))
    _answer("0", emit)


def _fail(text: str, _request: Request, _emit: Emit) -> None:
    raise ValueError(f"{text}\nmore lines")


def _print(text: str, _request: Request, emit: Emit) -> None:
    print("stray " * 50_000)
    os.write(1, b"stray " * 50_000)
    print("stray", file=sys.stderr, flush=True)
    sys.stdout.flush()
    assert sys.stdin is None or not os.read(0, 1)
    _answer(text, emit)


def _silent(_text: str, _request: Request, _emit: Emit) -> None:
    return


def _talk_on(_text: str, _request: Request, emit: Emit) -> None:
    _answer("1", emit)
    _answer("2", emit)


def _garbage(_text: str, _request: Request, _emit: Emit) -> None:
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"\xff" * 8)
        except OSError:
            continue
    _hang("", _request, _emit)


_KEPT: list[bytearray] = []
_ACTIONS: dict[str, Callable[[str, Request, Emit], None]] = {
    "give": _give,
    "process": _process,
    "twoParts": _two_parts,
    "slowCheck": _slow_check,
    "hang": _hang,
    "hangAfter": _hang_after_touching,
    "soft": _soft,
    "abort": _abort,
    "abortForMemory": _abort_for_memory,
    "leave": _leave,
    "allocate": _allocate,
    "hoard": _hoard,
    "keep": _keep,
    "long": _long,
    "recurse": _recurse,
    "fail": _fail,
    "print": _print,
    "silent": _silent,
    "talkOn": _talk_on,
    "garbage": _garbage,
}
