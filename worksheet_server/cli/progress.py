"""The bar that moves while lines are evaluated, on a terminal and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from worksheet_server.cli.console import Color, console
from worksheet_server.cli.evaluation import Count


@contextmanager
def bar(color: Color, quiet: bool = False) -> Iterator[Callable[[Count], None] | None]:
    """Whom to tell how far an evaluation is; ``None`` where standard error is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("evaluating"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("lines"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console(color, sys.stderr), transient=True) as progress:
        task = progress.add_task("lines", total=None)
        yield lambda count: progress.update(task, total=count.total, completed=count.done)
