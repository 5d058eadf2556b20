# 入门引导：第一个流程。

guide-read = 读取文件
guide-filter = 筛选部分行
guide-combine = 连接或分组
guide-look = 查看表
guide-save = 保存为 CSV
guide-read-hint = 将 CSV、Excel、JSON 或 Parquet 文件拖到画布上，或使用航班示例数据
guide-filter-hint = 双击节点库中的“筛选”，然后在右侧写公式，例如 dep_delay > 15
guide-combine-hint = 双击节点库中的“分组聚合”并选择分组列，或连接第二个文件
guide-look-hint = 单击新节点，下方面板会显示其完整、精确的表
guide-save-hint = 双击“写入 CSV”，在右侧选择文件，然后按“运行”
guide-connect-hint = 从高亮的输出拖一条连线到高亮的输入。如果还没有另一张表，请先将其文件拖到画布上
guide-title = 您的第一个流程
guide-leave = 退出入门引导
guide-sample = 使用航班示例数据
guide-end = 流程已完成。它始终实时更新：可以更改任意一步
guide-see-samples = 查看示例
guide-save-to = 将写入 { $file }
