# 不是文件的数据源。
scan-other-columns = 数据源给出的列与请求的不同
scan-cannot-stage = 读取的行无法暂存：{ $error }

# SQLite。
database-is-none = { $path } 不是 SQLite 数据库，或已加密
database-choose-file = 请选择 SQLite 无需密钥即可打开的文件
database-locked = { $path } 被其他程序锁定
database-try-later = 请在其他程序完成后重试
database-damaged = 数据库 { $path } 已损坏
database-cannot-open = 无法打开数据库 { $path }：{ $error }
database-check-rights = 请检查该文件及其所在文件夹的权限
database-cannot-read = 无法读取数据库 { $path }：{ $error }
database-changed = { $path } 在读取期间发生了变化
database-columns-changed = { $path } 的列自上次读取后已发生变化
database-refuses = 数据库报错：{ $error }
database-check-query = 请检查查询，或所读取的视图
database-table-missing = 尚未选择表
database-choose-table = 请选择表，或编写查询
database-no-table = 没有名为“{ $name }”的表或视图
database-no-tables = 该数据库中没有表
database-query-no-rows = 该查询不返回表
database-write-select = 请编写单个 SELECT
database-query-places = 查询中有一个占位符没有值
database-query-name-value = 请用 ${"{"}name{"}"} 表示参数的值
database-column-no-name = 第 { $number } 列没有名称
database-column-twice = 有两列都名为“{ $name }”
database-name-columns = 请用 AS 为每一列取不同的名称
database-column-mixed = 列“{ $name }”含有多种类型的值，第一个不同的值在第 { $row } 行
database-cast-text = 请在查询中用 CAST("{ $name }" AS TEXT) AS "{ $name }" 读取
database-cast-blob = 请在查询中用 CAST("{ $name }" AS BLOB) AS "{ $name }" 读取
database-no-utf8 = 列“{ $column }”第 { $row } 行：文本不是有效的 UTF-8
database-misfit-boolean = 列“{ $column }”第 { $row } 行：{ $value } 不是布尔值（0 或 1）
database-misfit-integer = 列“{ $column }”第 { $row } 行：{ $value } 不是整数
database-misfit-number = 列“{ $column }”第 { $row } 行：{ $value } 不是能精确保存的数值
database-misfit-text = 列“{ $column }”第 { $row } 行：{ $value } 不是文本
database-misfit-blob = 列“{ $column }”第 { $row } 行：{ $value } 不是 BLOB
database-misfit-date = 列“{ $column }”第 { $row } 行：{ $value } 不是 2013-06-01 这样的日期
database-misfit-time = 列“{ $column }”第 { $row } 行：{ $value } 不是 2013-06-01 12:30:00 这样的时间
database-parameter-quoted = 参数 ${"{"}{ $name }{"}"} 位于引号内
database-parameter-unquote = 请去掉 ${"{"}{ $name }{"}"} 的引号：它作为值绑定
database-parameter-type = 参数 ${"{"}{ $name }{"}"} 没有可以精确绑定的值
database-parameter-as-text = 请给它一个值，或改为文本或数值

# 表的列表。
show-tables = 显示表
tables-and-views = 表和视图
tables-no-file = 请先选择数据库：此处会列出其中的表
table-columns = { $count } 列

# 写入。
database-name-table = 请填写要写入的表的名称
database-reserved = “{ $name }”是 SQLite 保留的名称
database-other-table = 请填写其他表名
database-no-folder = 文件夹不存在：{ $path }
database-is-no-table = “{ $name }”不是表
database-table-exists = 表“{ $name }”已存在
database-replace-by-none = 没有用于替换的行：“{ $name }”的全部 { $count } 行都会被删除
database-allow-empty = 如确需如此，请打开“允许用零行替换已有的行”
database-columns-alike = 对 SQLite 而言，列“{ $name }”和“{ $other }”是同一列
database-rename-columns = 请先重命名该列
database-type-not-held = 列“{ $name }”的类型 { $data_type } 无法由 SQLite 原样保存
database-cast-first = 请先按需要转换为文本或数值
database-table-lacks = 表“{ $table }”没有列“{ $name }”
database-would-change = 列“{ $name }”是 { $own }，而表中为 { $there }：值会改变
database-value-not-held = 列“{ $column }”第 { $row } 行：SQLite 无法原样保存 { $value }
database-rows-left-out = 表“{ $name }”只接受了 { $count } 行
database-check-triggers = 请检查它的触发器和冲突规则

# 连接。
database-of-connection = “{ $name }”的数据库：{ $problem }
connection-unknown = 没有名为“{ $name }”的连接
connection-define = 请设置 { $variable }，或在 { $file } 中定义
connection-file-wrong = { $path } 第 { $line } 行：不是有效的连接文件
connection-file-form = 请写成 {"{"}"name": "sqlite:shop.sqlite"{"}"}
connection-reference-empty = 连接“{ $name }”指向 { $reference }，但它未设置或不存在
connection-set-reference = 请设置该变量，或创建该文件
connection-no-driver = 没有驱动程序支持连接“{ $name }”
connection-write-sqlite = 请定义为 sqlite:路径
connection-secret-in-project = 项目为连接“{ $name }”定义了“{ $part }”：项目中不应保存机密信息
connection-move-secret = 请在此处移除，并通过 { $variable } 或连接文件定义该连接
connection-driver-sqlite = 项目中的连接包含驱动“sqlite”和路径
connection-part-unknown = 连接“{ $name }”含有其驱动不支持的部分“{ $part }”
connection-without-path = 连接“{ $name }”没有路径
field-connection = 连接
    .hint = 由本机通过 TABLEWIRE_CONNECTION_NAME 或连接文件定义的连接名称，用来代替路径
    .placeholder = 无：使用路径
database-ticket-foreign = 中断运行的记录中提到的表并非由运行创建
