kind-write_database = 写入数据库
    .about = 把表格写入 SQLite 数据库的表
    .help = 只在运行项目时写入，预览时从不写入。行先写入暂存表；只有整个运行成功后，才在一个事务中移入目标表。表或数据库不存在时会新建。值原样保存：目标表的列会改变值，或 SQLite 无法保存时，视为错误。
    .words = sql, sqlite, 导出, 保存, 插入, 替换, 输出, 数据库, daochu, baocun, charu, tihuan, shuchu, shujuku

field-write_database-path = 数据库
    .hint = SQLite 文件，没有则新建；${"{"}name{"}"} 代入参数
field-write_database-table = 表
    .hint = 表的名称；不存在则新建
    .placeholder = 要写入的表
field-write_database-existing = 表已存在时
    .Replace = 替换其中的行
    .Append = 追加
    .Fail = 停止运行
field-write_database-empty = 允许用零行替换已有的行
    .hint = 否则会清空该表的运行将失败
