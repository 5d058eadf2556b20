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
shape-decimal = 精确小数
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
function-min-max = 它作用于分组：请使用“分组聚合”节点。在一行之内，可用 least 和 greatest 比较各个值
function-of-groups = 它作用于分组：请使用“分组聚合”节点
function-of-rows = 它需要查看其他行，目前还没有节点能做到：没有行号、排名或累计
function-of-clock = 公式不读取时钟，因此每次结果都相同：请使用参数
function-of-chance = 公式每次结果都相同：请使用“抽样”节点
