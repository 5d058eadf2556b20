kind-read_database = 读取数据库
    .about = 读取数据库中的表、视图或查询：SQLite、PostgreSQL
    .help = 只读取下游节点需要的列；只要数据库的比较方式与“筛选”节点完全一致，就在数据库中筛选行。数据库以只读方式打开，所有行取自同一时刻。列的类型为其声明的类型，SQLite 中未声明时取其值的类型；不符合类型的值会报错并指出所在行。在 SQLite 中，声明为 DATE、DATETIME 或 TIMESTAMP 且每个值都是日期的列为日期。表的行按存储的顺序排列。
    .words = sql, sqlite, postgres, postgresql, 导入, 打开, 加载, 查询, 数据库, 数据源, duqu, daoru, dakai, chaxun, shujuku, shujuyuan

field-read_database-path = 数据库
    .hint = SQLite 文件（未指定连接时）；${"{"}name{"}"} 代入参数
field-read_database-table = 表
    .hint = 表或视图的名称，或 模式.表
    .placeholder = 选择表
field-read_database-query = 查询
    .hint = 用 SELECT 代替表；${"{"}name{"}"} 作为值绑定，不需要引号
    .placeholder = 用 SELECT … 代替表

field-read_database-new_by = 判断列
    .hint = 随新行增长的列，例如编号或修改时间。运行只读取大于目前最大值的行；预览显示所有行
    .placeholder = 每次运行读取所有行
field-read_database-keys = 行的标识
    .hint = 标识一行的列，使每行只到达一次；未指定时为所有列
field-read_database-key = 列
field-read_database-overlap_minutes = 重读分钟数
    .hint = 日期和时间往回重读多少，以包含较晚提交的事务；已知的行会被丢弃
field-read_database-overlap_numbers = 重读数值范围
    .hint = 数字列的重读范围
