## 条件的行，以及为何不能显示为行。
rows-unreadable = 公式无法解析
rows-comment = 公式中有注释
rows-mixed = 公式同时使用了 AND 和 OR
rows-column-value = 公式与另一列比较：{ $column }
rows-computed = 条件行无法表示 { $piece }
rows-no-comparison = 条件行无法表示 { $piece }
rows-not-possible = 无法按行编辑：{ $why }
add-condition = 添加条件
remove-condition = 删除条件 { $number }
condition-hold = 须满足的条件
condition-all = 全部
condition-any = 任一
condition-column = 列
condition-test = 比较方式
condition-value = 值
condition-from = 从
condition-to = 到
condition-nulls-left-out = 排除了 { $count } 个空值
condition-keep-nulls = 保留空值
values-all-rows = 取自 { $rows } 行
values-most-frequent = { $rows } 行中最常见的值
values-first-rows = 取自前 { $rows } 行
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
test-starts-with = 开头为
test-ends-with = 结尾为
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
keys-proposed-further = 更多的键及其效果
keys-match = 左表 { $rows } 行中有 { $matching } 行匹配
keys-match-of-first = 左表前 { $rows } 行中有 { $matching } 行匹配
keys-match-fewer = 左表 { $rows } 行中有 { $matching } 行匹配，比当前少 { $fewer } 行
keys-match-of-first-fewer = 左表前 { $rows } 行中有 { $matching } 行匹配，比当前少 { $fewer } 行
keys-unique = 两侧均唯一
keys-unique-left = 仅左侧唯一
keys-unique-right = 仅右侧唯一
keys-repeat = 两侧均不唯一
keys-told = { $matches }；{ $unique }

## 条件的前几个值。
values-old = 来自先前的公式
values-kept = 保留 { $kept } / { $rows }
row-kept = 保留
row-left-out = 排除
row-left-out-null = 排除（空值）
