kind-join = 连接
    .about = 按键把两张表的行连接起来
    .help =
        左表的一行与右表的一行在所有键上都相同即为匹配。值为空值的键不与任何值匹配，也不与另一个空值匹配。结果保持左表的行序（右连接保持右表的行序）；完全连接补充的右表行排在最后。未指定键时，以两张表唯一的同名列为键。

        无论哪种连接，“仅左表”和“仅右表”都包含没有匹配的行。对键的要求在连接运行时检查：不满足时会报错并指出重复的键，而不会使行数成倍增加。
    .words = 关联, 合并查询, 匹配, 查找, 左连接, 右连接, 内连接, 全连接, 外连接, 拼接列, lianjie, guanlian, hebingchaxun, pipei, chazhao, zuolianjie, neilianjie, lj
port-name-joined = 连接结果
port-name-left = 左表
port-name-right = 右表
port-name-left_only = 仅左表
port-name-right_only = 仅右表

field-join-keys = 连接键
    .hint = 每一对列都相同的行才匹配
    .add = 添加键
field-join-how = 连接方式
    .Inner = 内连接：匹配的行
    .Left = 左连接：左表的所有行
    .Right = 右连接：右表的所有行
    .Full = 完全连接：两张表的所有行
    .Semi = 半连接：左表中匹配的行
    .Anti = 反连接：左表中不匹配的行
field-join-left = 左表列
    .heading = 左表
field-join-right = 右表列
    .heading = 右表
    .hint = 留空：与左表同名
    .placeholder = 同名
field-join-expect = 键的要求
    .hint = 在连接运行时检查：不满足时报错，而不会使行数成倍增加
    .Any = 不限
    .OneToOne = 一对一
    .OneToMany = 一对多：左表的键唯一
    .ManyToOne = 多对一：右表的键唯一
field-join-coalesce = 每个键只保留一列
    .hint = 否则两张表的键列都保留
field-join-suffix = 后缀
    .hint = 加在与左表重名的右表列之后
    .placeholder = 无

summary-join = { $how ->
    [Left] 左表所有行
    [Right] 右表所有行
    [Full] 两表所有行
    [Semi] 左表匹配的行
    [Anti] 左表不匹配的行
   *[other] { $how }
}

key-has-no-left-column = 该键没有左表列
key-listed-twice = 该键重复列出
no-keys = 尚未选择键
choose-agreeing-columns = 请选择行必须相同的列
no-keys-but-common = 尚未选择键；两张表都有{ $columns }
choose-identifying = 请选择标识同一事物的列
note-matches-on = 未指定键时，按两张表唯一的同名列“{ $column }”匹配。
note-both-have = 两张表都有{ $columns }。请添加标识同一事物的列。
give-another-suffix = 请换一个后缀，或先重命名其中一列
cannot-be-a-key = 类型为 { $data_type } 的列不能用作键
choose-another = 请选择其他列
keys-never-match = 左表的“{ $left }”是{ $left_type }，右表的“{ $right }”是{ $right_type }：永远不会匹配
keys-not-unique-left = 左表的键必须唯一，但 { $key } 出现了 { $times } 次
keys-not-unique-right = 右表的键必须唯一，但 { $key } 出现了 { $times } 次
remove-duplicates = 请删除重复项，或更改“键的要求”
