# 节点的设置，按其在文件中的名称：`field-类型-名称`，多种节点共用的为 `field-名称`；各部分分别查找，先查该类型的。
# `.hint` 为提示，`.placeholder` 为空控件中的文字，`.add` 为列表的按钮，`.heading` 为列表的列标题，`.none` 为未指定的类型；`.unit` 为数字后的单位，`.unit-one` 用于 1，`.zero` 用于 0；
# 选项以其在文件中的写法命名。不带冒号和句号。

field-columns = 列
field-keep = 保留
field-file_column = 文件路径列
    .hint = 该列的名称；留空则不添加
    .placeholder = 不添加
field-unite = 多张表的列
    .hint = 各表的列不同时，结果包含哪些列；按列名对应
    .Union = 全部，缺少处为空值
    .Intersection = 每张表都有的列
    .AsFirst = 第一张表的列
    .Same = 必须相同
field-numbers_as_text = 将数值转换为文本
    .hint = 用于在一张表中为文本、在另一张表中为数值的列；不打开时视为错误
field-value = 值
field-name = 名称
field-column = 列
field-function = 函数
    .Rows = 行数
    .Count = 非空计数
    .DistinctCount = 去重计数
    .Sum = 求和
    .Mean = 平均值
    .Median = 中位数
    .Min = 最小值
    .Max = 最大值
    .StandardDeviation = 标准差
    .Variance = 方差
    .Quantile = 分位数
    .First = 第一个值
    .Last = 最后一个值
    .List = 列表
    .JoinedText = 拼接文本
field-quantile = 分位数
field-separator = 分隔符
    .hint = 放在两个值之间
field-count = 行数
    .unit = 行
    .unit-one = 行
field-path = 文件
    .hint = 相对于项目；${"{"}name{"}"} 代入参数
field-delimiter = 分隔符
field-header = 首行写入列名
field-types = 类型
    .add = 添加列
field-rejects = 不合格行
    .hint = 不符合的行何时算作节点失败
    .All = 所有行均不符合时失败
    .Above = 超过数量时失败
    .AbovePercent = 超过百分比时失败
    .GoOn = 从不失败
field-most_rejects = 最多
    .hint = 不合格行不超过该数量或百分比时，节点不会失败
    .unit = 行
    .unit-one = 行
field-type = 类型
    .none = 文本
field-format = 格式
    .hint = 日期和时间：例如 %d.%m.%Y 或 dd.MM.yyyy，留空为 ISO 8601。数值：填写示例，例如 1.234,56，此时也读取货币符号和百分号
    .placeholder = ISO 8601
field-decimal_comma = 逗号作小数点
field-shape = 行的形式
    .Array = 一个对象数组
    .Lines = 每行一个对象
field-existing = 文件已存在时
    .Overwrite = 覆盖
    .Fail = 报错
field-create_folders = 创建文件夹
    .hint = 创建路径中不存在的文件夹
field-headers = 列

# 节点如何运行。

field-running-retries = 重试次数
    .hint = 遇到暂时性错误（文件缺失或被占用、网络、超时）时，运行重试的次数
field-running-delay = 重试间隔
    .unit = 秒
    .hint = 首次重试前等待的秒数；每次重试加倍
field-running-limit = 时限
    .unit = 秒
    .hint = 从第一行输入到最后一行输出的秒数；数据源从运行开始计算。0 表示不限
    .zero = （不限）
field-running-on_failure = 失败时
    .hint = 运行是否继续处理不依赖此节点的输出
    .Stop = 停止运行
    .Skip = 跳过该节点并继续

# 多个表单的空控件中的文字。

such-as = 例如 { $example }
not-needed = 不需要
text-of-blanks = { $count } 个空格

# 表单的分区。

section-columns = 列
section-new_columns = 新列
section-types = 类型
section-nulls = 空值
section-rejects = 不合格行
section-format = 格式
section-lines = 行
section-more = 更多
section-several = 多个文件
section-several_tables = 多张表
section-only_new_rows = 只读新行
section-sheet = 工作表
section-running = 运行方式

# 设置的种类，用于 describe。

setting-of-the-input = 输入
setting-text = 文本
setting-integer = 整数
setting-integer-up-to = 不大于 { $end } 的整数
setting-integer-from = 不小于 { $start } 的整数
setting-integer-from-to = { $start } 到 { $end } 的整数
setting-number = 数值
setting-number-from = 不小于 { $start } 的数值
setting-number-from-to = { $start } 到 { $end } 的数值
setting-one-of = 选项
setting-formula = 公式
setting-condition = 条件
setting-column = { $port } 的列
setting-columns = { $port } 的若干列
setting-none = 无（{ $words }）
setting-type = 类型：{ $types }…
setting-path = 文件路径
setting-path-of = 文件路径（{ $endings }）
setting-target = 输出路径
setting-target-of = 输出路径（{ $endings }）
setting-list = 列表
setting-cells = 文本表
