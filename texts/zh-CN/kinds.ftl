# 节点类型：`kind-ID` 为标题，`.about` 为一句话，不带句号，`.help` 为一两段说明，`.words` 为搜索词（中文、拼音、首字母），以英文逗号
# 加空格分隔；英文搜索词始终可用，不必重复。端口：`port-name-NAME`。节点库的分组：`category-…`。

category-sources = 数据源
category-rows = 行
category-columns = 列
category-combine = 组合
category-shape = 变形
category-sinks = 输出

# 端口，按其在文件中的名称。

port-name-in = 输入
port-name-rows = 行
port-name-rejected = 不合格行
port-name-out = 输出

# 端口传送什么。

carrier-tables = 表
