# PostgreSQL: connecting.
postgres-too-old = { $place } 的版本早于 PostgreSQL 12
postgres-plain-password = “{ $name }”的服务器要求发送密码本身，但连接未加密
postgres-require-tls = 请在连接的定义中使用 sslmode require 或更严格的模式

# Reading.
postgres-cast-it = 请在查询中用 CAST("{ $name }" AS text) AS "{ $name }" 读取
postgres-infinite = 列“{ $column }”第 { $row } 行：infinity 不是日期或时间
postgres-not-a-number = 列“{ $column }”第 { $row } 行：NaN 和无穷大不是定点小数
postgres-end-of-day = 列“{ $column }”第 { $row } 行：24:00:00 不是一天中的时间
postgres-array-shape = 列“{ $column }”第 { $row } 行：多维数组或不从 1 开始的数组不是列表

# Writing.
postgres-name-long = “{ $name }”有 { $bytes } 个字节；PostgreSQL 的名称最多 { $most } 个
postgres-name-reserved = “{ $name }”不能作为 PostgreSQL 的列名
postgres-type-not-held = 列“{ $name }”的类型 { $data_type } 无法由 PostgreSQL 原样保存
postgres-no-schema = 表“{ $name }”没有可用的模式
