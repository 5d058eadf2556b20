# 节点卡片的第二行：用一句短语说明节点做什么；过长时从中间截断。

summary-of = { $what }：{ $how }
summary-function = { $function ->
    [Rows] 行数
    [Count] 非空计数
    [DistinctCount] 去重计数
    [Sum] 求和
    [Mean] 平均值
    [Median] 中位数
    [Min] 最小值
    [Max] 最大值
    [StandardDeviation] 标准差
    [Variance] 方差
    [First] 第一个值
    [Last] 最后一个值
    [List] 列表
    [JoinedText] 拼接文本
   *[other] { $function }
}
summary-quantile = { $number } 分位数
summary-by = 按 { $keys }
summary-grouped = { $figures }，按 { $keys }
summary-descending = { $column } ↓
summary-first = 前 { $count } 行
summary-last = 后 { $count } 行
summary-slice = 第 { $first } 至 { $last } 行
summary-sample = 随机 { $count } 行
summary-share = 随机 { $percent }% 的行
summary-distinct-rows = 相同的行只留一行
summary-single-rows = 只出现一次的行
summary-single = { $columns }：只出现一次的值
summary-only = { $count } 列
summary-without = −{ $column }
summary-fewer = −{ $count } 列
summary-renamed = { $count } 列改名
summary-types = { $count } 列改类型
summary-order = 调整列顺序
summary-method = { $method ->
    [Mean] 平均值
    [Median] 中位数
    [Min] 最小值
    [Max] 最大值
    [Forward] 前一个值
    [Backward] 后一个值
   *[other] { $method }
}
summary-join = { $how ->
    [Left] 左表所有行
    [Right] 右表所有行
    [Full] 两表所有行
    [Semi] 左表匹配的行
    [Anti] 左表不匹配的行
   *[other] { $how }
}
summary-by-name = 按列名对齐
summary-by-position = 按位置对齐
summary-same-columns = 列完全相同
summary-shared-columns = 只保留共有的列
summary-first-columns = 以第一张表的列为准
summary-all-but = 除 { $columns } 外的所有列
summary-turned = { $from } → { $name }、{ $value }
