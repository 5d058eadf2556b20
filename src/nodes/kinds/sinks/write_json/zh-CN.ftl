kind-write_json = 写入 JSON
    .about = 写入 JSON 数组，或每行一个对象
    .help = 每一行成为一个对象。日期和时间按 ISO 8601 文本写入。只在运行项目时写入，预览时从不写入；只有整个运行成功后，文件才会与其他所有输出一起被替换。
    .words = 导出, 保存, 输出, 写出, 到文件, xieru, daochu, baocun, shuchu

field-write_json-pretty = 缩进
    .hint = 每行一个字段，便于阅读

json-cannot-hold-binary = “{ $name }”是二进制数据，JSON 不支持
drop-it-or-parquet = 请删除该列，或写入 Parquet
