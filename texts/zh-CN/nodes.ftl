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
cannot-be-read-as = 文本列无法读取为{ $data_type }
choose-another-type = 请选择其他类型
rows-rejected = { $count } 行不符合，从“不合格行”输出
look-at-reasons = 请在那里查看原因；如有误，请更改列的类型或空值文本
json-look-at-reasons = 请在那里查看原因
rejects-all = 共 { $count } 行，没有一行符合
rejects-too-many = { $all } 行中有 { $count } 行不符合
rejects-look = 请查看“不合格行”中的原因并更正设置，或允许更多不合格行
is-no-example = “{ $format }”不是数值示例
use-example = 请使用如 1.234,56 或 1,234.56 的示例
format-unknown-piece = 格式“{ $format }”中的“{ $piece }”没有意义
format-incomplete = 格式“{ $format }”不能确定{ $data_type }
use-format-of-either = 请使用 %Y、%m、%d、%H、%M、%S 或 yyyy、MM、dd、HH、mm、ss 等部分
is-no-format = “{ $format }”不是日期和时间的格式
offset-not-in-format = 格式中没有“{ $name }”所带的 UTC 偏移
add-offset-to-format = 请在格式中加上 %:z，以便区分各个时刻
excel-has-no-offsets = Excel 不能保存 UTC 偏移：“{ $name }”将只写出所在时区的钟面时间
cast-moments-to-text = 若要保留偏移，请先转换为文本：CAST(… AS text)
use-format-parts = 请使用 %Y、%m、%d、%H、%M、%S 等部分
delimiter-is-quote = 分隔符与引号相同
change-one-of-them = 请更改其中一个
decimal-comma-is-delimiter = 小数点逗号与分隔符无法区分
choose-delimiter-or-quote = 请更换分隔符，或在必要时加引号
is-no-sheet-name = “{ $name }”不能用作工作表名称
use-sheet-characters = 请使用 1 到 31 个字符，不含 [ ] : * ? / \
json-cannot-hold-binary = “{ $name }”是二进制，JSON 无法存放
drop-it-or-parquet = 请删除该列，或写入 Parquet

# 输入数据。

add-a-column-first = 请先添加一列
column-without-name = 第 { $number } 列没有名称
give-it-one = 请填写名称
two-columns-called = 有两列都名为“{ $name }”
row-has-more-cells = 第 { $row } 行的单元格多于列数
add-column-or-remove-cells = 请添加列，或删除多余的单元格
cell-is-not = “{ $column }”第 { $row } 行的“{ $text }”不是{ $data_type }
cell-is-not-of-its-type = “{ $column }”第 { $row } 行的“{ $text }”不符合该列的类型
true-or-false = true 或 false
correct-the-cell = 请更正单元格，或更改该列的类型

# 行。

key-has-no-column = 该键没有列
choose-or-remove-key = 请选择一列，或删除该键
has-no-order = “{ $name }”是{ $data_type }，无法排序
sort-by-another = 请按其他列或由它计算的公式排序
is-no-number-of-rows = { $count } 不是行数
give-zero-or-more = 请填写 0 或更大的数
is-no-share = { $number } 不是行的比例
give-a-share = 请填写 0 到 1 之间的数，例如 0.1 表示十分之一

# 选择与计算列。

give-one-another-name-or-drop = 请为其中一列另起名称，或删除它
no-column-kept = 没有保留任何列
tick-at-least-one = 请至少勾选一列
nothing-left-to-drop = 已没有可删除的列
did-you-mean-else-untick = 您是指“{ $name }”吗？否则请取消勾选
untick-or-bring-back = 请取消勾选，或在此节点之前恢复该列
cannot-be-cast-to = 列无法转换为{ $data_type }
value-does-not-become = 列“{ $column }”中有“{ $value }”，无法转换为{ $data_type }
correct-or-null = 请先更正，或让这类值变为空值
this-formula-is-empty = 该公式为空
write-or-remove-row = 请填写表达式，或删除该行
new-column-without-name = 新列没有名称
give-it-a-name = 请填写名称
choose-some-or-remove-row = 请选择列，或删除该行
filled-twice = 列“{ $name }”被填充两次
group-is-filled = “{ $name }”用于分组，因此不能在此填充
fill-groups-before = 请在此节点之前另用一个节点填充
remove-from-one-row = 请从其中一行删除
has-no-mean = “{ $name }”是{ $data_type }，没有平均值
has-no-median = “{ $name }”是{ $data_type }，没有中位数
fill-constant-or-neighbour = 请用常量填充，或用前一个或后一个值填充
only-nulls = “{ $name }”只有空值，还没有类型
cast-before = 请先用“选择列”节点转换为某个类型
takes-no-constant = “{ $name }”是{ $data_type }，不能用常量填充
fill-neighbour = 请用前一个或后一个值填充
write-true-or-false = 请填写 true 或 false
write-a-date = 请填写日期，例如 2013-01-31
write-a-moment = 请填写日期时间，例如 2013-01-31 17:30:00
write-a-time = 请填写时间，例如 17:30:00
write-a-whole-number = 请填写整数，例如 0
write-a-number = 请填写数值，例如 0
nothing-to-fill-with = 没有用于填充的值
text-does-not-fit = “{ $text }”不适合“{ $name }”，后者是{ $data_type }

