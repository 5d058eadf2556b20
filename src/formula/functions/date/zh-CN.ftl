# What a function gives: one line each.
function-date_trunc = 将日期或时间截断到年、季度、月、周（周一）、日、小时、分钟或秒。
function-date_add = 若干天之后的日期。
function-date_sub = 若干天之前的日期。
function-add_months = 若干个月之后的日期；当月没有该日时取最后一天。
function-last_day = 日期所在月份的最后一天。
function-make_date = 由年、月、日组成的日期；该日期不存在时为空值。
function-make_timestamp = 由日期和时间组成的日期时间；该时间不存在时为空值。
function-to_date = 将文本解析为日期，例如 to_date(x, 'dd.MM.yyyy')；无法解析时失败。
function-try_to_date = 将文本解析为日期；无法解析时为空值。
function-to_timestamp = 将文本解析为日期时间，例如 to_timestamp(x, 'dd.MM.yyyy HH:mm')；格式含偏移（xxx、%z）时为 UTC；无法解析时失败。
function-try_to_timestamp = 将文本解析为日期时间；格式含偏移时为 UTC；无法解析时为空值。
function-date_format = 按格式将日期转换为文本，例如 'dd.MM.yyyy' 或 '%d.%m.%Y'。
function-monthname = 月份的英文缩写。
function-dayname = 星期的英文缩写。
function-unix_seconds = 自 1970 年以来的秒数（Unix 时间）；没有时区时按 UTC 计算。
function-timestamp_seconds = 自 1970 年起经过指定秒数（Unix 时间）的日期时间，按 UTC 计算。
function-year = 年份。
function-quarter = 季度，1 到 4。
function-month = 月份，1 到 12。
function-week = ISO 周数，1 到 53：每周从周一开始，第 1 周包含当年的第一个周四。
function-day = 当月的第几天，1 到 31。
function-dayofweek = 星期几，从 1（周日）到 7（周六），与 Spark 一致。
function-weekday = 星期几，从 0（周一）到 6（周日），与 Spark 一致。
function-isodow = 星期几，从 1（周一）到 7（周日），按 ISO 计算。
function-dayofyear = 当年的第几天，1 到 366。
function-hour = 小时，0 到 23。
function-minute = 分钟，0 到 59。
function-second = 秒，0 到 59。
function-datediff = 从第二个日期到第一个日期的天数；带单位时，为从开始到结束的完整单位数。

# The names of arguments.
argument-day = 日期
argument-days = 天数
argument-format = 格式
argument-hour = 时
argument-minute = 分
argument-moment = 时刻
argument-month = 月
argument-months = 月数
argument-second = 秒
argument-seconds = 秒数
argument-unit = 单位
argument-year = 年

# Written values that do not fit.
function-date-without = 日期中没有 { $unit }
function-no-unit = 没有单位 '{ $unit }'
function-meant-unit = 您是指 '{ $unit }' 吗？
function-units = 请使用 year、quarter、month、week、day、hour、minute 或 second
function-unknown-format = 格式中有无法识别的部分：{ $piece }
function-write-format = 请使用 'yyyy-MM-dd HH:mm:ss' 或 '%Y-%m-%d %H:%M:%S' 这样的格式；普通字母要加引号
function-has-no-offset = { $what }没有 UTC 偏移
function-format-without-offset = 请从格式中去掉偏移
function-date-with-offset = 日期不保留 UTC 偏移
function-timestamp-then-date = 请先用 to_timestamp 解析，再取其日期：CAST(to_timestamp(…) AS date)
function-no-format = { $format } 不是日期格式
function-spark-offset = Spark 只能读取位于格式末尾的 UTC 偏移
