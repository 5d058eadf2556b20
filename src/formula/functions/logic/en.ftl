# Functions: one sentence each.
function-if = The first value if the condition is true; the second value, or null, if it is false or null.
function-coalesce = The first value that is not null.
function-nvl2 = The second value if the first is not null, otherwise the third.
function-nullif = The value, or null if it equals the other value.
function-isnull = Whether the value is null; the same as IS NULL.
function-isnotnull = Whether the value is not null; the same as IS NOT NULL.
function-isnan = Whether the value is NaN (not a number); false for null.
function-nanvl = The value, or the replacement if it is NaN.

# The names of arguments.
argument-condition = condition
argument-missing = missing
argument-otherwise = otherwise
argument-then = then
argument-there = there
argument-unwanted = unwanted
