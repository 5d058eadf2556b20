# 运行：节点的运行方式与运行面板。

step-running = 更改 { $name } 的运行方式
run-retrying = { $why }。{ $wait }后重试（第 { $number } 次，共 { $of } 次）
run-skipped = 运行将跳过 { $nodes } 继续
run-with-failures = { $run }在 { $seconds } 秒内完成，但有失败：{ $written }，未写出 { $lost }
running-retries = 最多重试 { $count } 次
running-limit = 最长 { $seconds } 秒
running-skip = 失败时跳过并继续运行
running-more = { $list }，{ $item }
running-words = { $words }
run-too-slow = 超过了 { $seconds } 秒的时限
run-raise-limit = 请在“运行方式”中提高时限，或减少其工作量
