"""The worksheets that a command is given: files, folders, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from worksheet_server.text.lines import split_lines

SUFFIX = ".calc"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Source:
    """A worksheet's text: its lines, what ends each of them, and whether a byte order mark stands before them.

    ``file`` is ``None`` for standard input.
    """

    path: str
    file: Path | None
    lines: tuple[str, ...]
    ends: tuple[str, ...]
    marked: bool = False

    def encode(self, lines: Iterable[str], ends: Iterable[str]) -> bytes:
        """Another text in the way this one was written."""
        text = "".join(part for pair in zip(lines, ends, strict=True) for part in pair)
        return (_BOM if self.marked else b"") + text.encode()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path without a worksheet to read: why, and what to do about it."""

    path: str
    reason: str
    remedy: str


def sources(paths: Iterable[str], stdin_name: str = "<stdin>") -> Iterator[Source | Unreadable]:
    """Each worksheet below ``paths`` once, in their order; ``-`` is standard input, of a folder every ``.calc`` that no
    ``.gitignore`` excludes."""
    seen: set[Path] = set()
    for path in paths:
        if path == "-":
            yield decode(sys.stdin.buffer.read(), stdin_name, None)
            continue
        for file in _files(Path(path)):
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield load(file)


def load(file: Path) -> Source | Unreadable:
    """One file."""
    path = str(file)
    try:
        return decode(file.read_bytes(), path, file)
    except FileNotFoundError:
        return Unreadable(path, "no such file or folder", "check the spelling; paths start from the current folder")
    except IsADirectoryError:
        return Unreadable(path, "is a folder", f"name a {SUFFIX} file inside it")
    except PermissionError:
        return Unreadable(path, "permission denied", "make the file readable for you")
    except OSError as error:
        return Unreadable(path, error.strerror or str(error), "see whether other programs can read it")


def decode(data: bytes, path: str, file: Path | None) -> Source | Unreadable:
    """The worksheet that bytes are; they must be UTF-8."""
    marked = data.startswith(_BOM)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        remedy = "save it as UTF-8; `iconv -f LATIN1 -t UTF-8` converts a file in the old Western encoding"
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            remedy = "it looks like UTF-16: save it as UTF-8"
        return Unreadable(path, f"not UTF-8: byte 0x{byte:02x} on line {line}", remedy)
    lines, ends = split_lines(text)
    return Source(path, file, tuple(lines), tuple(ends), marked)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _below(path, _rules_above(path))
    else:
        yield path


def _below(folder: Path, rules: tuple[tuple[Path, GitIgnoreSpec], ...]) -> Iterator[Path]:
    rules = (*rules, *_rules_of(folder))
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or _ignored(entry, rules):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry, rules)
        elif entry.suffix == SUFFIX and entry.is_file():
            yield entry


def _rules_above(folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
    """The rules of the folders around ``folder``, as far up as its repository reaches."""
    here = folder.resolve()
    around = [here, *here.parents]
    top = next((index for index, each in enumerate(around) if (each / ".git").exists()), None)
    if top is None:
        return ()
    return tuple(rule for each in reversed(around[1 : top + 1]) for rule in _rules_of(each))


def _rules_of(folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
    try:
        lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    return ((folder.resolve(), GitIgnoreSpec.from_lines(lines)),)


def _ignored(entry: Path, rules: tuple[tuple[Path, GitIgnoreSpec], ...]) -> bool:
    """Whether the nearest ``.gitignore`` with something to say about ``entry`` excludes it."""
    resolved = entry.parent.resolve() / entry.name
    for folder, spec in reversed(rules):
        path = resolved.relative_to(folder).as_posix() + ("/" if entry.is_dir() else "")
        verdict = spec.check_file(path).include
        if verdict is not None:
            return verdict
    return False
