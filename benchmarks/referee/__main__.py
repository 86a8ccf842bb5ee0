"""Runs the corpus and prints what became of its cases.

``make bench-referee`` runs all of it.  The exit code is 1 when a wrong answer is shown as proved or supported, or a
right one is refuted.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.referee.cases import SETS, Case, load
from benchmarks.referee.disputed import disputed
from benchmarks.referee.goals import goals
from benchmarks.referee.grading import outcomes
from benchmarks.referee.outcomes import FORBIDDEN, Outcome
from benchmarks.referee.report import listing, table
from benchmarks.referee.running import run
from benchmarks.referee.shown import Shown
from benchmarks.referee.sympy_alone import record
from benchmarks.referee.sympy_record import PATH, read_records
from worksheet_server.values.requests import Settings

QUICK = 8
"""A quick run takes every eighth case."""


def main() -> int:
    """Runs, grades, prints; returns the exit code."""
    arguments = _arguments()
    cases, left_out = _chosen(arguments)
    if arguments.sympy:
        record(cases, _progress("SymPy", len(cases)))
        return 0
    began = time.monotonic()
    if arguments.regrade is not None:
        found = _regraded(cases, arguments.regrade)
    else:
        found = []
        for name in dict.fromkeys(each.set for each in cases):
            batch = [each for each in cases if each.set == name]
            found += outcomes(batch, run(batch, _progress(name, len(batch))))
            if arguments.json is not None:
                _write(arguments.json, found)
    if arguments.json is not None:
        _write(arguments.json, found)
    limits, records = Settings(), read_records()
    print(table(found, records), end="\n\n")
    print(*goals(found, records), sep="\n")
    print(listing(found), end="\n\n")
    for case, reason in left_out.items():
        print(f"left out: {case} ({reason})")
    print(
        f"{len(found)} cases in {time.monotonic() - began:.0f} s; limits: {limits.answer_seconds:g} s for the answer, "
        f"{limits.referee_seconds:g} s for the referee"
    )
    return int(any(each.counter in FORBIDDEN for each in found))


def _chosen(arguments: argparse.Namespace) -> tuple[list[Case], dict[str, str]]:
    cases = load(arguments.set or SETS)
    if arguments.case:
        cases = [each for each in cases if each.id in arguments.case]
    if arguments.quick:
        cases = cases[::QUICK]
    if not cases:
        sys.exit("no such case")
    left_out = disputed(cases)
    return [each for each in cases if each.id not in left_out], left_out


def _regraded(cases: Sequence[Case], path: Path) -> list[Outcome]:
    shown = {row["id"]: Shown.of(row["shown"]) for row in json.loads(path.read_text(encoding="utf-8"))}
    known = [each for each in cases if each.id in shown]
    return outcomes(known, [shown[each.id] for each in known])


def _write(path: Path, found: Sequence[Outcome]) -> None:
    rows = [
        {"id": each.case.id, "counter": each.counter, "right": each.right, "why": each.why}
        | {"case": asdict(each.case), "shown": each.shown.row()}
        for each in found
    ]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def _progress(name: str, total: int) -> Any:
    def tell(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r\x1b[K{name} {done}/{total}" if done < total else "\r\x1b[K", end="", file=sys.stderr, flush=True)

    return tell


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.referee", description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="every eighth case")
    parser.add_argument("--set", action="append", choices=SETS, help="one of the files (repeatable)")
    parser.add_argument("--case", action="append", metavar="ID", help="one case (repeatable)")
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write what was shown for every case, and its outcome"
    )
    parser.add_argument("--regrade", type=Path, metavar="FILE", help="grade what such a file holds; runs nothing")
    parser.add_argument("--sympy", action="store_true", help=f"put the cases to SymPy alone, and write {PATH.name}")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
