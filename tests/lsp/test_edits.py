"""However a text came about, it is answered like the same text opened afresh."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from worksheet_server.lsp.diagnostics import collect
from worksheet_server.lsp.documents import Document
from worksheet_server.queries.hints import hints
from worksheet_server.queries.hover import hover
from worksheet_server.queries.places import Place
from worksheet_server.queries.symbols import outline
from worksheet_server.service.session import Session
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.statements import Check, Definition
from worksheet_server.syntax.tree import Number
from worksheet_server.text.positions import Encoding
from worksheet_server.values.answers import Answer, Result, Verdict
from worksheet_server.values.manifest import Manifest
from worksheet_server.values.requests import Request


@dataclass
class Ticket:
    """Answers in two parts."""

    request: Request
    cancelled: bool = False

    async def __aiter__(self) -> AsyncIterator[Result]:
        answer = Answer(Number(str(weight(self.request))))
        yield Result(answer, pending=True)
        await asyncio.sleep(0)
        if not self.cancelled:
            yield Result(answer, Verdict.PROVED, Verdict.PROVED)

    def cancel(self) -> None:
        self.cancelled = True


class Evaluator:
    """Answers with a number that depends on everything that is asked, and on nothing else."""

    def submit(self, request: Request, priority: int) -> Ticket:
        return Ticket(request)

    async def manifest(self) -> Manifest:
        return Manifest()


def weight(request: Request) -> int:
    content = request.statement.content
    assert isinstance(content, Check | Definition)
    texts = [show(content.chain.first), *(show(each.chain.first) for each in request.scope)]
    return sum(map(ord, "".join(texts)))


LINES = st.sampled_from(
    (
        *("a = 2", "a = 1 + 1", "b = a + 1", "a + b", "b^2 =>", "f(x) = a x", "f(3)", "1 + (2", "# c 𝑥", "## h", ""),
        *("assume n > 0", "n + a", "  = 3", "sum(i,", "  i=1..a)", "ŷ 𝑥"),
    )
)
TEXTS = st.lists(LINES, max_size=7).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n"]).map(lambda end: end.join(lines))
)
POSITIONS = st.builds(types.Position, st.integers(0, 8), st.integers(0, 9))
CHANGES = st.one_of(
    st.builds(
        lambda start, end, text: types.TextDocumentContentChangePartial(types.Range(start, end), text),
        POSITIONS,
        POSITIONS,
        st.one_of(TEXTS, st.sampled_from(["", "1", "\n", "a", "𝑥", ")"])),
    ),
    st.builds(types.TextDocumentContentChangeWholeDocument, TEXTS),
)


def told(document: Document) -> object:
    """Everything that an editor can be told about a worksheet."""
    hovers = [hover(document.state, Place(line, 0)) for line in range(len(document.lines))]
    return hints(document.state, 0, 99), hovers, collect(document), outline(document.state)


async def play(
    text: str, steps: list[tuple[list[types.TextDocumentContentChangeEvent], bool]], encoding: Encoding
) -> None:
    warm = Document("warm", 1, text, encoding, Session(Evaluator()))
    for version, (changes, patient) in enumerate(steps, 2):
        if patient:
            await warm.session.settled()
        told(warm)
        warm.edit(changes, version)
    cold = Document("cold", 1, warm.lines.text, encoding, Session(Evaluator()))
    for document in (warm, cold):
        await document.session.settled()
    assert warm.lines.lines == cold.lines.lines
    assert told(warm) == told(cold)
    for document in (warm, cold):
        document.close()


@settings(deadline=None, max_examples=60)
@given(
    TEXTS,
    st.lists(st.tuples(st.lists(CHANGES, min_size=1, max_size=2), st.booleans()), max_size=5),
    st.sampled_from(Encoding),
)
def test_an_edited_worksheet_is_like_one_that_was_opened(
    text: str, steps: list[tuple[list[types.TextDocumentContentChangeEvent], bool]], encoding: Encoding
) -> None:
    asyncio.run(play(text, steps, encoding))
