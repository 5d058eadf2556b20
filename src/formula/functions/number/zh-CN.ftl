# What a function gives: one line each.
function-abs = 绝对值。
function-round = 四舍五入到指定的小数位数（默认为 0）；恰好一半时远离零舍入。
function-floor = 向下取整。
function-ceil = 向上取整。
function-trunc = 截去小数部分，向零取整。
function-sign = 符号：负数、零、正数分别为 -1、0、1。
function-div = 整数除法的商：div(7, 2) 为 3；除数为 0 时为空值。
function-mod = 除法的余数，符号与被除数相同，与 % 一致；除数为 0 时为空值。
function-pmod = 除法的余数，除数为正时不为负；除数为 0 时为空值。
function-power = 底数的幂（乘方）。
function-ln = 自然对数；小于等于 0 时为空值。
function-log10 = 以 10 为底的对数；小于等于 0 时为空值。
function-log2 = 以 2 为底的对数；小于等于 0 时为空值。
function-log = 自然对数，或以指定数为底的对数；小于等于 0 时为空值。
function-greatest = 各个值中的最大值；忽略空值。
function-least = 各个值中的最小值；忽略空值。
function-pi = 圆周率。
function-e = 自然对数的底数。
function-atan2 = x 轴与点 (x, y) 之间的夹角，以弧度表示。
function-sqrt = 平方根；小于 0 时为 NaN。
function-cbrt = 立方根。
function-exp = e 的指定次幂。
function-sin = 弧度角的正弦。
function-cos = 弧度角的余弦。
function-tan = 弧度角的正切。
function-asin = 反正弦，以弧度表示。
function-acos = 反余弦，以弧度表示。
function-atan = 反正切，以弧度表示。
function-degrees = 弧度转换为角度。
function-radians = 角度转换为弧度。

# The names of arguments.
argument-base = 底数
argument-digits = 小数位数
argument-divisor = 除数
argument-exponent = 指数
argument-x = x
argument-y = y

# Written values that do not fit.
function-rounding = 位数必须在 -18 到 18 之间
