kind-repeat = 重复行
    .about = 把所有行重复若干次
    .help = 表的各行按到达的顺序排列，然后全部再来一遍，直到达到设定的次数。其他一切不变：各列保持原样，名称和类型都不改变，也不会删除任何行。
    .words = 复制行, 重复, 多次, 倍增, chongfuhang, fuzhihang, cf
port-name-repeated = 已重复

field-repeat-times = 次数
    .hint = 各行在结果中出现多少次

summary-repeat = { $times } 次
