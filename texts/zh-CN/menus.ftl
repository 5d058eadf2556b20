# 鼠标菜单：列、画布、表。

rename-everywhere = 在所有位置重命名…
find-usages = 查找使用位置…
where-from = 追溯来源
what-depends = 追踪去向
colour = 颜色
no-colour = 无
colour-grey = 灰色
colour-red = 红色
colour-orange = 橙色
colour-yellow = 黄色
colour-green = 绿色
colour-teal = 青色
colour-blue = 蓝色
colour-purple = 紫色
colour-pink = 粉色
write = 编辑文字
remove-frame-only = 仅删除分组框
remove-with-nodes = 删除分组框及其中的节点
select-its-nodes = 选择其中的节点
run-them = 运行
select-them = 选择节点
bypass-its-nodes = 旁路或取消旁路其中的节点
disable-its-nodes = 禁用或启用其中的节点
colour-its-nodes = 将其中的节点设为分组框的颜色
zoom-to-frame = 缩放到分组框
