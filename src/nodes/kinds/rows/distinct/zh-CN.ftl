kind-distinct = 去重
    .about = 删除重复的行
    .help = 行在所有选定的列上都相同即为重复；未选择列时比较所有列；空值与空值相同。保留的行顺序不变。“只保留不重复的行”会删除所有出现一次以上的行。
    .words = 删除重复, 重复项, 唯一, 不重复, 重复行, quchong, shanchuchongfu, chongfuxiang, weiyi, qc
port-name-distinct = 去重结果

field-distinct-columns = 比较的列
    .hint = 在这些列上相同的行即为重复；不选则比较所有列
field-distinct-keep =
    .First = 保留重复行中的第一行
    .Last = 保留重复行中的最后一行
    .None = 只保留不重复的行

summary-distinct-rows = 相同的行只留一行
summary-single-rows = 只出现一次的行
summary-single = { $columns }：只出现一次的值
