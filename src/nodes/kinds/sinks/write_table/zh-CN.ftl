kind-write_table = 写入目录表
    .about = 把表格写入 Spark 目录中的表，例如 Hive 的表
    .help = 只有 Spark 能写入它，而且只在 Spark 上运行项目时写入。行先写入旁边的一张表，所有输出完成后才移入目标表。已有的表保持其定义；它的列必须与各行的列相同，放不下的值会停止运行。不存在的表会新建。
    .words = spark, hive, 目录, 元数据, 数据仓库, 湖仓, 导出, 保存, 插入, 输出, mulu, yuanshuju, shujucangku, daochu, baocun, charu, shuchu

field-write_table-database = 数据库
    .hint = 也可写“目录.数据库”；${"{"}name{"}"} 代入参数
    .placeholder = default
field-write_table-table = 表
    .hint = 不存在则新建
    .placeholder = 要写入的表
field-write_table-existing = 表已存在时
    .Replace = 替换所有行
    .Append = 追加
    .ReplacePartitions = 替换有新行的分区
field-write_table-partition_by = 分区列
    .hint = 每个值各占一个文件夹
