"""``worksheet topics``: what is installed, and the functions that it brings."""

from __future__ import annotations

import asyncio
import sys

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from worksheet_server.cli import json_report, options
from worksheet_server.cli.console import Color, console
from worksheet_server.cli.failures import CLEAN, FAILED, FINDINGS
from worksheet_server.service.evaluator import Evaluator
from worksheet_server.service.workers import Unavailable
from worksheet_server.values.manifest import FunctionEntry, Manifest, TopicEntry


@click.command()
@click.option(
    "--output-format", type=click.Choice(["full", "json"]), default="full", show_default=True, help="Text, or data."
)
@options.color
@click.pass_context
def topics(context: click.Context, output_format: str, color: Color) -> None:
    """List the topics, their versions, where each comes from, and the functions that it adds."""
    output = console(color)
    try:
        manifest = asyncio.run(_manifest())
    except Unavailable as error:
        console(color, sys.stderr).print(Text("error", "error").append(f": the kernel cannot start: {error}", "answer"))
        context.exit(FAILED)
    if output_format == "json":
        output.out(json_report.dump(_data(manifest)), highlight=False)
    else:
        for topic in manifest.topics:
            _show(output, topic, [each for each in manifest.functions if each.topic == topic.name])
        output.print(Text(f"libraries: {_libraries(manifest)}", "quiet"))
    context.exit(FINDINGS if any(each.problem for each in manifest.topics) else CLEAN)


async def _manifest() -> Manifest:
    async with Evaluator(workers=1, reserved=0) as evaluator:
        return await evaluator.manifest()


def _show(output: Console, topic: TopicEntry, functions: list[FunctionEntry]) -> None:
    output.print(Text(topic.name, "heading").append(f"  {topic.version}  {topic.origin}", "quiet"))
    if topic.problem:
        output.print(Text("  disabled", "error").append(f": {topic.problem}", "default"))
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", style="quiet")
    for each in functions:
        table.add_row(f"  {each.signature}", each.summary)
    if functions:
        output.print(table)
    output.print(Text())


def _libraries(manifest: Manifest) -> str:
    known = {each.name for each in manifest.topics}
    return ", ".join(each.replace("=", " ") for each in manifest.versions.split() if each.split("=")[0] not in known)


def _data(manifest: Manifest) -> dict[str, object]:
    return {
        "topics": [
            {"name": each.name, "version": each.version, "origin": each.origin, "problem": each.problem or None}
            for each in manifest.topics
        ],
        "functions": [
            {
                "name": each.name,
                "signature": each.signature,
                "summary": each.summary,
                "example": each.example,
                "topic": each.topic,
            }
            for each in manifest.functions
        ],
        "versions": manifest.versions,
    }
