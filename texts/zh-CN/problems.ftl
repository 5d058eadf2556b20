# 各层的问题：是什么、在哪里，一行，不带句号；处理办法说明该怎么做。

waits-for = 等待“{ $name }”
argument-named = { $function } 的参数“{ $argument }”：{ $problem }
argument-numbered = { $function } 的第 { $index } 个参数：{ $problem }
on-the-left = 左表：{ $problem }
on-the-right = 右表：{ $problem }
table-cannot-be-computed = 无法计算该表
column-problem = 列“{ $name }”：{ $problem }
did-you-mean-name = 您是指 { $name } 吗？
did-you-mean-quoted = 您是指“{ $name }”吗？
did-you-mean-case = 您是指 { $name } 吗？名称区分大小写
there-are = 现有：{ $names }
there-are-more = 现有：{ $names }等
message-and-remedy = { $message }。{ $remedy }
setting-problem = { $setting }：{ $problem }
setting-row = { $setting } { $number }
setting-within = { $outer }，{ $inner }

fix-use = 改用 { $what }
fix-read-as = 将“{ $name }”读作{ $data_type }
fix-read-as-in = 将“{ $name }”读作{ $data_type }，写法为 { $format }
fix-read-numbers-as = 按 { $example } 的写法读取数值
fix-as-null = 将 { $texts } 读作空值
fix-drop = 移除 { $what }
fix-add-parameter = 添加参数 { $name }
fix-choose-file = 选择文件…
fix-connect = 连接 { $port }…
memory-exceeded = 运行需要 { $held } 内存，但只允许使用 { $limit }
memory-exceeded-remedy = 请放宽内存限制，或在连接、分组、排序之前先筛选并去掉不需要的列
memory-of-machine-exceeded = 运行需要的内存超过本机内存：目前已用 { $held }
memory-of-machine-exceeded-remedy = 请在连接、分组、排序之前先筛选并去掉不需要的列，或换用内存更大的机器
problem-because = { $problem }：{ $why }
