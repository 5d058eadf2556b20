# 运行：节点的运行方式与运行面板。

step-running = 更改 { $name } 的运行方式
