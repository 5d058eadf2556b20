# 节点给出的文字：问题与处理办法、表的菜单中的步骤、列的来龙去脉。

new-node-behind = { $name } 之后的新节点
text-becomes = “{ $node }”中，列“{ $column }”里的文本“{ $old }”变为“{ $new }”
needs-no-suffix = “{ $node }”中，列“{ $old }”变为“{ $new }”：不再需要后缀
writes-column-as = “{ $node }”将列“{ $old }”写为“{ $new }”
columns-cannot-be-told = 改名后无法得知“{ $node }”有哪些列
choose-another-name = 请另选名称
table-has-no-column = “{ $table }”中没有列“{ $column }”
look-at-its-table = 请检查它的表
column-needs-a-name = 列需要名称
write-one = 请填写名称
is-its-name-already = 该列已使用此名称
write-another = 请填写另一个名称
column-at-already = “{ $node }”中已有列“{ $column }”

# 列。

no-column-chosen = 尚未选择列
choose-a-column = 请选择一列
column-already = 已有列“{ $name }”
columns-of-last-run = 没有行；列与 { $date } 的运行相同
column-listed-twice = 列“{ $name }”重复列出
remove-one-of-two = 请删除其中一个
two-columns-named = 会有两列都名为“{ $name }”
give-one-another-name = 请重命名其中一列
list-and-more = { $list }和另外 { $count } 个

# 文件。

format-cannot-hold = “{ $name }”是{ $data_type }，{ $format } 不支持
date-beyond-calendar = 列“{ $name }”含有 { $value }，超出历法范围，无法写成文本
correct-date-before = 请先更正或去除这类值，或写入 Parquet
drop-or-parquet = 请删除该列、将其转换为文本，或写入 Parquet
is-no-delimiter = “{ $text }”不能用作分隔符
delimiter-some-characters = 请填写一个或多个字符、tab、blanks 或 fixed
is-no-width = “{ $text }”不是有效的列宽
give-widths = 请填写宽度（如 5, 10, 9）或位置（如 1-5, 6-15, 16-）
is-no-quote = “{ $text }”不能用作引号
single-character = 请填写单个字符
choose-another-type = 请选择其他类型
rows-rejected = { $count } 行不符合，已转到“不合格行”
rejects-all = 共 { $count } 行，均不符合
rejects-too-many = { $all } 行中有 { $count } 行不符合
rejects-look = 请查看“不合格行”中的原因并更正设置，或允许更多不合格行

# 输入数据。

true-or-false = true 或 false

# 行。

choose-or-remove-key = 请选择一列，或删除该键
has-no-order = “{ $name }”是{ $data_type }，无法排序
is-no-number-of-rows = { $count } 不是有效的行数
give-zero-or-more = 请填写 0 或更大的数

# 选择与计算列。

new-column-without-name = 新列没有名称
give-it-a-name = 请填写名称
write-true-or-false = 请填写 true 或 false
text-does-not-fit = “{ $text }”与“{ $name }”的类型{ $data_type }不符

# 组合。

cast-one-before = 请先用“选择列”节点转换其中一个的类型
nothing-connected-tables = “{ $port }”未接入任何表
draw-a-wire = 请接入连线
types-differ = 列“{ $name }”在“{ $here }”中是{ $one }，而在“{ $there }”中是{ $other }
value-not-exact = “{ $place }”的列“{ $name }”含有 { $value }，无法精确存为{ $data_type }
value-of-column-not-exact = 列“{ $name }”含有 { $value }，无法精确存为{ $data_type }
cast-it-before = 请先转换该列的类型

# 分组与变形。

cannot-be-computed-of = 无法计算{ $function }：列“{ $name }”是{ $data_type }
cast-or-count = 请先转换为数值，或改用计数
take-extreme = 请使用最小值或最大值，或用公式由它计算出数值
choose-function-or-column = 请选择其他函数或其他列
is-no-quantile = { $number } 不是有效的分位数
give-a-quantile = 请填写 0 到 1 之间的数，例如 0.9 表示第 90 百分位数

