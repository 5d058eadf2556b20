# 组成句子的词语。

list-more = { $list }、{ $item }
list-last = { $list }和{ $item }
count-nodes = { $count } 个节点
count-rows = { $count } 行

# 问题与处理办法之间。
sentence-end = 。

size-bytes = { $bytes } 字节
time-milliseconds = { $number } 毫秒
time-seconds = { $number } 秒
time-minutes = { $minutes } 分 { $seconds } 秒

quoted = “{ $name }”
