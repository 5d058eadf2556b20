# MySQL 和 MariaDB：连接。
mysql-no-server = { $place } 的应答不是 MySQL 或 MariaDB 服务器的应答
mysql-no-tls = “{ $name }”的服务器不提供加密
mysql-choose-mode = 请在服务器上设置 TLS，或在连接的定义中选择其他 sslmode
mysql-plain-password = “{ $name }”的服务器要求发送密码本身（{ $method }），但连接未加密
mysql-require-tls = 请在连接的定义中使用 sslmode REQUIRED 或更严格的模式
mysql-unknown-method = “{ $name }”的服务器要求以 { $method } 登录，不支持这种方式
mysql-other-method = 请使用 mysql_native_password 或 caching_sha2_password 的用户
mysql-too-old = { $place } 的版本为 { $version }；需要 MySQL 5.7、MariaDB 10.3 或更新的版本
mysql-asked-for-file = { $place } 索要本机的文件 { $file }，未予发送
mysql-do-not-trust = 在管理者说明原因之前，请勿信任该服务器

# 读取。
mysql-cast-it = 请在查询中用 CAST(`{ $name }` AS char) AS `{ $name }` 读取
mysql-cast-number = 请在查询中用 CAST(`{ $name }` AS signed) AS `{ $name }` 读取
mysql-convert-geometry = 请在查询中用 ST_AsText(`{ $name }`) AS `{ $name }` 读取
mysql-type-late = 列“{ $name }”是参数的值，服务器在运行时才知道其类型
mysql-cast-parameter = 请用 CAST(${"{"}name{"}"} AS char) 读成文本，或只在条件中使用
mysql-no-date = 列“{ $column }”第 { $row } 行：{ $value } 不是日期
mysql-no-time-of-day = 列“{ $column }”第 { $row } 行：{ $value } 不是一天中的时间

# 写入。
mysql-name-long = “{ $name }”有 { $count } 个字符；MySQL 的名称最多 { $most } 个
mysql-name-end = “{ $name }”不能作为 MySQL 的名称：以空格结尾或含有零字符
mysql-name-sign = “{ $name }”不能作为 MySQL 的名称：含有 { $sign }
mysql-columns-alike = 对 MySQL 而言，列“{ $name }”和“{ $other }”是同一列
mysql-type-not-held = 列“{ $name }”的类型 { $data_type } 无法由 MySQL 原样保存
mysql-not-transactional = 表“{ $name }”的存储引擎不支持事务：运行无法做到全部写入或完全不写
mysql-use-innodb = 请将该表转换为 InnoDB，或填写其他表名
mysql-wrote-zero = 有 { $count } 个负零存为 0（MySQL 不区分两者）；第一个在列“{ $name }”第 { $row } 行
mysql-zeros-equal = 比较时两者始终相等
