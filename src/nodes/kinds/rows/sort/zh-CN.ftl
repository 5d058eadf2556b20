kind-sort = 排序
    .about = 按一列或多列对行排序
    .help = 第一个键决定行的顺序；其后每个键对仍然相等的行继续排序。所有键都相等的行保持原有顺序。无论升序还是降序，空值都排在末尾（或开头）。文本按字符排序，大写在小写之前；NaN 视为大于任何数值。
    .words = 升序, 降序, 排列, 次序, 排名, paixu, shengxu, jiangxu, pailie, paiming, px
port-name-sorted = 已排序

field-sort-keys = 排序依据
    .hint = 第一个键优先
    .add = 添加键
field-sort-order = 顺序
    .Ascending = 升序
    .Descending = 降序
field-sort-nulls = 空值
    .hint = 空值排在哪里
    .Last = 最后
    .First = 最前

summary-descending = { $column } ↓

key-has-no-column = 该键没有列
sort-by-another = 请按其他列或由它计算的公式排序
