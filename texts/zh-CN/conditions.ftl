## 条件的行，以及为何不能显示为行。
rows-unreadable = 公式目前无法解析
rows-comment = 注释无法放进条件行
rows-mixed = 公式同时使用了 AND 和 OR
rows-column-value = 它与另一列比较：{ $column }
rows-computed = 条件行无法表示 { $piece }
rows-no-comparison = 条件行无法表示 { $piece }
