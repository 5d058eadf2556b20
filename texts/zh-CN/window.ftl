# 窗口：状态栏、面板、对话框。

undone = 已撤销：{ $step }
done-again = 已重做：{ $step }
history-title = 历史记录
history-close = 关闭历史记录
history-beginning = 初始状态
history-undone = 已撤销
history-now-saved = 当前，已保存
history-now = 当前
history-saved = 已保存
status-ready = 就绪
status-problems = { $count ->
    [0] 没有问题
   *[other] { $count } 个问题
}
run-finished = { $run }已完成，用时 { $seconds } 秒：{ $written }
run-failed = { $run }失败，输出保持不变。{ $why }
see-the-problems = 请查看问题列表
node-problem = { $node }：{ $problem }
run-cancelled = { $run }已取消，输出保持不变
run-whole = 运行
run-to = 运行到 { $what }
run-from = 从 { $what } 运行
run-only = 仅运行 { $what }
run-export = 导出
port-rows = { $port } { $rows }
rows-nothing-written = { $rows }，没有写入任何内容
nothing-to-write = 没有需要写入的内容
written-file = { $rows } 行，写入 { $file }（{ $size }）
written-files = { $files } 个文件，{ $rows }
step-align = 对齐{ $what }
step-distribute = 分布{ $what }
frame-run = 运行其中的节点

# 多个项目的标签页。
tab-said = { $tab }：{ $words }
tab-runs = { $tab } 正在运行，请先取消运行再关闭
tab-named = { $name }，项目
tab-unsaved = { $name }，项目，未保存
tab-running = { $name }，正在运行
tab-succeeded = { $name }，运行完成
tab-failed = { $name }，运行失败
tab-close = 关闭 { $name }
tab-close-others = 关闭其他项目
tab-list = 所有已打开的项目
tab-bar = 已打开的项目
sample-not-here = 未安装示例“{ $name }”
open-elsewhere = { $file } 已在另一标签页中打开，请先在那里关闭，或换一个名称
projects-come-back = 下次启动时会重新打开当前的项目
projects-stay-closed = 下次启动时会显示起始页
recover-all = 全部恢复
recover-all-about = { $count } 个项目有未保存的更改，各占一个标签页
untitled = 未命名

# 画布图片。
picture-files = SVG 和 PNG 图片
picture-written = 已写入 { $file }
no-picture-format = { $file } 既不是 SVG 也不是 PNG
no-picture-format-remedy = 名称请以 .svg 或 .png 结尾

# 打开的节点所显示的内容。
step-show-sketch = 显示分布
step-show-rows = 显示数据行
sketch-show = 显示值的分布
sketch-show-rows = 显示前几行
sketch-counting = 正在统计…
sketch-no-columns = 没有列
sketch-null = { $share } 为空值
sketch-distinct = { $count } 种值
sketch-empty = 空文本
