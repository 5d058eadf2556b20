kind-group_by = 分组聚合
    .about = 按组聚合各行：计数、求和、平均值等
    .help =
        在所有键上都相同的行为一组；值为空值的键自成一组。各组按首次出现的顺序排列。没有键时整张表为一组，结果为一行。

        所有函数都忽略空值，但“行数”计入每一行，“第一个值”“最后一个值”和“列表”包含空值。标准差和方差按样本计算（除以 n − 1）。位于两个值之间的分位数取插值。没有值时求和为 0，超出 64 位的整数求和为空值；没有值时平均值为空值。
    .words = 分组, 聚合, 汇总, 统计, 计数, 求和, 平均值, 合计, 分类汇总, fenzujuhe, fenzu, juhe, huizong, tongji, jishu, qiuhe, pingjun, heji, fz
port-name-groups = 分组

field-group_by-name =
    .hint = 留空：列名加函数
    .placeholder = 列名加函数
field-group_by-keys = 分组依据
    .hint = 在这些列上相同的行为一组；不选则整张表为一组
field-group_by-aggregations = 聚合
    .add = 添加聚合
field-group_by-column =
    .hint = 统计行数时不需要
field-group_by-quantile =
    .hint = 0 到 1；0.9 为第 90 百分位数

aggregation-without-column = 该聚合没有列
choose-or-remove-aggregation = 请选择一列，或删除该聚合
nothing-to-compute = 没有需要计算的内容
choose-keys-or-add = 请选择分组依据，或添加聚合
