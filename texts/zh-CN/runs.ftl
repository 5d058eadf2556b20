# 运行：节点的运行方式与运行面板。

step-running = 更改 { $name } 的运行方式
run-retrying = { $why }。{ $wait }后重试（第 { $number } 次，共 { $of } 次）
run-skipped = 运行将跳过 { $nodes } 继续
run-with-failures = { $run }在 { $seconds } 秒内完成，但有失败：{ $written }，未写出 { $lost }
