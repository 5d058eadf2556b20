# 节点给出的文字：问题与处理办法、表的菜单中的步骤、列的来龙去脉。

new-node-behind = { $name } 之后的新节点
text-becomes = “{ $node }”中，列“{ $column }”里的文本“{ $old }”变为“{ $new }”
needs-no-suffix = “{ $node }”中，列“{ $old }”变为“{ $new }”：不再需要后缀
writes-column-as = “{ $node }”将列“{ $old }”写为“{ $new }”
columns-cannot-be-told = 改名后无法得知“{ $node }”有哪些列
choose-another-name = 请另选名称
table-has-no-column = “{ $table }”中没有列“{ $column }”
look-at-its-table = 请再看一下它的表
column-needs-a-name = 列需要名称
write-one = 请填写名称
is-its-name-already = 已经是这个名称
write-another = 请填写另一个名称
column-at-already = “{ $node }”中已有列“{ $column }”

# 列。

no-column-chosen = 尚未选择列
choose-a-column = 请选择一列
column-already = 已有列“{ $name }”
column-listed-twice = 列“{ $name }”重复列出
remove-one-of-two = 请删除其中一个
two-columns-named = 会有两列都名为“{ $name }”
give-one-another-name = 请为其中一列另起名称
list-and-more = { $list }和另外 { $count } 个

# 文件。

format-cannot-hold = “{ $name }”是{ $data_type }，{ $format } 无法存放
drop-or-parquet = 请删除该列、转换为文本，或写入 Parquet
is-no-delimiter = “{ $text }”不能用作分隔符
delimiter-some-characters = 请填写几个字符、tab、blanks 或 fixed
is-no-width = “{ $text }”不是列宽
give-widths = 请填写宽度如 5, 10, 9，或位置如 1-5, 6-15, 16-
is-no-quote = “{ $text }”不能用作引号
single-character = 请填写单个字符
choose-another-type = 请选择其他类型
rows-rejected = { $count } 行不符合，从“不合格行”输出
rejects-all = 共 { $count } 行，没有一行符合
rejects-too-many = { $all } 行中有 { $count } 行不符合
rejects-look = 请查看“不合格行”中的原因并更正设置，或允许更多不合格行

# 输入数据。

true-or-false = true 或 false

# 行。

choose-or-remove-key = 请选择一列，或删除该键
has-no-order = “{ $name }”是{ $data_type }，无法排序
is-no-number-of-rows = { $count } 不是行数
give-zero-or-more = 请填写 0 或更大的数

# 选择与计算列。

new-column-without-name = 新列没有名称
give-it-a-name = 请填写名称
write-true-or-false = 请填写 true 或 false
text-does-not-fit = “{ $text }”不适合“{ $name }”，后者是{ $data_type }

# 组合。

cast-one-before = 请先用“选择列”节点转换其中一个的类型
nothing-connected-tables = “{ $port }”没有接入任何表
draw-a-wire = 请拖动连线接入
types-differ = 列“{ $name }”在“{ $here }”中是{ $one }，在“{ $there }”中是{ $other }
value-not-exact = “{ $place }”的列“{ $name }”含有 { $value }，作为{ $data_type }并不精确
value-of-column-not-exact = 列“{ $name }”含有 { $value }，作为{ $data_type }并不精确
cast-it-before = 请先按需要转换该列的类型

# 分组与变形。

cannot-be-computed-of = 无法计算{ $function }：列“{ $name }”是{ $data_type }
cast-or-count = 请先转换为数值，或改用计数
take-extreme = 请取最小值或最大值，或用公式由它得出数值
choose-function-or-column = 请选择其他函数或其他列
is-no-quantile = { $number } 不是分位数
give-a-quantile = 请填写 0 到 1 之间的数，例如 0.9 表示第 90 百分位数

# 节点及其环境。

kind-not-known = 未知的节点类型“{ $kind }”
did-you-mean-kept = 您是指“{ $name }”吗？节点保持原样
may-need-newer = 可能需要更新版本的 Tablewire。节点保持原样
version-too-new = 该节点为“{ $kind }”的版本 { $version }，本程序最高支持 { $known }
open-with-newer = 请用更新版本的 Tablewire 打开。节点保持原样
setting-unknown = 设置中没有“{ $name }”
option-none = 没有选项“{ $name }”
setting-twice = “{ $name }”设置了两次
setting-keep-one = 请保留其中一个
setting-missing = 缺少设置“{ $name }”
setting-add = 请在文件中添加
setting-is-no = { $value } 不是{ $expected }
setting-is-missing = 这些设置不是{ $expected }
setting-correct = 请在文件中更正
setting-has-none = 它没有设置
expected-boolean = true 或 false
expected-integer = 整数
expected-smaller = 64 位以内的数
expected-number = 数字
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
add-parameter-to-project = 请在项目的参数中添加
parameter-is-no = 参数“{ $name }”为“{ $value }”，不是{ $data_type }
give-another-value = 请填写其他值
is-no = “{ $text }”不是{ $data_type }
write-it-as = 请写作 { $example }，或写 null 或 not null

# 表的菜单中的步骤。

step-keep-these-rows = 保留这些行
step-keep-this-order = 保留这个顺序
step-sort-smallest = 从小到大排序
step-sort-largest = 从大到小排序
step-group-by = 按此列分组
step-sum-up = 求和
step-one-row-each = 每个值保留一行
step-fill-mean = 用平均值填充空值
step-fill-median = 用中位数填充空值
step-fill-before = 用上一行的值填充空值
step-keep-not-null = 保留非空的行
step-compute-from = 由此列计算新列
step-drop = 删除此列
step-keep-arrangement = 保留此排列
step-cast = 转换为{ $data_type }
step-keep-is-null = 保留 { $name } 为空值的行
step-keep-is-not-null = 保留 { $name } 非空的行
step-keep-where = 保留 { $name } { $sign } { $value } 的行
step-keep-where-not-null = 保留 { $name } { $sign } { $value } 的行（不含空值）
step-keep-is-not-or-null = 保留 { $name } 不是 { $value } 的行（含空值）
step-keep-is-not = 保留 { $name } 不是 { $value } 的行
step-keep-range = 保留 { $name } 从 { $from } 到 { $to } 的行
step-keep-range-not-null = 保留 { $name } 从 { $from } 到 { $to } 的行（不含空值）
step-keep-values = 保留 { $name } 为这 { $count } 个值的行
step-exclude-values = 去掉 { $name } 为这 { $count } 个值的行
step-exclude-values-not-null = 排除 { $name } 为这 { $count } 个值的行，保留空值
step-move-first = 移到所有列之前
step-move-last = 移到所有列之后
value-empty = 空文本
step-write-tsv = 写入 TSV

# 列的来龙去脉。

column-of-table = { $table } 的 { $column }
way-begins = { $column } 始于此处
way-ends = 没有列依赖于 { $column }
way-back = { $column } 来自 { $ends }
way-back-through = { $column } 来自 { $ends }，经过 { $nodes }
way-forth = { $column } 用于 { $ends }
way-forth-through = { $column } 用于 { $ends }，经过 { $nodes }
