# 鼠标菜单：列、画布、表。

rename-everywhere = 在所有位置重命名…
find-usages = 查找使用位置…
where-from = 来自哪里
what-depends = 影响到哪里
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
write = 编写
remove-frame-only = 仅移除分组框
remove-with-nodes = 连同节点一起移除
select-its-nodes = 选择其中的节点
run-them = 运行
select-them = 选择节点
bypass-its-nodes = 旁路或启用其中的节点
disable-its-nodes = 禁用或启用其中的节点
colour-its-nodes = 将其中的节点着色为框的颜色
zoom-to-frame = 缩放到分组框