# 组合。

key-has-no-left-column = 该键没有左表列
key-listed-twice = 该键重复列出
no-keys = 尚未选择键
choose-agreeing-columns = 请选择行必须相同的列
no-keys-but-common = 尚未选择键；两张表都有{ $columns }
choose-identifying = 请选择标识同一事物的列
note-matches-on = 未指定键时，按两张表唯一的同名列“{ $column }”匹配。
note-first-of-cell = 一个单元格对应多行时，显示第一行的值。
note-both-have = 两张表都有{ $columns }。请添加标识同一事物的列。
give-another-suffix = 请换一个后缀，或先重命名其中一列
cannot-be-a-key = 类型为 { $data_type } 的列不能用作键
choose-another = 请选择其他列
keys-never-match = 左表的“{ $left }”是{ $left_type }，右表的“{ $right }”是{ $right_type }：永远不会匹配
cast-one-before = 请先用“选择列”节点转换其中一个的类型
keys-not-unique-left = 左表的键应当唯一，但 { $key } 出现了 { $times } 次
keys-not-unique-right = 右表的键应当唯一，但 { $key } 出现了 { $times } 次
remove-duplicates = 请删除重复项，或更改对键的要求
nothing-connected-tables = “{ $port }”没有接入任何表
draw-wires = 请拖动连线接入
draw-a-wire = 请拖动连线接入
rename-source-column = 请为来源列另起名称
table-lacks-column = “{ $table }”没有列“{ $name }”，而“{ $other }”有
table-has-fewer-columns = “{ $table }”有 { $count } 列，“{ $other }”更多
rename-or-fill = 请重命名“{ $name }”，或用空值填充缺少的列
add-or-fill = 请添加该列，或用空值填充缺少的列
types-differ = 列“{ $name }”在“{ $here }”中是{ $one }，在“{ $there }”中是{ $other }
value-not-exact = “{ $place }”的列“{ $name }”含有 { $value }，作为{ $data_type }并不精确
value-of-column-not-exact = 列“{ $name }”含有 { $value }，作为{ $data_type }并不精确
cast-it-before = 请先按需要转换该列的类型

# 分组与变形。

aggregation-without-column = 该聚合没有列
choose-or-remove-aggregation = 请选择一列，或删除该聚合
nothing-to-compute = 没有需要计算的内容
choose-keys-or-add = 请选择分组依据，或添加聚合
cannot-be-computed-of = 无法计算{ $function }：列“{ $name }”是{ $data_type }
cast-or-count = 请先转换为数值，或改用计数
take-extreme = 请取最小值或最大值，或用公式由它得出数值
choose-function-or-column = 请选择其他函数或其他列
is-no-quantile = { $number } 不是分位数
give-a-quantile = 请填写 0 到 1 之间的数，例如 0.9 表示第 90 百分位数
gives-no-names = “{ $name }”是{ $data_type }，不能作为列名
choose-naming-column = 请选择文本、数值或日期列
cannot-give-both = “{ $name }”不能同时作为行和列
remove-from-rows = 请将其从“行”中删除
has-more-values = “{ $name }”的值超过 { $most } 个
choose-or-list-values = 请选择其他列，或列出要成为列的值
write-it-as-date = 请写作 2013-01-31
write-as-shown = 请按“{ $name }”中显示的写法填写
give-a-prefix = 请填写前缀，或列出各值并分别命名
neither-ids-nor-values = 尚未选择要逆透视或保留的列
choose-to-unpivot = 请选择要逆透视的列，或保留的列
cannot-stay-and-unpivot = 列“{ $name }”不能既保留又逆透视
remove-from-one-list = 请从其中一个列表删除
nothing-left-to-unpivot = 没有可逆透视的列
take-out-of-ids = 请减少保留的列
does-not-go-with = “{ $name }”是{ $data_type }，无法与{ $others }（{ $other_type }）合为一列
cast-to-one-type = 请先将各列转换为同一类型，或排除其中一些
give-new-another-name = 请为新列另起名称

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
table-is-large = 项目文件本身保存了 { $rows }（{ $size }）
table-is-large-remedy = 把它们放到项目旁的文件中，这样项目打开和比较都更快
