kind-select = 选择列
    .about = 保留、删除、重排、重命名或转换列
    .help = 网格列出输入的每一列。取消勾选可删除列，也可移动、重命名或转换类型。文件只保存差异：列出的列按列表中的顺序排列，其他列保持原位；设为 rest: Drop 时只保留列出的列。
    .words = 重命名, 改名, 删除列, 保留列, 列顺序, 移动列, 转换类型, 数据类型, 选列, xuanzelie, chongmingming, gaiming, shanchulie, lieshunxu, zhuanhuanleixing, xzl

field-select-name = 新名称
    .hint = 留空则保持原名
    .placeholder = 保持不变
field-select-rest = 其他列
    .hint = 如何处理未列出的列，包括之后新增的列
    .Keep = 保留
    .Drop = 删除
field-select-invalid = 不符合类型的值
    .Fail = 报错
    .Null = 设为空值
    .Reject = 将该行转到“不合格行”
field-select-type =
    .none = 保持

summary-only = { $count } 列
summary-without = −{ $column }
summary-fewer = −{ $count } 列
summary-renamed = { $count } 列改名
summary-types = { $count } 列改类型
summary-order = 调整列顺序

give-one-another-name-or-drop = 请重命名其中一列，或删除它
no-column-kept = 没有保留任何列
tick-at-least-one = 请至少勾选一列
nothing-left-to-drop = 已没有可删除的列
did-you-mean-else-untick = 您是指“{ $name }”吗？否则请取消勾选
untick-or-bring-back = 请取消勾选，或在此节点之前恢复该列
cannot-be-cast-to = 列无法转换为{ $data_type }
value-does-not-become = 列“{ $column }”含有“{ $value }”，无法转换为{ $data_type }
correct-or-null = 请先更正，或让这类值变为空值
