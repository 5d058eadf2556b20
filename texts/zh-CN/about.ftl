# 节点类型的说明及其示例。

about-kind = 关于此类节点
about-example = 示例
about-computing = 正在计算示例…
about-add = 添加到画布
about-add-hint = 将示例的节点添加到画布
about-setting = { $setting }：
about-table = { $name }：{ $rows } 行，{ $columns } 列
undo-add-example = 添加示例
