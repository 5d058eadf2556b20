kind-write_excel = 写入 Excel
    .about = 将表写入 Excel 工作簿
    .help = 一张工作表含表头最多 1,048,576 行、16,384 列；超出时报错，不会截断。日期、时间和时长写为 Excel 自身的类型，定点小数写为数值。1900 年 3 月之前的日期、超过 15 位的数值、负时长，以及无穷大或 NaN 写为文本，因为 Excel 会改变它们；运行时会报告数量。Excel 没有时区：写入当地时间。只在运行项目时写入，预览时从不写入；只有整个运行成功后，文件才会与其他所有输出一起被替换。
    .words = 导出, 保存, 输出, 工作簿, 电子表格, 表格, 写出, 到文件, xieru, daochu, baocun, shuchu, gongzuobu, dianzibiaoge

field-write_excel-sheet = 工作表名称
field-write_excel-freeze_header = 冻结表头
field-write_excel-autofit = 自动调整列宽

excel-has-no-offsets = Excel 不保存 UTC 偏移：“{ $name }”将写为当地时间
cast-moments-to-text = 如需保留偏移，请先转换为文本：CAST(… AS text)
is-no-sheet-name = “{ $name }”不能用作工作表名称
use-sheet-characters = 请使用 1 到 31 个字符，不含 [ ] : * ? / \
