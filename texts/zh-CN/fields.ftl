# 节点的设置，按其在文件中的名称：`field-类型-名称`，多种节点共用的为 `field-名称`；各部分分别查找，先查该类型的。
# `.hint` 为提示，`.placeholder` 为空控件中的文字，`.add` 为列表的按钮，`.heading` 为列表的列标题，`.none` 为未指定的类型；
# 选项以其在文件中的写法命名。不带冒号和句号。

field-columns = 列
field-keep = 保留
field-file_column = 文件路径列
    .hint = 该列的名称；留空则不添加
    .placeholder = 不添加
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
field-separator = 分隔文本
    .hint = 放在两个值之间
field-count = 行数
field-path = 文件
    .hint = 相对于项目文件；${"{"}name{"}"} 代入参数
field-delimiter = 分隔符
field-header = 首行写入列名
field-types = 类型
    .add = 添加列
field-type = 类型
    .none = 文本
field-format = 格式
    .hint = 日期和时间的格式，例如 %d.%m.%Y；留空为 ISO 8601
    .placeholder = ISO 8601
field-decimal_comma = 逗号作小数点
field-shape = 行的形式
    .Array = 一个对象数组
    .Lines = 每行一个对象
field-existing = 文件已存在时
    .Overwrite = 覆盖
    .Fail = 写入前报错
field-create_folders = 创建文件夹
    .hint = 创建路径中不存在的文件夹
field-headers = 列

