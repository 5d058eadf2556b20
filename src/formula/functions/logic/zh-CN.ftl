# What a function gives: one line each.
function-if = 条件为真时取第一个值；为假或空值时取第二个值（未给出时为空值）。
function-coalesce = 第一个非空的值。
function-nvl2 = 第一个值非空时取第二个值，否则取第三个值。
function-nullif = 该值；与另一个值相等时为空值。
function-isnull = 是否为空值，与 IS NULL 相同。
function-isnotnull = 是否非空，与 IS NOT NULL 相同。
function-isnan = 是否为 NaN（非数字）；空值时为假。
function-nanvl = 该值；为 NaN 时取替代值。

# The names of arguments.
argument-condition = 条件
argument-missing = 为空时
argument-otherwise = 否则
argument-then = 则
argument-there = 非空时
argument-unwanted = 排除值
