# PostgreSQL: connecting.
postgres-unreachable = 无法连到连接“{ $name }”的 { $place }：{ $error }
postgres-silent = 连接“{ $name }”的 { $place } 在 { $seconds } 秒内没有应答
postgres-check-server = 请确认服务器正在运行且可从本机访问，然后重试
postgres-no-session = 无法与连接“{ $name }”的 { $place } 建立会话：{ $error }
postgres-check-definition = 请检查连接的定义：密码、sslmode、证书
postgres-login-refused = “{ $name }”的服务器拒绝登录：{ $error }
postgres-check-login = 请检查连接定义中的用户和密码
postgres-no-database = “{ $name }”的服务器上没有该数据库：{ $error }
postgres-check-database = 请检查连接定义中的数据库
postgres-not-accepted = { $place } 不接受连接：{ $error }
postgres-ask-server = 请咨询服务器的管理者
postgres-lost = 与 { $place } 的连接已中断：{ $error }
postgres-too-old = { $place } 的版本早于 PostgreSQL 12
postgres-newer = 请使用更新的服务器
postgres-other-settings = { $place } 没有保持会话的设置：时区、编码、日期格式
postgres-wrong-form = { $place } 发送的行与 PostgreSQL 的格式不同
postgres-tls-setup = 连接“{ $name }”无法加密：{ $error }
postgres-certificate-unreadable = { $path } 中没有 PEM 格式的证书或密钥
postgres-check-certificates = 请检查连接定义中的 sslrootcert、sslcert 和 sslkey
postgres-no-authorities = 没有可用于核验“{ $name }”服务器的证书颁发机构
postgres-name-authorities = 请在 sslrootcert 中指定含证书的文件

# Reading.
postgres-refuses = 数据库报错：{ $error }
postgres-ask-rights = 请申请相应的权限，或使用其他连接
postgres-would-write = 该查询会更改数据库
postgres-locked = 其他程序持有锁：{ $error }
postgres-too-slow = 数据库为一次预览用时超过 30 秒
postgres-narrow = 请用查询读取较少的行，或运行项目：运行时没有此限制
postgres-table-name = “{ $name }”不是表的名称
postgres-write-table-name = 请写成 表 或 模式.表，含点的部分加引号
postgres-value-not-bound = 某个参数的值无法发送到数据库
postgres-type-not-read = 列“{ $name }”的类型 { $data_type } 没有固定的格式
postgres-cast-it = 请在查询中用 CAST("{ $name }" AS text) AS "{ $name }" 读取
postgres-infinite = 列“{ $column }”第 { $row } 行：infinity 不是日期或时间
postgres-out-of-range = 列“{ $column }”第 { $row } 行：日期超出历法范围
postgres-not-a-number = 列“{ $column }”第 { $row } 行：NaN 和无穷大不是定点小数
postgres-digits = 列“{ $column }”第 { $row } 行：数值的位数超过 { $data_type }
postgres-end-of-day = 列“{ $column }”第 { $row } 行：24:00:00 不是一天中的时间
postgres-array-shape = 列“{ $column }”第 { $row } 行：多维数组或不从 1 开始的数组不是列表
postgres-other-form = 列“{ $column }”第 { $row } 行：值的格式与其类型不符

# Writing.
postgres-name-long = “{ $name }”有 { $bytes } 个字节；PostgreSQL 的名称最多 { $most } 个
postgres-name-reserved = “{ $name }”不能作为 PostgreSQL 的列名
postgres-type-not-held = 列“{ $name }”的类型 { $data_type } 无法由 PostgreSQL 原样保存
postgres-value-not-held = 列“{ $column }”第 { $row } 行：{ $value } 无法原样存入 { $data_type }
postgres-row-refused = 第 { $row } 行：{ $error }
postgres-row-refused-at = 列“{ $column }”第 { $row } 行：{ $error }
postgres-rows-lost = 数据库只接收了 { $sent } 行中的 { $count } 行
postgres-generated = 列“{ $name }”由数据库自行计算
postgres-leave-out = 请先移除该列
postgres-column-required = 表“{ $table }”需要列“{ $name }”，该列没有默认值
postgres-add-column = 请添加该列
postgres-no-schema = 表“{ $name }”没有可用的模式
postgres-leads-elsewhere = 连接“{ $name }”不再通向 { $url }
postgres-restore-definition = 请恢复原来的定义，以便完成或撤销中断的运行