# 节点及其环境。

kind-not-known = 未知的节点类型“{ $kind }”
did-you-mean-kept = 您是指“{ $name }”吗？节点保持原样
may-need-newer = 可能需要更新版本的 Tablewire。节点保持原样
version-too-new = 该节点使用“{ $kind }”的版本 { $version }，而此版本的 Tablewire 最高支持 { $known }
open-with-newer = 请用更新版本的 Tablewire 打开。节点保持原样
setting-unknown = 没有设置“{ $name }”
option-none = 没有选项“{ $name }”
setting-twice = “{ $name }”设置了两次
setting-keep-one = 请保留其中一个
setting-missing = 缺少设置“{ $name }”
setting-add = 请在文件中添加
setting-is-no = { $value } 不是{ $expected }
setting-is-missing = 这些设置不是{ $expected }
setting-correct = 请在文件中更正
setting-has-none = 此节点没有设置
expected-boolean = true 或 false
expected-integer = 整数
expected-smaller = 64 位以内的整数
expected-number = 数值
expected-text = 带引号的文本
expected-list = 方括号中的列表
expected-record = 圆括号中的设置
expected-option = Some(…) 或 None
expected-word = 单词
number-out-of-range = { $value } 超出范围
number-between = 请填写 { $least } 到 { $most } 之间的数
settings-cannot-be-read = 无法读取设置：{ $error }
correct-or-reset = 请在文件中更正，或重置设置
no-file-chosen = 尚未选择文件
add-parameter-to-project = 请将其添加到项目的参数中
parameter-is-no = 参数“{ $name }”为“{ $value }”，不是有效的{ $data_type }
give-another-value = 请填写其他值
is-no = “{ $text }”不是有效的{ $data_type }
write-it-as = 请填写 { $example }、null 或 not null

# 表的菜单中的步骤。

step-keep-these-rows = 保留这些行
step-keep-this-order = 保留这个顺序
step-sort-smallest = 升序排序
step-sort-largest = 降序排序
step-group-by = 按此列分组
step-sum-up = 对此列求和
step-one-row-each = 每个值保留一行
step-fill-mean = 用平均值填充空值
step-fill-median = 用中位数填充空值
step-fill-before = 用上一个值填充空值
step-keep-not-null = 保留非空的行
step-compute-from = 由此列计算新列
step-drop = 删除列
step-keep-arrangement = 保留此列顺序
step-cast = 转换为{ $data_type }
step-keep-is-null = 保留 { $name } 为空值的行
step-keep-is-not-null = 保留 { $name } 非空的行
step-keep-where = 保留 { $name } { $sign } { $value } 的行
step-keep-where-not-null = 保留 { $name } { $sign } { $value } 的行（不含空值）
step-keep-is-not-or-null = 保留 { $name } 不是 { $value } 的行（含空值）
step-keep-is-not = 保留 { $name } 不是 { $value } 的行
step-keep-range = 保留 { $name } 介于 { $from } 和 { $to } 之间的行
step-keep-range-not-null = 保留 { $name } 介于 { $from } 和 { $to } 之间的行（不含空值）
step-keep-values = 保留 { $name } 为这 { $count } 个值的行
step-exclude-values = 排除 { $name } 为这 { $count } 个值的行
step-exclude-values-not-null = 排除 { $name } 为这 { $count } 个值的行（保留空值）
step-move-first = 移到最前
step-move-last = 移到最后
value-empty = 空文本
step-write-tsv = 写入 TSV

# 列的来龙去脉。

column-of-table = { $table } 的 { $column }
way-begins = { $column } 源自此处
way-ends = 没有内容依赖于 { $column }
way-back = { $column } 来自 { $ends }
way-back-through = { $column } 来自 { $ends }，经过 { $nodes }
way-forth = { $column } 用于 { $ends }
way-forth-through = { $column } 用于 { $ends }，经过 { $nodes }
