# 一次选择多列。

pick-search = 搜索列
pick-search-hint = 列名中的字母、通配符（如 *delay*）或正则表达式（如 /^dep_/）
pick-numbers = 数值
pick-texts = 文本
pick-times = 日期与时间
pick-flags = 布尔值
pick-others = 其他
pick-no-table = 尚无输入表
pick-nothing = 没有此名称的列
pick-wrong = 无效的正则表达式：{ $problem }
pick-use = 使用“{ $name }”
pick-count = 已选 { $chosen } / { $all }
pick-take-all = 添加 { $count } 列
pick-drop-all = 移除 { $count } 列
pick-take-hint = 列出的所有列（Shift+Enter）
pick-turn = 反选
pick-turn-hint = 反选列出的列（Ctrl+I）
pick-several = 选择…
pick-several-of = 选择{ $name }
