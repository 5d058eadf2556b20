# What a function gives: one line each.
function-if = One value where the condition is true, the other (or null) where it is false or null.
function-coalesce = The first value that is not null.
function-nvl2 = One value where the first is not null, the other where it is.
function-nullif = The value, or null where it equals the other.
function-isnull = Whether the value is null, as IS NULL says it.
function-isnotnull = Whether the value is there, as IS NOT NULL says it.
function-isnan = Whether the value is NaN, which is not a number; false for null.
function-nanvl = The value, or the replacement where it is NaN.

# The names of arguments.
argument-condition = condition
argument-missing = missing
argument-otherwise = otherwise
argument-then = then
argument-there = there
argument-unwanted = unwanted