field-read_csv-path =
    .hint = 文件，或 data/*.csv 这样的通配符；${"{"}name{"}"} 代入参数
field-read_csv-delimiter =
    .hint = 一个字符，或 tab；留空则由文件判断
    .placeholder = 由文件判断
field-read_csv-header = 首行为列名
field-read_csv-try_dates = 识别日期和时间
    .hint = 否则除非指定类型，都保持为文本
field-read_csv-infer_rows = 用于判断类型的行数
    .hint = 0 表示所有列都为文本
field-read_csv-types =
    .hint = 指定类型而不由内容判断的列
field-read_csv-decimal_comma =
    .hint = 数值写作 3,14 而不是 3.14
field-read_csv-null_texts = 表示空值的文本
    .hint = 例如 NA 或 -；空字段总是空值
    .add = 添加文本
field-read_csv-item = 文本
field-read_csv-skip_rows = 跳过的行数
    .hint = 在列名或第一行之前
field-read_csv-quote = 引号
    .hint = 一个字符；留空表示没有
    .placeholder = 没有
field-read_csv-encoding = 编码
    .Detected = 自动检测
    .Utf8 = UTF-8
    .Lossy = UTF-8，替换无效字符

field-read_parquet-path =
    .hint = 文件，或 data/*.parquet 这样的通配符；${"{"}name{"}"} 代入参数

field-read_json-path =
    .hint = 文件，或 logs/*.jsonl 这样的通配符；${"{"}name{"}"} 代入参数
field-read_json-infer_rows = 用于判断列的行数
    .hint = 0 表示全部；之后才出现的字段不会读取
field-read_json-shape =
    .Detected = 自动检测

field-read_excel-path =
    .hint = 工作簿，或 data/*.xlsx 这样的通配符；${"{"}name{"}"} 代入参数
field-read_excel-sheet = 工作表
    .hint = 名称、从 1 起的序号，或模式（如 2024* 读取所有匹配的，* 读取全部）；留空为第一个未隐藏的
    .placeholder = 第一个
field-read_excel-range = 区域
    .hint = 如 B3:F20、B3（从该处起全部）或 B:F，或表格、区域的名称
    .placeholder = 整个表格
field-read_excel-header_row = 列名所在行
    .hint = 与 Excel 的行号一致；1 为表格首行，0 表示没有
field-read_excel-find_header = 略过标题
    .hint = 略过表格上方的标题行和说明行
field-read_excel-header_rows = 列名占几行
    .hint = 各行合为一个名称，合并单元格的内容用于其下每一列
field-read_excel-header_separator = 列名各行之间
field-read_excel-skip_last = 略去末尾几行
    .hint = 合计和说明；从最后一个有内容的行数起
field-read_excel-shown = 按显示读取
    .hint = 每个单元格为 Excel 所显示的文本：12.5 %、00042、31.01.2024
field-read_excel-fill_merged = 填充合并单元格
    .hint = 合并单元格所覆盖的每一行或列都有其值
field-read_excel-errors = #N/A 之类的错误
    .Null = 空值
    .Text = 文本
field-read_excel-sheet_column = 工作表名称列

field-table-rows = 单元格
    .hint = 输入，或从电子表格粘贴；空单元格为空值
field-table-types =
    .hint = 指定类型而不由单元格判断的列

field-filter-condition = 筛选条件
    .hint = SQL 条件，例如 dep_delay > 15 AND month = 1

field-sort-keys = 排序依据
    .hint = 第一个键优先
    .add = 添加键
field-sort-order = 顺序
    .Ascending = 升序
    .Descending = 降序
field-sort-nulls = 空值
    .hint = 没有值的行排在哪里
    .Last = 最后
    .First = 最前

field-limit-offset = 跳过
    .hint = 保留的第一行之前跳过多少行
field-limit-count =
    .hint = 保留多少行
field-limit-keep =
    .First = 前若干行
    .Last = 后若干行
    .Slice = 中间一段

field-sample-size = 抽样方式
    .Count = 行数
    .Fraction = 行的比例
field-sample-fraction = 比例
    .hint = 0 到 1；0.1 约保留十分之一的行
field-sample-seed = 随机种子
    .hint = 换一个数会抽到其他行

field-distinct-columns = 比较的列
    .hint = 在这些列上相同的行即为重复；不选则比较所有列
field-distinct-keep =
    .First = 重复行中的第一行
    .Last = 重复行中的最后一行
    .None = 只保留不重复的行

field-select-name = 新名称
    .hint = 留空：保持不变
    .placeholder = 保持不变
field-select-rest = 未列出的列
    .hint = 如何处理不在列表中或之后出现的列
    .Keep = 保留
    .Drop = 删除
field-select-invalid = 不符合类型的值
    .Fail = 报错
    .Null = 变为空值
field-select-type =
    .none = 保持

field-formula-columns =
    .hint = 后面的公式可以使用前面公式的列
    .add = 添加列
field-formula-name =
    .hint = 新的列名，或要替换的列的名称
field-formula-expression = 公式
    .hint = SQL 表达式，例如 distance / air_time * 60

field-fill_missing-fills = 填充
    .add = 添加填充
field-fill_missing-method = 填充方式
    .Constant = 常量
    .Mean = 平均值
    .Median = 中位数
    .Forward = 前一个值
    .Backward = 后一个值
field-fill_missing-value =
    .hint = 按列的类型书写：0、unknown、2013-01-31
field-fill_missing-nan = NaN 视为空值
    .hint = NaN 是 0 / 0 的结果；否则它算数值

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
    .hint = 运行时检查：不满足时报错，而不是使行数成倍增加
    .Any = 不限
    .OneToOne = 一对一
    .OneToMany = 一对多：左表的键唯一
    .ManyToOne = 多对一：右表的键唯一
field-join-coalesce = 每个键只保留一列
    .hint = 否则两张表的键列都保留
field-join-suffix = 后缀
    .hint = 加在与左表重名的右表列之后
    .placeholder = 没有

field-union-by = 列的对应方式
    .hint = 各表的列如何对应
    .Name = 名称
    .Position = 位置
field-union-missing = 缺少的列
    .Null = 用空值填充
    .Error = 视为错误
field-union-source = 来源列
    .hint = 新增一列，记录每行来自哪个节点；留空则不添加
    .placeholder = 不添加

field-group_by-name =
    .hint = 留空：列名加函数
    .placeholder = 列名加函数
field-group_by-keys = 分组依据
    .hint = 在这些列上相同的行为一组；不选则整张表为一组
field-group_by-aggregations = 聚合
    .add = 添加聚合
field-group_by-column =
    .hint = 统计行数时不需要
field-group_by-quantile =
    .hint = 0 到 1；0.9 为第 90 百分位数

field-pivot-value =
    .hint = 留空：空值
    .placeholder = 空值
field-pivot-name =
    .hint = 留空：该值
    .placeholder = 该值
field-pivot-function =
    .hint = 把每个单元格对应的行合为一个值
field-pivot-quantile =
    .hint = 0 到 1
field-pivot-rows = 行
    .hint = 这些列的每种组合成为一行
field-pivot-columns_from = 列取自
    .hint = 该列的每个值成为一列
field-pivot-values_from = 值取自
    .hint = 统计行数时不需要
field-pivot-listed = 值
    .hint = 不填：出现过的所有值，排序后运行时得知
    .add = 添加值
field-pivot-prefix = 前缀
    .hint = 加在每个新列名之前：month_1、month_2…
    .placeholder = 例如 month_

field-unpivot-values = 逆透视的列
    .hint = 不选：下方未保留的所有列
field-unpivot-ids = 保留的列
    .hint = 在每个新行中重复
field-unpivot-name_column = 名称列
field-unpivot-value_column = 值列

field-write_csv-delimiter =
    .hint = 一个字符，或 tab
field-write_csv-quote = 引号字符
field-write_csv-null_text = 空值写作
    .hint = 代替空值的文字；留空则字段为空
    .placeholder = 空字段
field-write_csv-quoting = 加引号
    .Necessary = 必要时
    .NonNumeric = 除数值外全部
    .Always = 全部
    .Never = 从不
field-write_csv-byte_order_mark = 字节顺序标记（BOM）
    .hint = 电子表格程序据此识别 UTF-8
field-write_csv-windows_lines = Windows 换行符
field-write_csv-date_format = 日期格式
    .hint = 例如 %d.%m.%Y；留空为 ISO 8601
    .placeholder = ISO 8601
field-write_csv-time_format = 时间格式
    .hint = 例如 %H:%M；留空为 ISO 8601
    .placeholder = ISO 8601
field-write_csv-datetime_format = 日期时间格式
    .hint = 例如 %d.%m.%Y；留空为 ISO 8601
    .placeholder = ISO 8601

field-write_parquet-compression = 压缩
    .Zstd = Zstandard（体积小）
    .Snappy = Snappy（兼容性最好）
    .Lz4 = LZ4（速度快）
    .None = 不压缩

field-write_json-pretty = 缩进
    .hint = 每行一个字段，便于阅读

field-write_excel-sheet = 工作表名称
field-write_excel-freeze_header = 冻结表头
field-write_excel-autofit = 自动调整列宽

# 节点如何运行。

field-running-retries = 重试次数
    .hint = 遇到可能恢复的错误（文件缺失或被占用、网络、超时）时，运行重试的次数
field-running-delay = 首次等待（秒）
    .hint = 首次重试前等待的秒数；之后每次等待时间加倍
field-running-limit = 时限（秒）
    .hint = 从第一行到达至最后一行离开的秒数；数据源从运行开始计算。0 表示不限
field-running-on_failure = 失败时
    .hint = 运行是否继续处理不依赖该节点的输出
    .Stop = 停止运行
    .Skip = 继续

# 表单的分区。

section-columns = 列
section-new_columns = 新列
section-types = 类型
section-nulls = 空值
section-format = 格式
section-more = 更多
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
setting-condition = 结果为真或假的公式
setting-column = { $port } 的列
setting-columns = { $port } 的若干列
setting-none = 无（{ $words }）
setting-type = 类型：{ $types }…
setting-path = 文件路径
setting-path-of = 文件路径（{ $endings }）
setting-target = 写入路径
setting-target-of = 写入路径（{ $endings }）
setting-list = 列表
setting-cells = 文本表
