# Servers of databases: connecting.
server-unreachable = 无法连到连接“{ $name }”的 { $place }：{ $error }
server-silent = 连接“{ $name }”的 { $place } 在 { $seconds } 秒内没有应答
server-check-server = 请确认服务器正在运行且可从本机访问，然后重试
server-no-session = 无法与连接“{ $name }”的 { $place } 建立会话：{ $error }
server-check-definition = 请检查连接的定义：密码、sslmode、证书
server-login-refused = “{ $name }”的服务器拒绝登录：{ $error }
server-check-login = 请检查连接定义中的用户和密码
server-no-database = “{ $name }”的服务器上没有该数据库：{ $error }
server-check-database = 请检查连接定义中的数据库
server-not-accepted = { $place } 不接受连接：{ $error }
server-ask-server = 请咨询服务器的管理者
server-lost = 与 { $place } 的连接已中断：{ $error }
server-newer = 请使用更新的服务器
server-other-settings = { $place } 没有保持会话的设置：时区、编码、日期格式
server-wrong-form = { $place } 发送的内容不符合其协议
server-tls-setup = 连接“{ $name }”无法加密：{ $error }
server-certificate-unreadable = { $path } 中没有 PEM 格式的证书或密钥
server-check-certificates = 请检查连接定义中的 sslrootcert、sslcert 和 sslkey
server-no-authorities = 没有可用于核验“{ $name }”服务器的证书颁发机构
server-name-authorities = 请在 sslrootcert 中指定含证书的文件

# Reading.
server-ask-rights = 请申请相应的权限，或使用其他连接
server-would-write = 该查询会更改数据库
server-locked = 其他程序持有锁：{ $error }
server-too-slow = 数据库为一次预览用时超过 30 秒
server-narrow = 请用查询读取较少的行，或运行项目：运行时没有此限制
server-table-name = “{ $name }”不是表的名称
server-write-table-name = 请写成 表 或 模式.表，含点的部分加引号
server-value-not-bound = 某个参数的值无法发送到数据库
server-type-not-read = 列“{ $name }”的类型 { $data_type } 没有固定的格式
server-out-of-range = 列“{ $column }”第 { $row } 行：日期超出历法范围
server-digits = 列“{ $column }”第 { $row } 行：数值的位数超过 { $data_type }
server-other-form = 列“{ $column }”第 { $row } 行：值的格式与其类型不符

# Writing.
server-value-not-held = 列“{ $column }”第 { $row } 行：{ $value } 无法原样存入 { $data_type }
server-correct-row = 请更正该值，或用条件排除该行
server-row-refused = 第 { $row } 行：{ $error }
server-row-refused-at = 列“{ $column }”第 { $row } 行：{ $error }
server-rows-lost = 数据库只接收了 { $sent } 行中的 { $count } 行
server-generated = 列“{ $name }”由数据库自行计算
server-leave-out = 请先移除该列
server-column-required = 表“{ $table }”需要列“{ $name }”，该列没有默认值
server-add-column = 请添加该列
server-leads-elsewhere = 连接“{ $name }”不再通向 { $url }
server-restore-definition = 请恢复原来的定义，以便完成或撤销中断的运行
