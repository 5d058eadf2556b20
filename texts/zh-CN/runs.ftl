# 运行：节点的运行方式与运行面板。

step-running = 更改 { $name } 的运行方式
run-retrying = { $why }。{ $wait }后重试（第 { $number } 次，共 { $of } 次）
run-skipped = 运行将跳过 { $nodes } 继续
run-with-failures = { $run }：在 { $seconds } 秒内完成，但有失败：{ $written }，未写出 { $lost }
running-retries = 最多重试 { $count } 次
running-limit = 最长 { $seconds } 秒
running-skip = 失败时跳过并继续运行
running-more = { $list }，{ $item }
running-words = { $words }
run-too-slow = 超过了 { $seconds } 秒的时限
run-raise-limit = 请在“运行方式”中提高时限，或减少其工作量

# 运行面板。
runs-title = 运行
runs-succeeded = 成功
runs-with-failures = 部分失败
runs-failed = 失败
runs-cancelled = 已取消
runs-rolled-back-word = 已恢复
runs-running = 运行中
runs-interrupted = 已中断
runs-empty = 尚无运行
runs-empty-hint = 一次运行会同时写出所有输出，并记录在此
runs-unreadable = 无法读取运行记录
runs-number = 运行 { $run }
runs-at-most = 最多 { $memory }

runs-files = { $count } 个文件
runs-rows = { $count } 行
runs-open-log = 打开日志
runs-open-log-about = 在文本编辑器中逐行查看此次运行的日志
runs-put-back-ask = 恢复输出…
runs-put-back-about = 用此次运行的输出替换现有输出，全部替换或全不替换
runs-not-kept = 未保留此次运行的输出版本。可选择之后的运行保留多少版本
runs-put-back = 恢复
runs-keep-as-is = 取消
runs-roll-back-question = 恢复运行 { $run } 的输出？
runs-roll-back-about = 该次运行写出的所有文件都会被当时的版本替换。项目保持不变。
runs-rolled-back = { $count } 个文件已恢复为运行 { $run } 的版本
runs-stand-again = 已恢复运行 { $run } 的输出
runs-first-stand-again = 已恢复首次运行之前的内容
runs-none-kept = 没有任何运行保留了输出。请在运行面板中选择保留的版本数
runs-log-opened = 已打开 { $path }
runs-log-not-opened = 没有程序可以打开 { $path }：{ $error }
runs-no-log = 运行 { $run } 没有日志
runs-versions = 保留的版本
runs-versions-none = 不保留版本
runs-versions-some = 保留 { $count } 个版本
runs-changed-since = 自上次成功的运行 { $run } 以来的更改
runs-unchanged-since = 自上次成功的运行 { $run } 以来没有更改
runs-unknown-since = 无法得知自运行 { $run } 以来的更改：旧版本未保存项目
runs-no-good = 此前没有成功的运行
runs-work = 节点工作时间
runs-no-work = 未记录各节点的工作时间
runs-bar = { $node }，{ $rows }，从 { $from } 到 { $to }
runs-prepared = 查看文件或预先计算
runs-flowed = 数据行流动
runs-held = 其间运行进程最多占用 { $memory }
runs-change-new = 新增
runs-change-gone = 已移除
runs-change-name = 名称
runs-change-kind = 类型
runs-change-state = 状态
runs-change-running = 运行方式
runs-change-wire = 连线
runs-begins = 运行开始
runs-part-of = { $part }，共 { $of }

# 运行的名称。
run-first = 首次运行
run-same = 项目和数据均未变
run-same-project = 项目未变
run-changed-data = 项目未变，数据已变：{ $files }
run-other-project = 项目已变
run-wired = { $node } 的输入连线已变
run-and-more = { $what }，另有 { $count } 处更改
