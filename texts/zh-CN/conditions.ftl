## 条件的行，以及为何不能显示为行。
rows-unreadable = 公式目前无法解析
rows-comment = 注释无法放进条件行
rows-mixed = 公式同时使用了 AND 和 OR
rows-column-value = 它与另一列比较：{ $column }
rows-computed = 条件行无法表示 { $piece }
rows-no-comparison = 条件行无法表示 { $piece }
rows-not-possible = 无法显示为行：{ $why }
add-condition = 添加条件
remove-condition = 移除条件 { $number }
condition-hold = 须满足多少条
condition-all = 全部
condition-any = 任一
condition-column = 列
condition-test = 比较方式
condition-value = 值
condition-from = 起
condition-to = 止
condition-nulls-left-out = { $count } 个空值不会保留
condition-keep-nulls = 保留空值
values-all-rows = 共 { $rows } 行
values-most-frequent = { $rows } 行中最常见的值
values-first-rows = 仅前 { $rows } 行
value-empty-text = （空文本）
value-counted = { $value }，{ $count } 行

## 下拉列表中的比较方式。
test-equal = 等于
test-not-equal = 不等于
test-different = 不等于或为空
test-less = <
test-less-or-equal = ≤
test-greater = >
test-greater-or-equal = ≥
test-between = 介于
test-not-between = 不介于
test-in = 属于
test-not-in = 不属于
test-not-in-or-null = 不属于或为空
test-contains = 包含
test-not-contains = 不包含
test-contains-any-case = 包含（不分大小写）
test-starts-with = 开头是
test-ends-with = 结尾是
test-like = 匹配
test-not-like = 不匹配
test-like-any-case = 匹配（不分大小写）
test-not-like-any-case = 不匹配（不分大小写）
test-is-null = 为空
test-is-not-null = 不为空
test-is-true = 为真
test-is-false = 为假

## 连接键的建议。
keys-proposed = 建议的键
keys-proposed-further = 可再添加的键及其效果
keys-match = 左表 { $rows } 行中有 { $matching } 行匹配
keys-match-of-first = 左表前 { $rows } 行中有 { $matching } 行匹配
keys-match-fewer = 左表 { $rows } 行中有 { $matching } 行匹配，少 { $fewer } 行
keys-match-of-first-fewer = 左表前 { $rows } 行中有 { $matching } 行匹配，少 { $fewer } 行
keys-unique = 两侧均唯一
keys-unique-left = 仅左侧唯一
keys-unique-right = 仅右侧唯一
keys-repeat = 两侧均有重复
keys-told = { $matches }；{ $unique }

## 条件的前几个值。
values-old = 来自先前的公式
values-kept = 保留 { $kept } / { $rows }
row-kept = 保留
row-left-out = 不保留
row-left-out-null = 不保留（空值）
