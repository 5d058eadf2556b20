kind-table = 输入数据
    .about = 手工输入或粘贴的表
    .help = 在单元格中输入，或从电子表格粘贴。Tab 和 Enter 移到下一个单元格，F2 编辑当前单元格；在最后一行下方或最后一列右侧输入会新增行或列。列名也是单元格。列的类型由单元格推断，除非另行设置；空单元格为空值。日期可识别 2013-01-31 及其他常见写法。
    .words = 表, 手工, 手动输入, 录入, 粘贴, 常量, 新建表, 数据源, biao, shurushuju, shougong, luru, zhantie, changliang, shujuyuan

field-table-rows = 单元格
    .hint = 输入，或从电子表格粘贴；空单元格为空值
field-table-types =
    .hint = 指定类型而不由单元格推断的列

add-a-column-first = 请先添加一列
column-without-name = 第 { $number } 列没有名称
give-it-one = 请填写名称
two-columns-called = 有两列都名为“{ $name }”
row-has-more-cells = 第 { $row } 行的单元格多于列数
add-column-or-remove-cells = 请添加列，或删除多余的单元格
cell-is-not = “{ $column }”第 { $row } 行的“{ $text }”不是{ $data_type }
cell-is-not-of-its-type = “{ $column }”第 { $row } 行的“{ $text }”不符合该列的类型
correct-the-cell = 请更正单元格，或更改该列的类型
table-is-large = 项目文件自身保存了 { $rows }（{ $size }）
table-is-large-remedy = 请将其移到项目旁的文件中，使项目打开和比较都更快
