# 函数的结果：每个一行。
function-list_length = 列表的元素个数，包括空值。
function-list_contains = 列表是否含有该值；不含该值但含有空值时为空。
function-list_get = 某个位置的元素，从 1 数起，负数从末尾数起；没有时为空。
function-string_split = 按分隔符将文本拆分为列表。
function-list_join = 用分隔符拼接列表中的文本；忽略空值。

# 参数名。
argument-list = 列表
argument-place = 位置

# 不合适的固定值。
function-no-delimiter = 分隔符为空
function-write-delimiter = 请写出各部分之间的文本，例如 ','
