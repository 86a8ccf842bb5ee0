"""Removing what the relations between generators make superfluous."""

from __future__ import annotations

from typing import Any

from flint import fmpq_mpoly

from worksheet_server.symbolic.field.fractions import Field, Fraction, Relation


def reduced(value: Fraction, field: Field) -> Fraction:
    """``value`` with every power of a generator lowered by its relation, the latest generators first."""
    above, below = _reduced(field.lift(value.above), field), _reduced(field.lift(value.below), field)
    return field.multiply(above, field.inverse(below))


def canonical(value: Fraction, field: Field) -> Fraction:
    """``value`` reduced, and with a denominator free of ``ⅈ``: equal arguments of functions get equal keys."""
    found = reduced(value, field)
    for index, generator in enumerate(field.generators):
        if generator.kind == "unit" and _degree(found.below, index):
            conjugate = _conjugate(found.below, index)
            above, below = field.polynomial(found.above * conjugate), field.polynomial(found.below * conjugate)
            found = field.multiply(_reduced(above.above, field), field.inverse(_reduced(below.above, field)))
    return found


def _reduced(value: fmpq_mpoly, field: Field) -> Fraction:
    below = field.constant(1)
    for index in range(len(field.generators) - 1, -1, -1):
        field.budget.check()
        generator = field.generators[index]
        if generator.kind == "sign":
            value = _sign_pairs(value, index, generator.arguments, field)
        relation = generator.relation
        if relation is not None and _degree(value, index) >= relation.degree:
            value, divided = _lowered(value, index, relation, field)
            below = field.multiply(below, divided)
    return field.multiply(field.polynomial(value), field.inverse(below))


def _degree(value: fmpq_mpoly, index: int) -> int:
    return int(value.degrees()[index]) if not value.is_zero() else 0


def _lowered(value: fmpq_mpoly, index: int, relation: Relation, field: Field) -> tuple[fmpq_mpoly, Fraction]:
    """``value`` times ``divided``, in which the generator stays below the relation's degree."""
    context = field.context()
    parts: dict[tuple[int, int], dict[tuple[int, ...], Any]] = {}
    step = relation.degree - relation.rest
    for exponents, coefficient in value.to_dict().items():
        power = int(exponents[index])
        times = (power - relation.rest) // step if power >= relation.degree else 0
        left = tuple(0 if place == index else each for place, each in enumerate(exponents))
        part = parts.setdefault((times, power - times * step), {})
        part[left] = part.get(left, 0) + coefficient
    most = max(times for times, _ in parts)
    factor = field.lifted(relation.value)
    generator = context.gens()[index]
    total = context.constant(0)
    for (times, rest), terms in parts.items():
        value_then = field.power_of(factor.above, times) * field.power_of(factor.below, most - times)
        total += context.from_dict(terms) * value_then * generator**rest
    return total, field.polynomial(field.power_of(factor.below, most))


def _sign_pairs(value: fmpq_mpoly, sign: int, arguments: tuple[Any, ...], field: Field) -> fmpq_mpoly:
    """``sign(f) |f| = f``, and ``sign(x) x = |x|`` where ``f`` is one generator."""
    magnitude, inside = arguments
    pairs = [(sign, magnitude, field.lift(inside))]
    own = [index for index, power in enumerate(field.lift(inside).degrees()) if power]
    if len(own) == 1 and field.lift(inside) == field.context().gens()[own[0]]:
        pairs.append((sign, own[0], field.context().gens()[magnitude]))
    changed = True
    while changed:
        changed = False
        for first, second, product in pairs:
            terms = value.to_dict()
            both = {key: c for key, c in terms.items() if key[first] and key[second]}
            if both:
                changed = True
                left = {key: c for key, c in terms.items() if key not in both}
                value = field.context().from_dict(left)
                for key, coefficient in both.items():
                    times = min(key[first], key[second])
                    rest = tuple(
                        power - times if place in (first, second) else power for place, power in enumerate(key)
                    )
                    value += field.context().from_dict({rest: coefficient}) * field.power_of(product, times)
    return value


def _conjugate(value: fmpq_mpoly, unit: int) -> fmpq_mpoly:
    return value.context().from_dict({key: -c if key[unit] % 2 else c for key, c in value.to_dict().items()})
