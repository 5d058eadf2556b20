# Functions: one sentence each.
function-abs = The absolute value.
function-round = The value rounded to a number of decimal places (0 by default); halves round away from zero.
function-floor = Rounds down to an integer.
function-ceil = Rounds up to an integer.
function-trunc = Removes the fraction, rounding toward zero.
function-sign = The sign: -1 if negative, 0 if zero, 1 if positive.
function-div = The quotient of integer division: div(7, 2) is 3; null if the divisor is 0.
function-mod = The remainder of a division, with the sign of the dividend; the same as %; null if the divisor is 0.
function-pmod = The remainder of a division, never negative for a positive divisor; null if the divisor is 0.
function-power = The base raised to the exponent.
function-ln = The natural logarithm; null for 0 and below.
function-log10 = The base-10 logarithm; null for 0 and below.
function-log2 = The base-2 logarithm; null for 0 and below.
function-log = The natural logarithm, or the logarithm to a base; null for 0 and below.
function-greatest = The largest value; skips nulls.
function-least = The smallest value; skips nulls.
function-pi = The ratio of a circle's circumference to its diameter.
function-e = The base of the natural logarithm.
function-atan2 = The angle in radians between the x axis and the point (x, y).
function-sqrt = The square root; NaN below 0.
function-cbrt = The cube root.
function-exp = e raised to the value.
function-sin = The sine of an angle in radians.
function-cos = The cosine of an angle in radians.
function-tan = The tangent of an angle in radians.
function-asin = The arcsine, in radians.
function-acos = The arccosine, in radians.
function-atan = The arctangent, in radians.
function-degrees = Converts radians to degrees.
function-radians = Converts degrees to radians.

# The names of arguments.
argument-base = base
argument-digits = digits
argument-divisor = divisor
argument-exponent = exponent
argument-x = x
argument-y = y

# Invalid literals.
function-rounding = Digits must be between -18 and 18
