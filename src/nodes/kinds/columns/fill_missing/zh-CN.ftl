kind-fill_missing = 填充空值
    .about = 用值替换空值
    .help = 用常量、列的平均值或中位数，或按行的顺序用前一个或后一个最近的值填充空值。平均值和中位数会把整数列变为数值列。前面（或后面）没有值的空值保持为空值。NaN 是 0 / 0 的结果，除非打开“NaN 视为空值”，否则视为数值。
    .words = 缺失值, 空值, 填充, 插补, 替换空值, 补全, 向下填充, tianchongkongzhi, queshizhi, kongzhi, tianchong, chabu, buquan, tckz

field-fill_missing-fills = 填充
    .add = 添加填充
field-fill_missing-method = 填充方式
    .Constant = 常量
    .Mean = 平均值
    .Median = 中位数
    .Min = 最小值
    .Max = 最大值
    .Forward = 上一个值
    .Backward = 下一个值
field-fill_missing-value =
    .hint = 按列的类型填写：0、unknown、2013-01-31
field-fill_missing-groups = 分组列
    .hint = 填充值只取自这些列相同的行；不选则取自整张表
field-fill_missing-order_by = 排序依据
    .hint = 决定值的先后顺序；行本身不移动。不设则按当前顺序
    .add = 添加键
field-fill_missing-order = 顺序
    .Ascending = 升序
    .Descending = 降序
field-fill_missing-nulls = 空值
    .hint = 空值排在哪里
    .Last = 最后
    .First = 最前
field-fill_missing-nan = NaN 视为空值
    .hint = NaN 是 0 / 0 的结果；否则它算数值
fill-example = 未知

summary-method = { $method ->
    [Mean] 平均值
    [Median] 中位数
    [Min] 最小值
    [Max] 最大值
    [Forward] 上一个值
    [Backward] 下一个值
   *[other] { $method }
}

choose-some-or-remove-row = 请选择列，或删除该行
filled-twice = 列“{ $name }”被填充两次
group-is-filled = “{ $name }”用于分组，因此不能在此填充
fill-groups-before = 请先在另一个节点中填充
remove-from-one-row = 请从其中一行删除
has-no-mean = “{ $name }”是{ $data_type }，没有平均值
has-no-median = “{ $name }”是{ $data_type }，没有中位数
fill-constant-or-neighbour = 请用常量填充，或用上一个或下一个值填充
only-nulls = “{ $name }”只有空值，还没有类型
cast-before = 请先用“选择列”节点转换为某个类型
takes-no-constant = “{ $name }”是{ $data_type }，不能用常量填充
fill-neighbour = 请用上一个或下一个值填充
write-a-date = 请填写日期，例如 2013-01-31
write-a-moment = 请填写日期时间，例如 2013-01-31 17:30:00
write-a-time = 请填写时间，例如 17:30:00
write-a-whole-number = 请填写整数，例如 0
write-a-number = 请填写数值，例如 0
nothing-to-fill-with = 没有用于填充的值
