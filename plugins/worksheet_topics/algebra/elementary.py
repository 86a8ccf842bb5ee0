"""The elementary functions as a reader meets them: signature, meaning, an example."""

from __future__ import annotations

from worksheet_server.api import Function

_TABLE = (
    ("sqrt", "sqrt(x)", "The square root.", "sqrt(16) => 4"),
    ("cbrt", "cbrt(x)", "The real cube root.", "cbrt(-8) => -2"),
    ("exp", "exp(x)", "The exponential function.", "exp(0) => 1"),
    ("ln", "ln(x)", "The natural logarithm; log(x) is the same.", "ln(e^2) => 2"),
    ("log2", "log2(x)", "The logarithm to base 2.", "log2(8) => 3"),
    ("log10", "log10(x)", "The logarithm to base 10.", "log10(1000) => 3"),
    ("sin", "sin(x)", "The sine of an angle in radians.", "sin(pi/6) => 1/2"),
    ("cos", "cos(x)", "The cosine of an angle in radians.", "cos(pi/3) => 1/2"),
    ("tan", "tan(x)", "The tangent.", "tan(pi/4) => 1"),
    ("cot", "cot(x)", "The cotangent.", "cot(pi/4) => 1"),
    ("sec", "sec(x)", "The secant, 1/cos(x).", "sec(0) => 1"),
    ("csc", "csc(x)", "The cosecant, 1/sin(x).", "csc(pi/2) => 1"),
    ("asin", "asin(x)", "The inverse sine, in [-pi/2, pi/2].", "asin(1) => pi/2"),
    ("acos", "acos(x)", "The inverse cosine, in [0, pi].", "acos(0) => pi/2"),
    ("atan", "atan(x)", "The inverse tangent, in (-pi/2, pi/2).", "atan(1) => pi/4"),
    ("sinh", "sinh(x)", "The hyperbolic sine.", "sinh(0) => 0"),
    ("cosh", "cosh(x)", "The hyperbolic cosine.", "cosh(0) => 1"),
    ("tanh", "tanh(x)", "The hyperbolic tangent.", "tanh(0) => 0"),
    ("asinh", "asinh(x)", "The inverse hyperbolic sine.", "asinh(0) => 0"),
    ("acosh", "acosh(x)", "The inverse hyperbolic cosine.", "acosh(1) => 0"),
    ("atanh", "atanh(x)", "The inverse hyperbolic tangent.", "atanh(0) => 0"),
    ("abs", "abs(x)", "The absolute value; |x| is the same.", "abs(-3) => 3"),
    ("sign", "sign(x)", "-1, 0 or 1.", "sign(-2) => -1"),
    ("floor", "floor(x)", "The largest integer not above x.", "floor(-1/2) => -1"),
    ("ceil", "ceil(x)", "The smallest integer not below x.", "ceil(1/2) => 1"),
    ("min", "min(a, b, …)", "The smallest.", "min(2, 1, 3) => 1"),
    ("max", "max(a, b, …)", "The largest.", "max(2, 1, 3) => 3"),
    ("mod", "mod(a, b)", "The remainder with the sign of b.", "mod(-1, 5) => 4"),
    ("gcd", "gcd(a, b)", "The greatest common divisor.", "gcd(12, 18) => 6"),
    ("factorial", "factorial(n)", "The factorial; n! is the same.", "factorial(5) => 120"),
    ("binomial", "binomial(n, k)", "The number of ways to choose k of n.", "binomial(5, 2) => 10"),
    ("gamma", "gamma(x)", "Euler's gamma function.", "gamma(5) => 24"),
    ("beta", "beta(a, b)", "Euler's beta function.", "beta(2, 3) => 1/12"),
    ("zeta", "zeta(s)", "Riemann's zeta function.", "zeta(2) => pi^2/6"),
    ("erf", "erf(x)", "The error function.", "erf(0) => 0"),
    ("erfc", "erfc(x)", "The complementary error function.", "erfc(0) => 1"),
    ("Si", "Si(x)", "The sine integral.", "Si(0) => 0"),
    ("Ci", "Ci(x)", "The cosine integral.", "Ci(1) => 0.337404"),
    ("Ei", "Ei(x)", "The exponential integral.", "Ei(1) => 1.895118"),
    ("sigmoid", "sigmoid(x)", "The logistic function 1/(1 + exp(-x)).", "sigmoid(0) => 1/2"),
    ("relu", "relu(x)", "max(0, x).", "relu(-3) => 0"),
    ("softplus", "softplus(x)", "ln(1 + exp(x)).", "softplus(0) => ln(2)"),
    ("dot", "dot(u, v)", "The dot product of two vectors.", "dot((1, 2), (3, 4)) => 11"),
    ("norm", "norm(v)", "The Euclidean length of a vector.", "norm((3, 4)) => 5"),
    ("len", "len(v)", "The number of entries of a vector.", "len((3, 4, 5)) => 3"),
    ("mean", "mean(v)", "The mean of the entries of a vector.", "mean((1, 2, 6)) => 3"),
    ("N", "N(x, digits)", "The number to so many digits.", "N(pi, 10) => 3.141592654"),
)

ELEMENTARY = tuple(Function(*row) for row in _TABLE)
"""Functions without routes of their own: both arithmetics know them."""
