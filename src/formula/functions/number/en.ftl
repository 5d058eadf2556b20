# What a function gives: one line each.
function-abs = The value without its sign.
function-round = The value rounded to digits after the point (none without a word), halves away from zero.
function-floor = The next whole number below.
function-ceil = The next whole number above.
function-trunc = The whole number without what stands after the point.
function-sign = -1, 0 or 1, as the value is negative, zero or positive.
function-div = The whole part of a division of integers: div(7, 2) is 3; null where the divisor is 0.
function-mod = The remainder of a division, with the sign of the value, as % gives it; null where the divisor is 0.
function-pmod = The remainder of a division, never negative for a positive divisor; null where the divisor is 0.
function-power = The base to the power of the exponent.
function-ln = The natural logarithm; null for 0 and less.
function-log10 = The logarithm to base 10; null for 0 and less.
function-log2 = The logarithm to base 2; null for 0 and less.
function-log = The natural logarithm, or that to a base; null for 0 and less.
function-greatest = The largest of the values; nulls are left out.
function-least = The smallest of the values; nulls are left out.
function-pi = The ratio of a circle's circumference to its diameter.
function-e = The base of the natural logarithm.
function-atan2 = The angle in radians between the x axis and the point (x, y).
function-sqrt = The square root; NaN below 0.
function-cbrt = The cube root.
function-exp = e to the power of the value.
function-sin = The sine of an angle in radians.
function-cos = The cosine of an angle in radians.
function-tan = The tangent of an angle in radians.
function-asin = The angle in radians that has this sine.
function-acos = The angle in radians that has this cosine.
function-atan = The angle in radians that has this tangent.
function-degrees = An angle in radians in degrees.
function-radians = An angle in degrees in radians.

# The names of arguments.
argument-base = base
argument-digits = digits
argument-divisor = divisor
argument-exponent = exponent
argument-x = x
argument-y = y

# Written values that do not fit.
function-rounding = Rounding takes between -18 and 18 digits
