"""Which polynomials over the generators are real, and which are nowhere negative."""

from __future__ import annotations

from flint import fmpq_mpoly

from worksheet_server.symbolic.algebraic_numbers import sign_of_constant
from worksheet_server.symbolic.field.fractions import Field, Fraction


def is_real(value: fmpq_mpoly, field: Field) -> bool:
    """Whether every generator in ``value`` is real wherever it is defined."""
    return all(field.generators[index].real for index, power in enumerate(value.degrees()) if power)


def is_nonnegative(value: fmpq_mpoly, field: Field) -> bool:
    """Whether ``value`` is known to be nowhere negative where it is defined."""
    if value.is_zero():
        return False
    if all(_monomial_sign(monomial, field) == (1 if c > 0 else -1) for monomial, c in field.terms(value)):
        return True
    if (
        field.key(Fraction(value / abs(value.leading_coefficient()), value.context().constant(1)))
        in field.positive_keys
    ):
        return True
    return _definite_quadratic(value, field) or _positive_constant(value, field)


def _monomial_sign(monomial: tuple[tuple[int, int], ...], field: Field) -> int:
    """1 where the monomial is nowhere negative, −1 where it is nowhere positive, else 0."""
    sign = 1
    for index, power in monomial:
        generator = field.generators[index]
        if generator.nonnegative or (power % 2 == 0 and generator.real):
            continue
        if not (generator.kind == "symbol" and generator.expression.is_nonpositive):
            return 0
        sign = -sign
    return sign


def _definite_quadratic(value: fmpq_mpoly, field: Field) -> bool:
    used = [index for index, power in enumerate(value.degrees()) if power]
    if len(used) != 1 or value.degrees()[used[0]] != 2 or not field.generators[used[0]].real:
        return False
    coefficients = {key[used[0]]: c for key, c in value.to_dict().items()}
    a, b, c = (coefficients.get(power, 0) for power in (2, 1, 0))
    return bool(a > 0 and b * b - 4 * a * c <= 0)


def _positive_constant(value: fmpq_mpoly, field: Field) -> bool:
    used = [index for index, power in enumerate(value.degrees()) if power]
    if not used or any(field.generators[index].expression.free_symbols for index in used):
        return False
    return sign_of_constant(field.expression(field.polynomial(value))) == 1
