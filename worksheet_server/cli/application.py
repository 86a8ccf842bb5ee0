"""The command ``worksheet`` and its parts."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

import click

from worksheet_server.cli.check import check
from worksheet_server.cli.eval import eval_line
from worksheet_server.cli.format import format_files
from worksheet_server.cli.run import run
from worksheet_server.cli.server import Serve, server
from worksheet_server.cli.topics import topics

PACKAGE = "worksheet-server"


class _InOrder(click.Group):
    """A group that lists its commands as they are told here."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version(PACKAGE), "-V", "--version", prog_name="worksheet", message="%(prog)s %(version)s")
def worksheet() -> None:
    """Mathematics in .calc worksheets, answered and checked line by line.

    \b
    worksheet run notes.calc            every answer beside its line
    worksheet check                     what is wrong in the worksheets below this folder
    worksheet eval 'sum(i^2, i=1..n)'   one line, with its evidence
    """


for command in (check, run, eval_line, format_files, topics, server):
    worksheet.add_command(command)


def main(arguments: Sequence[str], serve: Serve) -> int:
    """Runs one command; returns its exit status: 0, 1 for findings, 2 where it failed, 130 where it was interrupted."""
    try:
        status = worksheet.main(list(arguments), prog_name="worksheet", standalone_mode=False, obj=serve)
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OSError as error:
        return _unwritable(error)
    return status if isinstance(status, int) else 0


def _unwritable(error: OSError) -> int:
    """Tells that what was found could not be written: a full disk, a closed descriptor."""
    click.echo(f"error: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""), err=True)
    # What is still buffered cannot be written either, and would fail once more when Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 2
