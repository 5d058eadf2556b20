kind-sample = 抽样
    .about = 随机保留一部分行
    .help = 不放回抽取，行的顺序不变。抽取结果只取决于种子和行在表中的位置：同一张表在任何计算机上得到相同的样本。按比例时结果是近似的，因为每一行独立抽取；按行数时结果是精确的，只要表中有这么多行。
    .words = 采样, 随机, 样本, 子集, 比例, 百分比, chouyang, caiyang, suiji, yangben, bili, cy
port-name-sample = 样本

field-sample-size = 抽样方式
    .Count = 行数
    .Fraction = 行的比例
field-sample-fraction = 比例
    .hint = 10% 约保留每十行中的一行；文件中写作 0.1
field-sample-seed = 随机种子
    .hint = 使用不同的种子会抽到不同的行

summary-sample = 随机 { $count } 行
summary-share = 随机 { $percent }% 的行

is-no-share = { $number } 不是有效的比例
give-a-share = 请填写 0 到 1 之间的数，例如 0.1 表示十分之一
