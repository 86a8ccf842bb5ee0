"""What is said about names before anything is computed."""

from __future__ import annotations

import pytest

from worksheet_server.engine.names import is_letter
from worksheet_server.engine.worksheet import read


def check(text: str, *expected: str) -> None:
    """``expected`` are the findings of a worksheet: line, severity, code, the text under the carets, the message."""
    worksheet = read(text.strip("\n").split("\n"))
    found = []
    for index, placed in enumerate(worksheet.placed):
        for each in worksheet.diagnostics(index):
            under = placed.text[each.span.start : each.span.stop]
            found.append(f"{placed.line + 1} {each.severity} {each.code} [{under}] {each.message}")
    assert found == list(expected)


@pytest.mark.parametrize("name", ["x", "X", "x1", "w_0", "θ", "θ_old", "ŷ", "x̂", "w_new"])
def test_one_letter_is_a_free_variable(name: str) -> None:
    assert is_letter(name)
    check(f"{name} + 1")


@pytest.mark.parametrize("name", ["xy", "rate", "a1b", "αβ"])
def test_several_letters_are_none(name: str) -> None:
    assert not is_letter(name)


def test_the_nearest_name_is_offered() -> None:
    check("length = 3\nlenght + 1", "2 error undefined-name [lenght] `lenght` is not defined; did you mean `length`?")


def test_a_later_definition_is_named_by_its_line() -> None:
    check(
        "rate + 1\n\nrate = 3",
        "1 error undefined-name [rate] `rate` is defined on line 3, below",
    )


def test_a_product_is_offered() -> None:
    worksheet = read(["p = 2", "1/pq + pq"])
    fixes = [fix.replacement for each in worksheet.diagnostics(1) for fix in each.fixes]
    assert sorted(fixes) == ["(p*q)", "p*q"]


def test_what_declares_a_name() -> None:
    check("assume rate > 0, bound > rate\nrate + bound")
    check("rate + limit_2 where rate = 3, limit_2 > 0")
    check("loss(rate) = rate^2\n∂loss/∂rate\nloss'(rate)\nrate", "4 error undefined-name [rate] `rate` is not defined")
    check("sum(index^2, index=1..3)")
    check("int(rate^2, rate)")
    check("rate^2 at rate=3")


def test_functions_of_the_library_are_known() -> None:
    check("sin'(0)\nsin(x) + max(x, 2)\nN = 3\nN + 1")


def test_a_replaced_definition() -> None:
    check(
        "a = 1\n\na = 2\na = a + 1",
        "3 hint redefinition [a] takes the place of the `a` of line 1 from here on",
        "4 hint redefinition [a] takes the place of the `a` of line 3 from here on",
    )


def test_a_shadowed_function() -> None:
    check("len = 3\nlen + 1", "1 hint redefinition [len] takes the place of the function `len` from here on")


def test_what_rests_on_an_unreadable_line() -> None:
    check(
        "a = 1\na = (2 +\nb = a + 1\nb",
        "2 error syntax [+] something is missing after `+`",
        "3 information depends-on-broken [a] `a` is defined on line 2, which has an error",
        "4 information depends-on-broken [b] `b` rests on `a` on line 2, which has an error",
    )


def test_an_open_name_takes_no_value_on_the_side() -> None:
    check(
        "a = b = 3",
        "1 error undefined-name [b] `b` has no value yet, so this would define `a` alone and claim the rest",
    )
    check("b = 3\na = b = 3")


def test_a_function_cannot_use_itself() -> None:
    check(
        "f(n) = n f(n - 1)",
        "1 hint ambiguous-reading [f] `f` is not a function here: read as a product",
        "1 error undefined-name [f] `f` is not defined yet on its own line: a definition cannot use itself",
    )
    check("w = w + 1")


@pytest.mark.parametrize("text", ["sum(e, e=1..3)", "f(pi) = 2"])
def test_reserved_names(text: str) -> None:
    (found,) = read([text]).diagnostics(0)
    assert (found.severity, found.code) in (("error", "reserved-name"), ("error", "syntax"))


def test_settings() -> None:
    check(
        "set digits 20\nset tolerance 1e-8\nset complex\nset digit 3\nset digits 0",
        "4 error unknown-setting [set digit 3] there is no setting `digit`; did you mean `digits`?",
        "5 error unknown-setting [set digits 0] `digits` takes a whole number from 1 to 1000, as in `set digits 20`",
    )
    readings = read(["set digits 20", "set tolerance 1e-8", "1"]).readings
    assert (readings[2].settings.digits, readings[2].settings.tolerance) == (20, "1e-8")
