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
summary-grouped = { $aggregations }，按 { $keys }
