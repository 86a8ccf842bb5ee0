"""``worksheet server``, as far as the command is concerned: whoever starts the command brings the server."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

Serve = Callable[[Sequence[str]], int]


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def server(context: click.Context, arguments: Sequence[str]) -> None:
    """Start the language server for editors (on standard input and output, or --tcp HOST:PORT)."""
    serve: Serve = context.obj
    context.exit(serve(arguments))
