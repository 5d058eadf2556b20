# 组成句子的词语。

list-more = { $list }、{ $item }
list-last = { $list }和{ $item }
count-nodes = { $count } 个节点
count-rows = { $count } 行

# 问题与处理办法之间。
sentence-end = 。
