kind-read_parquet = 读取 Parquet
    .about = 读取 Parquet 文件
    .help = 只读取下游节点需要的列和文件片段。data/year=2013/*.parquet 这样的通配符会依次读取所有匹配的文件。
    .words = 导入, 打开, 加载, 列式存储, 数据源, 来自文件, duqu, daoru, dakai, jiazai, lieshi, shujuyuan

field-read_parquet-path =
    .hint = 文件，或 data/*.parquet 这样的通配符；${"{"}name{"}"} 代入参数
