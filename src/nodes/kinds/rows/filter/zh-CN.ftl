kind-filter = 筛选
    .about = 按条件拆分行
    .help = 条件为真的行输出到“符合条件”，其他行输出到“其余”，其中也包括因某个值为空值而使条件为空值的行。
    .words = 过滤, 筛选行, 条件, 保留行, 删除行, 子集, shaixuan, guolv, guolü, tiaojian, baoliuhang, shanchuhang, ziji, sx
port-name-matching = 符合条件
port-name-others = 其余

field-filter-condition = 筛选条件
    .hint = SQL 条件，例如 dep_delay > 15 AND month = 1
