# 起始页和示例。

sample-late-carriers = 晚点的航空公司
sample-late-carriers-about = 对 336,776 条航班记录进行筛选、连接、分组和排序
sample-weather = 天气与延误
sample-weather-about = 多键连接、计算列、透视
sample-fleet = 机队机龄
sample-fleet-about = 左连接及其未匹配的行、去重、合并
start-about = 连接各张表，看清每一步
start-back = 返回项目
start-samples = 示例
start-no-samples = 未安装示例
start-recent = 最近的项目
recovery-discard = 丢弃
recovery-discard-about = 永久删除这些更改
suspect-open = 重新打开 { $name }
suspect-computing = 上次计算 { $what } 时 Tablewire 意外关闭
started-safely = Tablewire 已安全启动，未打开任何项目：之前打开的项目列在此处
suspect-about = 上次打开此项目时 Tablewire 意外关闭
unsaved-project = 未保存的项目
recovery-about = { $changes } 处未保存的更改，{ $nodes }，{ $when }。{ $differences }
start-forget = 从列表中移除 { $name }
discard-question = 丢弃对“{ $name }”的更改？
discard-about = 这些更改没有保存在其他位置。
discard-keep = 保留
recovery-recover = 恢复 { $name }
between-sentences = ；
