# 窗口：状态栏、面板、对话框。

undone = 已撤销：{ $step }
done-again = 已重做：{ $step }
history-beginning = 开始
history-undone = 已撤销
history-now-saved = 当前，已保存
history-now = 当前
history-saved = 已保存
status-ready = 就绪
status-problems = { $count ->
    [0] 没有问题
   *[other] { $count } 个问题
}
run-finished = { $run }完成，用时 { $seconds } 秒：{ $written }
run-failed = { $run }失败，输出未作任何更改。{ $why }
see-the-problems = 请查看问题列表
node-problem = { $node }：{ $problem }
run-cancelled = { $run }已取消，输出保持原样
run-whole = 运行
run-to = 运行到 { $what }
run-from = 从 { $what } 运行
run-only = 仅运行 { $what }
run-export = 导出
port-rows = { $port } { $rows }
rows-nothing-written = { $rows }，没有写入任何内容
nothing-to-write = 没有需要写入的内容
written-file = { $file } 中写入 { $rows } 行（{ $size }）
written-files = { $files } 个文件，{ $rows }
step-align = 对齐{ $what }
step-distribute = 分布{ $what }
frame-run = 运行其中的节点
