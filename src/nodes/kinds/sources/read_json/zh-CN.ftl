kind-read_json = 读取 JSON
    .about = 读取 JSON 文件：对象数组，或每行一个对象
    .help = 每个对象是一行，对象的每个字段是一列；对象没有的字段为空值。行内的对象和数组变为结构体和列表。整数保持为整数，除非同一列中出现小数。使用 logs/*.jsonl 这样的通配符会读取所有匹配的文件并上下拼接。
    .words = 导入, 打开, 加载, 数据源, 来自文件, duqu, daoru, dakai, jiazai, shujuyuan

field-read_json-path =
    .hint = 文件，或 logs/*.jsonl 这样的通配符；${"{"}name{"}"} 代入参数
field-read_json-infer_rows = 用于推断类型的行数
    .hint = 0 表示所有行；之后类型不同的行会转到“不合格行”
    .unit = 行
    .unit-one = 行
    .zero = （所有行）
field-read_json-rows_at = 行的位置
    .hint = 行在对象中的路径，例如 data.items；留空表示顶层
    .placeholder = 顶层
field-read_json-headers = 列名
    .hint = 用于数组形式的行
    .Detected = 自动检测
    .First = 在第一个数组中
    .None = 无
field-read_json-shape =
    .Detected = 自动检测

json-look-at-reasons = 请在“不合格行”中查看原因
