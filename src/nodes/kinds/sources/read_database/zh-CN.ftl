kind-read_database = 读取数据库
    .about = 读取数据库中的表、视图或查询：SQLite、PostgreSQL、MySQL、MariaDB
    .help = 只读取下游节点需要的列；只要数据库的比较方式与“筛选”节点完全一致，就在数据库中筛选行。数据库以只读方式打开，所有行取自同一时刻。列的类型为其声明的类型，SQLite 中未声明时取其值的类型；不符合类型的值会报错并指出所在行。在 SQLite 中，声明为 DATE、DATETIME 或 TIMESTAMP 且每个值都是日期的列为日期。表的行按存储的顺序排列。
    .words = sql, sqlite, postgres, postgresql, mysql, mariadb, 导入, 打开, 加载, 查询, 数据库, 数据源, duqu, daoru, dakai, chaxun, shujuku, shujuyuan

field-read_database-path = 数据库
    .hint = SQLite 文件（未指定连接时）；${"{"}name{"}"} 代入参数
field-read_database-table = 表
    .hint = 表或视图的名称，或 模式.表
    .placeholder = 选择表
field-read_database-query = 查询
    .hint = 用 SELECT 代替表；${"{"}name{"}"} 作为值绑定，不需要引号
    .placeholder = 用 SELECT … 代替表
