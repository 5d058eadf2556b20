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

# 开关设置。
yes = 是
no = 否

quoted = “{ $name }”
and-others = { $names }和另外 { $count } 个
just-now = 刚刚
minutes-ago = { $count } 分钟前
hours-ago = { $count } 小时前
days-ago = { $count } 天前
count-columns = { $count } 列
frame-title = 分组框
word-nodes = {" "}{ $count } 个节点
word-dot = 拐点
count-things = {" "}{ $count } 个对象
word-frame = 分组框
word-note = 便笺
cell-empty = 空文本
cell-null = 空值
clear-search = 清除搜索
and-more = 另外 { $count } 个
