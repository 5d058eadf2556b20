kind-limit = 截取行
    .about = 保留前若干行、后若干行或中间一段
    .help = 按行的输入顺序计数。接在“排序”节点之后，可得到排名的前几名或后几名。行数不足的表原样通过。
    .words = 前几行, 后几行, 前N行, 限制行数, 开头, 末尾, 切片, 跳过, 分页, jiequhang, qianjihang, houjihang, xianzhi, qiepian, jq

field-limit-offset = 跳过
    .hint = 保留的第一行之前跳过多少行
    .unit = 行
    .unit-one = 行
field-limit-count =
    .hint = 保留多少行
field-limit-keep =
    .First = 前若干行
    .Last = 后若干行
    .Slice = 中间一段

summary-first = 前 { $count } 行
summary-last = 后 { $count } 行
summary-slice = 第 { $first } 至 { $last } 行
