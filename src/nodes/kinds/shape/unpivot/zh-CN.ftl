kind-unpivot = 逆透视
    .about = 把多列变为名称和值两列
    .help = 每一行按逆透视的列变为多行，并按列的顺序排列：一列为名称，一列为值，保留的列在每行重复。整数与数值合为数值；没有共同类型的列视为错误，因为一列只有一种类型。
    .words = 宽表变长表, 列转行, 融合, 反透视, 转置, nitoushi, liezhuanhang, fantoushi, zhuanzhi, nts
port-name-long = 长表

field-unpivot-values = 逆透视的列
    .hint = 不选：下方未保留的所有列
field-unpivot-ids = 保留的列
    .hint = 在每个新行中重复
field-unpivot-name_column = 名称列
field-unpivot-value_column = 值列

summary-all-but = 除 { $columns } 外的所有列
summary-turned = { $from } → { $name }、{ $value }

neither-ids-nor-values = 尚未选择要逆透视或保留的列
choose-to-unpivot = 请选择要逆透视的列，或保留的列
cannot-stay-and-unpivot = 列“{ $name }”不能既保留又逆透视
remove-from-one-list = 请从其中一个列表删除
nothing-left-to-unpivot = 没有可逆透视的列
take-out-of-ids = 请减少保留的列
does-not-go-with = “{ $name }”是{ $data_type }，无法与{ $others }（{ $other_type }）合为一列
cast-to-one-type = 请先将各列转换为同一类型，或排除其中一些
give-new-another-name = 请重命名新列
