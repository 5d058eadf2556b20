# 磁盘上的项目文件与已打开的项目。

disk-reloaded = { $file } 已在磁盘上更改并重新载入：{ $changes }
disk-changed-both = { $file } 已在磁盘上更改，而此处有未保存的更改
disk-is-back = 磁盘上的 { $file } 已恢复为先前的版本
disk-gone = { $file } 已从磁盘上删除。打开的项目仍保留；保存即可重新写入
disk-broken = 磁盘上的 { $file } 已无法读取：{ $why }。打开的项目仍保留
disk-changes-again = { $file } 正在磁盘上被更改。未写入任何内容，请重试
disk-elsewhere = { $file } 还在另外 { $count } 个窗口中打开
disk-alone = { $file } 已不在其他窗口中打开
disk-mine-kept = 已保留您的版本。保存会覆盖磁盘上的版本
disk-theirs-taken = 已载入磁盘上的 { $file }。撤销可恢复您的版本
disk-merged = 已合并 { $file } 的两个版本。保存即可写入结果
step-reload = 从磁盘重新读取
step-take-theirs = 采用磁盘上的版本
step-merge = 与磁盘上的版本合并

disk-note-changed = 磁盘上已更改，此处也有未保存的更改
disk-note-broken = 磁盘上的文件已无法读取
disk-note-gone = 文件已从磁盘上删除
disk-compare = 比较…
disk-options = 选项…
disk-badge = 在另外 { $count } 个窗口中打开
disk-badge-about = 在该处保存的更改会载入此处；此处有未保存的更改时会先询问

disk-title = { $file } 已在磁盘上更改
disk-about = 此处也有未保存的更改。保存之前不会写入任何内容，撤销一次即可收回所做的选择。
disk-column-what = 设置
disk-column-base = 原先
disk-column-mine = 此处
disk-column-theirs = 磁盘上
disk-mine-of = { $what }，此处：{ $value }
disk-theirs-of = { $what }，磁盘上：{ $value }
disk-none = 无
disk-without-text = 无文字
disk-no-clash = 各项更改互不冲突：两边都可保留。
disk-clashes = 有 { $count } 项设置在此处和磁盘上都已更改。合并时保留选中的值。
disk-only-layout = 两个版本仅布局不同。
disk-merge = 合并
disk-keep-mine = 保留此处的
disk-take-theirs = 采用磁盘上的
disk-later = 稍后
disk-aspect-node = 节点
disk-aspect-settings = 设置
disk-aspect-wire = 输入
disk-aspect-wire-port = 输入 { $port }
disk-aspect-comment = 注释
disk-aspect-colour = 颜色
disk-aspect-frame = 分组框
disk-aspect-note = 便笺
disk-aspect-places = 节点位置
disk-moved = 移动了 { $count } 个

disk-broken-title = 磁盘上的 { $file } 已不是项目
disk-broken-about = { $why }。打开的项目保持不变。覆盖该文件会丢失其现有内容。
disk-write-over = 覆盖

broken-title = 无法打开 { $file }
broken-conflict = 版本控制无法自动合并两人的更改。请在每处冲突中保留一个版本，并删除含有 <<<<<<<、======= 和 >>>>>>> 的行，或整体采用其中一个版本。
broken-last-run = 打开运行 { $run } 时的项目
broken-last-run-about = 上次运行时保留了副本。保存之前文件保持不变
broken-last-run-opened = 这是运行 { $run } 时的项目，尚未保存
broken-last-run-unknown = 运行 { $run } 时的项目已不可用
broken-again = 重新打开
broken-again-about = 修正文件之后
broken-edit = 用文本编辑器打开
broken-edit-about = 手动修复
broken-opened = 已用文本编辑器打开 { $file }
broken-not-opened = 无法用文本编辑器打开 { $file }：{ $error }
broken-forget = 从最近的项目中移除
broken-forget-about = 文件本身保留
broken-leave = 起始页
broken-leave-about = 文件保持不变
