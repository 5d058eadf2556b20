edit-no-node = 该节点不存在
edit-node-exists = 节点已存在
edit-wired = 节点仍有连线
edit-name-taken = 已有节点名为“{ $name }”。请换一个名称
edit-bad-name = “{ $name }”不是有效的名称。请使用小写字母、汉字、数字和 _，且不以数字开头
edit-no-wire = 该连线不存在
edit-wire-exists = 这条连线已存在
edit-self-wire = 节点不能连到自身
edit-cycle = 这条连线会形成循环。表不能依赖于自身

read-syntax = 第 { $line } 行，第 { $column } 列：{ $error }
read-newer = 项目的格式为 { $found }，此版本最高支持格式 { $known }。请用更新版本的 Tablewire 打开
read-empty = 文件为空
read-conflict = 文件中有未解决的合并冲突：第 { $line } 行是{ $count ->
    [one] 一处冲突
   *[other] { $count } 处冲突中的第一处
}
read-node-name = 节点名“{ $name }”不是小写加下划线的形式
read-as = 已按“{ $name }”读取
read-two-nodes = 有两个节点名为“{ $name }”
read-second-as = 第二个已按“{ $name }”读取
read-two-parameters = 有两个参数名为“{ $name }”
read-two-connections = 有两个连接名为“{ $name }”
read-last-counts = 以最后一个为准
read-wire-twice = 从“{ $from }”到“{ $to }”的连线出现了两次
read-one-kept = 保留其中一条
read-wire-nowhere = 从“{ $from }”到“{ $to }”的连线引用了不存在的节点“{ $node }”
read-correct-wire = 请更正该连线，或将其删除
