below-table = 表格
below-runs = 运行
below-problems = 问题
widths-unread-kept = 记住的列宽无法读取，已重新开始；原文保存在状态文件夹的 { $file } 中
widths-unread = 状态文件夹中 { $file } 里记住的列宽无法读取，已重新开始
