# 节点给出的文字：问题与处理办法、表的菜单中的步骤、列的来龙去脉。

new-node-behind = { $name } 之后的新节点
text-becomes = “{ $node }”中，列“{ $column }”里的文本“{ $old }”变为“{ $new }”
needs-no-suffix = “{ $node }”中，列“{ $old }”变为“{ $new }”：不再需要后缀
writes-column-as = “{ $node }”将列“{ $old }”写为“{ $new }”
columns-cannot-be-told = 改名后无法得知“{ $node }”有哪些列
choose-another-name = 请另选名称
table-has-no-column = “{ $table }”中没有列“{ $column }”
look-at-its-table = 请再看一下它的表
column-needs-a-name = 列需要名称
write-one = 请填写名称
is-its-name-already = 已经是这个名称
write-another = 请填写另一个名称
column-at-already = “{ $node }”中已有列“{ $column }”
