# 工具栏、节点库、问题列表、面板名称。

nothing-fits = 没有匹配项
catalogue-how = 拖到画布上，或双击以添加到所选节点之后
no-problems = 没有问题
fix-in = 在 { $name } 中{ $fix }
edited = 未保存
edited-about = 有未保存的更改
menu = 菜单
pane-tool-bar = 工具栏
pane-start = 起始页面板
pane-catalogue = 节点库面板
pane-canvas = 画布
pane-inspector = 设置面板
pane-table = 表格面板
pane-problems = 问题面板
pane-runs = 运行记录面板
pane-history = 历史记录面板
language-menu = 语言 / Language
menu-edit = 编辑
menu-view = 视图
menu-export = 导出
menu-interface = 界面
