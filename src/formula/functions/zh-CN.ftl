signature = { $function }({ $arguments }) -> { $result }
signature-more = { $list }, { $item }
signature-or = { $list } 或 { $item }
signature-argument = { $name }: { $shape }
signature-constant = { $name }: 固定{ $shape }
signature-optional = [{ $argument }]
signature-repeated = { $argument }...
shape-any = 任意类型
shape-same = 同类型
shape-text = 文本
shape-integer = 整数
shape-number = 数值
shape-numeric = 数值
shape-decimal = 定点小数
shape-boolean = 布尔值
shape-date = 日期
shape-datetime = 日期时间
shape-moment = 日期或日期时间
shape-clock = 时间或日期时间
shape-written = 任意类型
shape-list = { $inner }列表
    .a = { $inner }列表
shape-map = 从{ $key }到{ $value }的映射
    .a = 从{ $key }到{ $value }的映射
shape-struct = 结构体
shape-function = ({ $takes }) -> { $gives }
    .a = 函数 ({ $takes }) -> { $gives }

# The names of arguments of several categories.
argument-end = 结束
argument-replacement = 替换为
argument-start = 开始
argument-text = 文本
argument-value = 值

# Functions of other SQL that are left out.
function-min-max = 它用于聚合多行：请使用“分组聚合”节点。如需比较一行中的各个值，请使用 least 或 greatest
function-of-groups = 它用于聚合多行：请使用“分组聚合”节点
function-of-rows = 它需要其他行的数据，目前没有节点支持：没有行号、排名或累计
function-of-clock = 公式每次的结果必须相同：请用参数代替当前时间
function-of-chance = 公式每次的结果必须相同：请使用“抽样”节点
