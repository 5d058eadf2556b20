kind-union = 合并
    .about = 将多张表的行上下合并
    .help = 可接入任意多张表，按连线的顺序合并。列按名称对应，与顺序无关；也可按位置对应，此时使用第一张表的列名。整数与数值在不丢失位数时合为数值；没有共同类型的列视为错误。某张表缺少的列在其行中为空值，并会提示。不会删除任何行：如需去重，请使用“去重”节点。
    .words = 追加, 追加查询, 纵向合并, 拼接, 堆叠, 上下合并, 并集, hebing, zhuijia, zongxianghebing, pinjie, duidie, bingji, hb
port-name-tables = 表

field-union-by = 列的对应方式
    .hint = 各表的列如何对应
    .Name = 名称
    .Position = 位置
field-union-missing = 缺少的列
    .Null = 用空值填充
    .Error = 视为错误
    .Shared = 只保留共有的列
    .First = 保留第一张表的列
field-union-source = 来源列
    .hint = 新增一列，记录每行来自哪个节点；留空则不添加
    .placeholder = 不添加

summary-by-name = 按列名对齐
summary-by-position = 按位置对齐
summary-same-columns = 列完全相同
summary-shared-columns = 只保留共有的列
summary-first-columns = 以第一张表的列为准

draw-wires = 请接入连线
rename-source-column = 请重命名来源列
table-lacks-column = “{ $table }”没有列“{ $name }”，而“{ $other }”有
table-has-fewer-columns = “{ $table }”只有 { $count } 列，少于“{ $other }”
rename-or-fill = 请重命名“{ $name }”，或用空值填充缺少的列
add-or-fill = 请添加该列，或用空值填充缺少的列
