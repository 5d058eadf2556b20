# 不是文件的数据源。
scan-other-columns = 数据源给出的列与请求的不同
scan-cannot-pass = 读取的行无法继续处理：{ $error }
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
database-keys-missing = 尚未选择键
database-choose-keys = 请选择用于查找行的列
database-keys-repeated = 有多行的键相同：{ $keys }
database-keys-distinct = 请先为每个键只保留一行

# 连接。
database-of-connection = “{ $name }”的数据库：{ $problem }
connection-unknown = 没有名为“{ $name }”的连接
connection-define = 请设置 { $variable }，或在 { $file } 中定义
connection-file-wrong = { $path } 第 { $line } 行：不是有效的连接文件
connection-file-form = 请写成 {"{"}"name": "sqlite:shop.sqlite"{"}"}，或分写各部分：{"{"}"name": {"{"}"driver": "postgres", "host": "…"{"}"}{"}"}
connection-reference-empty = 连接“{ $name }”指向 { $reference }，但它未设置或不存在
connection-set-reference = 请设置该变量，或创建该文件
connection-no-driver = 没有驱动程序支持连接“{ $name }”
connection-write-url = 请定义为 sqlite:路径、duckdb:路径、adbc:库文件?uri=… 或 postgres://用户:密码@主机:端口/数据库 或 mysql://…（其他符号写成 % 加两位数字），或分写各部分
connection-url-sign = 连接“{ $name }”的定义中有必须写成 % 加两位数字的符号
connection-url-port = 连接“{ $name }”的端口不是数字
connection-url-option = 连接“{ $name }”含有 sslmode（ssl-mode）、sslrootcert、sslcert、sslkey 以外的选项
connection-driver-known = 驱动有“sqlite”、“postgres”、“mysql”、“duckdb”和“adbc”
connection-driver-postgres = 驱动为“postgres”的连接含 host、port、database、user、sslmode、sslrootcert、sslcert、sslkey，以及（项目之外）password
connection-driver-mysql = 驱动为“mysql”的连接含 host、port、database、user、sslmode（或 ssl-mode）、sslrootcert、sslcert、sslkey，以及（项目之外）password
connection-part-missing = 连接“{ $name }”没有 { $part }
connection-part-wrong = 连接“{ $name }”的部分“{ $part }”无效
connection-sslmodes = 可以是 { $names }
connection-secret-in-project = 项目为连接“{ $name }”定义了“{ $part }”：项目中不应保存机密信息
connection-move-secret = 请在此处移除，并通过 { $variable } 或连接文件定义该连接
connection-driver-sqlite = 驱动为“sqlite”的连接含有路径
connection-part-unknown = 连接“{ $name }”含有其驱动不支持的部分“{ $part }”
connection-without-path = 连接“{ $name }”没有路径
show-connections = 显示连接
connections-of-project-and-machine = 项目和本机定义的连接
field-connection = 连接
    .hint = 由本机通过 TABLEWIRE_CONNECTION_NAME 或连接文件定义的连接名称，用来代替文件
    .placeholder = 无：使用文件
database-ticket-foreign = 中断运行的记录中提到的表并非由运行创建

# 只读新行。
growing-cannot = 列“{ $column }”无法判断哪些行是新的
growing-choose = 选择值不断增长的整数、小数、日期、时间或文本列
growing-null = 列“{ $column }”有没有值的行：无法判断它们是否是新行
growing-fill = 在数据库中补上值，或用查询排除这些行
growing-beyond-calendar = “{ $column }”的最大值超出日历范围
growing-correct = 在数据库中更正，或用查询排除
growing-other-type = 自读到 { $value } 以来，“{ $column }”的类型已改变
growing-other-columns = 用于辨认已知行的列“{ $column }”已不存在或类型已改变
growing-other-source = 此节点至今按“{ $column }”从 { $before } 读取，现在要从 { $now } 读取其他行或按另一列读取
growing-forget = 要重新读取所有行，请清除位置：tablewire positions FILE --forget NODE
growing-needs-file = 没有文件的项目无法记住读到了哪里
growing-save-first = 请先保存项目
growing-broken-file = 无法读取 { $path } 中的位置：{ $error }
growing-restore-file = 恢复该文件，或删除它以重新读取所有行
growing-moved-meanwhile = 另一次运行期间已移动 { $path } 中的位置
growing-run-again = 请再次运行：只读取仍然是新的行
growing-partly = 此次运行不含“{ $node }”，它将永远收不到现在的新行
growing-run-all = 运行依赖此节点的所有输出，或都不运行
growing-reads-all = 数据库无法与 Tablewire 一样比较“{ $column }”，因此每次运行都读取整个表
growing-reads-all-remedy = 选择另一列，或在查询中转换
spark-new-rows = Spark 不知道哪些行是新的
