kind-write_parquet = 写入 Parquet
    .about = 将表写入 Parquet 文件
    .help = Parquet 完整保留每种类型，体积小，读取快。只在运行项目时写入，预览时从不写入；只有整个运行成功后，文件才会与其他所有输出一起被替换。
    .words = 导出, 保存, 输出, 列式存储, 写出, 到文件, xieru, daochu, baocun, shuchu, lieshi

field-write_parquet-compression = 压缩
    .Zstd = Zstandard（体积小）
    .Snappy = Snappy（兼容性最好）
    .Lz4 = LZ4（速度快）
    .None = 不压缩
