"""Puts cases to SymPy alone, each in a process that is ended at the limit."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection

from benchmarks.referee.cases import Case
from benchmarks.referee.grading import limited_grade
from benchmarks.referee.shown import Shown
from benchmarks.referee.sympy_calls import ask, warm_up
from benchmarks.referee.sympy_record import Record, read_records, write_records

LIMIT = 10.0
"""Seconds of processor time, as many as the answer to a line may take."""
_PATIENCE = 300.0
"""Seconds in all, for a process that waits for the processor."""
_EVERY = 20
_LONGEST = 400
"""Characters of an answer that are kept, once it is graded."""


def record(cases: Sequence[Case], tell: Callable[[int], None]) -> None:
    """Asks SymPy every case, and keeps its answers beside those already recorded for others."""
    warm_up()
    records = read_records()
    for done, case in enumerate(cases, 1):
        records[case.id] = _judged(case, _asked(case))
        tell(done)
        if done % _EVERY == 0 or done == len(cases):
            write_records(records.values())


def _asked(case: Case) -> Record:
    # Forked: each question meets a SymPy that is loaded and warm, and none meets what another left in its caches.
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(case, sender))
    process.start()
    sender.close()
    try:
        if receiver.poll(_PATIENCE):
            found = receiver.recv()
            return found if isinstance(found, Record) else Record(case.id, "nothing", LIMIT)
    except EOFError:
        pass
    finally:
        process.kill()
        process.join()
    return Record(case.id, "time limit", LIMIT)


def _answer(case: Case, sender: Connection) -> None:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    sender.send(ask(case))


def _judged(case: Case, found: Record) -> Record:
    if found.answer is None:
        return found
    if case.truth is not None:
        return replace(found, right=found.answer == str(case.truth).lower())
    digits = found.answer if _is_decimal(found.answer) else None
    shown = Shown(number=digits, radius="1e-12") if digits else Shown(exact=found.answer)
    return replace(found, answer=_cut(found.answer), right=limited_grade(case, shown).right)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _is_decimal(text: str) -> bool:
    return "." in text and text.lstrip("-").replace(".", "").replace("e-", "").replace("e", "").isdigit()
