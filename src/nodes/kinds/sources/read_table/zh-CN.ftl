kind-read_table = 读取目录表
    .about = 读取 Spark 目录中的表，例如 Hive 的表
    .help = 只有 Spark 能读取它：本机只知道它的列，列保存在设置中，因此没有集群也能编辑项目。分区列上的条件会跳过不匹配的分区。如果表的列类型已经改变，运行会停止。
    .words = spark, hive, 目录, 元数据, 数据仓库, 湖仓, 数据源, 读表, mulu, yuanshuju, shujucangku, hucang, shujuyuan, dubiao

field-read_table-database = 数据库
    .hint = 也可写“目录.数据库”；${"{"}name{"}"} 代入参数
    .placeholder = default
field-read_table-table = 表
    .hint = 表或视图的名称
    .placeholder = 要读取的表
field-read_table-filter = 只要满足条件的行
    .hint = 条件用到分区列时，只读取匹配的分区
field-read_table-columns = 列
    .hint = 要读取的列；命令面板中的“从 Spark 取得列”会列出全部
    .add = 添加列
field-read_table-type =
    .hint = 按目录的写法，例如 bigint、string、decimal(10,2) 或 timestamp
