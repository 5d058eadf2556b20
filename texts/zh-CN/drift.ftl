# Tables of databases whose columns differ from those that arrive.
fix-columns-evolve = 更改目标表的列
fix-columns-drop-values = 舍弃不适合的内容
drift-typed = “{ $name }”（{ $data_type }）
drift-from-to = “{ $name }”（{ $from } → { $to }）
drift-value-in-row = 第 { $row } 行的 { $value }
drift-row-with-value = 第 { $row } 行：{ $column } = { $value }
drift-adds = 表“{ $table }”增加新列：{ $columns }
drift-adds-remedy = 已有行中这些列为空值
drift-renamed = “{ $name }”可能是其列“{ $gone }”的新名称，该列没有值到达：若是，请重命名其中一个
drift-gone = 表“{ $table }”的这些列没有值到达：{ $columns }
drift-gone-remedy = 新行在这些列中取默认值或空值
drift-may-widen = 若有值放不下，将加宽表“{ $table }”的列：{ $columns }
drift-only-if-needed = 没有这样的值时保持不变
drift-may-not-fit = 这些列中可能有不适合表“{ $table }”的值：{ $columns }
drift-such-rows = 含有这类值的行会被丢弃，并由运行报告
drift-such-values = 这类值会被丢弃，并由运行报告
drift-leaves-out = 表“{ $table }”没有这些列，将其舍弃：{ $columns }
drift-evolve-instead = 若要全部保留，请允许更改目标表的列
drift-rows-dropped = 有 { $count } 行不适合表“{ $table }”而被丢弃，前几行：{ $rows }
drift-values-dropped = 列“{ $name }”：有 { $count } 个值不适合 { $data_type } 而变为空值，前几个：{ $values }
drift-left-out = 表“{ $table }”不接受列“{ $name }”，舍弃其 { $count } 个值，前几个：{ $values }
drift-widens = 表“{ $table }”的列“{ $name }”加宽（{ $types }），用于{ $value }
drift-widens-remedy = 已有的值保持不变
drift-not-owner = 该连接的用户无权更改表“{ $table }”的列
drift-changed-meanwhile = 表“{ $table }”的列“{ $name }”同时被他人更改
drift-run-again = 请重新运行：将重新比较各列
