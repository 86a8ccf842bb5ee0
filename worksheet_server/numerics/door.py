"""The one door to the numerical libraries, whose types are incomplete.

Everything behind it is ``Any`` for the type checker.  ``arb`` is a real ball, ``acb`` a complex one, ``fmpq`` an exact
rational; see https://python-flint.readthedocs.io.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import flint
import mpmath as _mpmath

arb: Any = flint.arb
acb: Any = flint.acb
fmpq: Any = flint.fmpq
fmpz: Any = flint.fmpz
acb_series: Any = flint.acb_series
fmpq_series: Any = flint.fmpq_series
mpmath: Any = _mpmath

_ctx: Any = flint.ctx

NAN: Any = acb(arb.nan(), arb.nan())
"""The ball that says nothing."""


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Runs a block with FLINT's working precision at ``bits``."""
    before = _ctx.prec
    if before == bits:
        yield
        return
    _ctx.prec = bits
    try:
        yield
    finally:
        _ctx.prec = before


@contextmanager
def series_length(length: int) -> Iterator[None]:
    """Runs a block in which FLINT's power series keep ``length`` terms."""
    before = _ctx.cap
    _ctx.cap = length
    try:
        yield
    finally:
        _ctx.cap = before
