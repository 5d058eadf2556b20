# 公式旁边：前几行的结果值，以及运算符的写法。

values-no-rows = 没有输入行
values-sample = 样本
values-sample-of = 输入表是样本：由数据源的 { $rows } 行计算得出
values-row = 第 { $row } 行：{ $value }

operator-case = 第一个成立的条件之后的值；没有 ELSE 时为空值
operator-cast = 将值转换为其他类型：text、integer、number、boolean、date、timestamp 或 time；无法转换时失败
operator-try-cast = 将值转换为其他类型：text、integer、number、boolean、date、timestamp 或 time；无法转换时为空值
operator-extract = 日期或时间的一部分：year、quarter、month、week、day、hour、minute 或 second
operator-in = 值是否在列表中
operator-between = 值是否在两者之间（含两端）
operator-like = % 匹配任意文本，_ 匹配一个字符；须匹配整个文本
operator-ilike = 与 LIKE 相同，但不区分大小写
operator-rlike = 正则表达式是否匹配文本中的某一部分
operator-interval = 可与日期相加减的时间段：3 DAY、1 MONTH、2 HOUR

place-condition = 条件
place-value = 值
place-values = 值, …
place-type = 类型
place-field = 部分
place-date = 日期
place-lowest = 最小值
place-highest = 最大值
place-text = 文本
place-pattern = 模式
place-regex = 表达式
place-count = 数量
place-unit = 单位
