"""Which statement of a worksheet stood where before an edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Alignment:
    """The first ``prefix`` and last ``suffix`` statements kept their text; ``middle`` pairs the others, new to old."""

    prefix: int
    suffix: int
    old: int
    new: int
    middle: dict[int, int] = field(default_factory=dict)

    def before(self, index: int) -> int | None:
        """The old position of what stands at ``index`` now; ``None`` for what was inserted."""
        if index < self.prefix:
            return index
        if index >= self.new - self.suffix:
            return index - self.new + self.old
        return self.middle.get(index)


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Pairs equal texts from both ends; between them by place where there are as many as before, else equal texts."""
    shorter = min(len(old), len(new))
    prefix = 0
    while prefix < shorter and old[prefix] == new[prefix]:
        prefix += 1
    suffix = 0
    while suffix < shorter - prefix and old[-1 - suffix] == new[-1 - suffix]:
        suffix += 1
    return Alignment(prefix, suffix, len(old), len(new), _between(old, new, prefix, suffix))


def _between(old: Sequence[str], new: Sequence[str], prefix: int, suffix: int) -> dict[int, int]:
    olds, news = range(prefix, len(old) - suffix), range(prefix, len(new) - suffix)
    if len(olds) == len(news):
        return dict(zip(news, olds, strict=True))
    places: dict[str, list[int]] = {}
    for index in reversed(olds):
        places.setdefault(old[index], []).append(index)
    pairs: dict[int, int] = {}
    last = -1
    for index in news:
        found = places.get(new[index])
        while found and found[-1] <= last:
            found.pop()
        if found:
            pairs[index] = last = found.pop()
    return pairs
