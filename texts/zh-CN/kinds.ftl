# 节点类型：`kind-ID` 为标题，`.about` 为一句话，不带句号，`.help` 为一两段说明，`.words` 为搜索词（中文、拼音、首字母），以英文逗号
# 加空格分隔；英文搜索词始终可用，不必重复。端口：`port-name-NAME`。节点库的分组：`category-…`。

category-sources = 数据源
category-rows = 行
category-columns = 列
category-combine = 组合
category-shape = 变形
category-sinks = 输出

kind-read_csv = 读取 CSV
    .about = 读取带分隔符的文本文件
    .help =
        读取以逗号、分号、制表符或其他字符分隔的文本，也可读取 gzip 或 zstd 压缩的文件。使用 data/2013-*.csv 这样的通配符会读取所有匹配的文件并上下拼接；这些文件的列必须相同。

        分隔符、编码和类型除非指定，否则由文件内容判断。不符合的行从“不合格行”输出，并附行号、原因和原文：包括字段过多或过少的行，以及有字段不符合该列类型的行。任何值都不会悄悄变成空值：只有空字段和列出的文本才是空值；带引号的空字段是空文本。空行会被跳过。超过 16 MB 的行视为不合格。
    .words = 导入, 打开, 加载, 文本文件, 数据源, 逗号分隔, 来自文件, duqu, daoru, dakai, jiazai, wenbenwenjian, shujuyuan

kind-read_parquet = 读取 Parquet
    .about = 读取 Parquet 文件
    .help = 只读取下游需要的列和文件片段。使用 data/year=2013/*.parquet 这样的通配符会读取所有匹配的文件并上下拼接；这些文件的列必须相同。
    .words = 导入, 打开, 加载, 列式存储, 数据源, 来自文件, duqu, daoru, dakai, jiazai, lieshi, shujuyuan

kind-read_json = 读取 JSON
    .about = 读取 JSON 文件：对象数组，或每行一个对象
    .help = 每个对象是一行，对象的每个字段是一列；对象没有的字段为空值。行内的对象和数组变为结构体和列表。整数保持为整数，除非同一列中出现小数。使用 logs/*.jsonl 这样的通配符会读取所有匹配的文件并上下拼接。
    .words = 导入, 打开, 加载, 数据源, 来自文件, duqu, daoru, dakai, jiazai, shujuyuan

kind-read_excel = 读取 Excel
    .about = 读取 Excel 或 OpenDocument 工作簿中的一张工作表
    .help = 可读取 .xlsx、.xlsm、.xlsb、.xls 和 .ods。列的类型取其单元格的共同类型：日期为日期，没有小数的数为整数；单元格类型不一时为文本，并以警告指出。表格从有内容处开始：上方的标题和远处的单元格略过并提示。公式取其最后一次的结果；没有结果的公式和 #N/A 等错误为空值并计数。多张工作表和同一模式的多个文件按列名合并。
    .words = 导入, 打开, 加载, 工作簿, 工作表, 电子表格, 表格, 数据源, duqu, daoru, dakai, gongzuobu, gongzuobiao, dianzibiaoge, shujuyuan

kind-table = 输入数据
    .about = 手工输入或粘贴的表
    .help = 在单元格中输入，或从电子表格粘贴。Tab 和 Enter 移到下一个单元格，F2 修改已有内容；在最后一行下方或最后一列右侧输入会新增行或列，列名也是单元格。列的类型除非指定，否则由单元格内容判断；空单元格为空值。日期可写作 2013-01-31，也可识别其他一些写法。
    .words = 表, 手工, 手动输入, 录入, 粘贴, 常量, 新建表, 数据源, biao, shurushuju, shougong, luru, zhantie, changliang, shujuyuan

kind-filter = 筛选
    .about = 按条件拆分行
    .help = 条件为真的行从“符合条件”输出，其他行从“其余”输出，其中也包括因某个值未知而使条件为空值的行。
    .words = 过滤, 筛选行, 条件, 保留行, 删除行, 子集, shaixuan, guolv, guolü, tiaojian, baoliuhang, shanchuhang, ziji, sx

kind-sort = 排序
    .about = 按一列或多列对行排序
    .help = 第一个键决定行的顺序；其后每个键对仍然相等的行继续排序。所有键都相等的行保持原有顺序。无论升序还是降序，空值都排在末尾（或开头）。文本按字符排序，大写在小写之前；NaN 视为大于任何数值。
    .words = 升序, 降序, 排列, 次序, 排名, paixu, shengxu, jiangxu, pailie, paiming, px

kind-limit = 截取行
    .about = 保留前若干行、后若干行或中间一段
    .help = 按行到达的顺序计数。接在排序之后，可得到排名的前几名或后几名。行数不足的表会全部通过。
    .words = 前几行, 后几行, 前N行, 限制行数, 开头, 末尾, 切片, 跳过, 分页, jiequhang, qianjihang, houjihang, xianzhi, qiepian, jq

kind-sample = 抽样
    .about = 随机保留一部分行
    .help = 不放回抽取，行的顺序不变。抽取结果只取决于种子和行在表中的位置：同一张表在任何计算机上得到相同的样本。按比例时结果是近似的，因为每一行独立抽取；按行数时结果是精确的，只要表中有这么多行。
    .words = 采样, 随机, 样本, 子集, 比例, 百分比, chouyang, caiyang, suiji, yangben, bili, cy

kind-distinct = 去重
    .about = 删除重复的行
    .help = 行在所有选定的列上都相同即为重复；未选择列时比较所有列；空值与空值相同。保留的行顺序不变。“只保留不重复的行”会删除所有出现过两次的行。
    .words = 删除重复, 重复项, 唯一, 不重复, 重复行, quchong, shanchuchongfu, chongfuxiang, weiyi, qc

kind-select = 选择列
    .about = 保留、删除、重排、重命名或转换列
    .help = 网格列出到达的每一列。取消勾选可删除列，也可移动列、改名或改变类型。文件中只保存有差别的部分：列出的列按列表中的顺序排列，其他列保持原位；设为 rest: Drop 时只保留列出的列。
    .words = 重命名, 改名, 删除列, 保留列, 列顺序, 移动列, 转换类型, 数据类型, 选列, xuanzelie, chongmingming, gaiming, shanchulie, lieshunxu, zhuanhuanleixing, xzl

kind-formula = 公式
    .about = 用表达式计算新列
    .help = 每个公式生成一列。公式按顺序计算，后面的公式可以使用前面的列。公式的名称与已有的列相同时，在原位替换该列；否则新列加在末尾。用到的各列都有值而公式没有值的行，可以原样转到“不合格行”，并附上原因。
    .words = 计算, 计算列, 计算字段, 新增列, 添加列, 自定义列, 表达式, 派生, gongshi, jisuan, jisuanlie, xinzenglie, tianjialie, biaodashi, gs

kind-fill_missing = 填充空值
    .about = 为没有值的地方填入值
    .help = 用常量、列的平均值或中位数，或按行的顺序用前一个或后一个最近的值填充空值。平均值和中位数会把整数列变为数值列。前面（或后面）没有值的空值保持不变。NaN 是 0 / 0 的结果，除非打开开关，否则它是数值，不算空值。
    .words = 缺失值, 空值, 填充, 插补, 替换空值, 补全, 向下填充, tianchongkongzhi, queshizhi, kongzhi, tianchong, chabu, buquan, tckz

kind-join = 连接
    .about = 按键把两张表的行连接起来
    .help =
        左表的一行与右表的一行在所有键上都相同即为匹配。空键不与任何值匹配，也不与另一个空值匹配。结果保持左表的行序（右连接保持右表的行序）；完全连接补充的右表行排在最后。未指定键时，以两张表唯一的同名列为键。

        无论哪种连接，“仅左表”和“仅右表”都是没有匹配到的行。对键的要求在连接运行时检查：不满足时会报错并指出重复的键，而不会使行数成倍增加。
    .words = 关联, 合并查询, 匹配, 查找, 左连接, 右连接, 内连接, 全连接, 外连接, 拼接列, lianjie, guanlian, hebingchaxun, pipei, chazhao, zuolianjie, neilianjie, lj

kind-union = 合并
    .about = 把多张表的行上下合并
    .help = 可接入任意多张表，按连线的顺序合并。列按名称对应，与列的顺序无关；也可按位置对应，此时使用第一张表的列名。整数与数值在不丢失数字时合为数值；没有共同类型的列会被拒绝。某张表缺少的列在其行中为空，并会提示。不会删除任何行：如需去重，请使用“去重”节点。
    .words = 追加, 追加查询, 纵向合并, 拼接, 堆叠, 上下合并, 并集, hebing, zhuijia, zongxianghebing, pinjie, duidie, bingji, hb

kind-group_by = 分组聚合
    .about = 每组一行，计算计数、求和、平均值等
    .help =
        在所有键上都相同的行为一组；空键自成一组。各组按首次出现的顺序排列。没有键时整张表为一组，结果为一行。

        所有函数都忽略空值，但“行数”计入每一行，“第一个值”“最后一个值”和“列表”按原样取空值。标准差和方差按样本计算（除以 n − 1）。位于两个值之间的分位数取插值。没有值时求和为 0，超出 64 位的整数求和为空值；没有值时平均值为空值。
    .words = 分组, 聚合, 汇总, 统计, 计数, 求和, 平均值, 合计, 分类汇总, fenzujuhe, fenzu, juhe, huizong, tongji, jishu, qiuhe, pingjun, heji, fz

kind-pivot = 透视
    .about = 把一列的值变为多个列
    .help = 行列的每种组合成为一行，按首次出现的顺序排列；展开列的每个值成为一列；每个单元格由属于它的行计算得出。没有对应行的单元格为空值。未列出值时，新列为出现过的所有值，排序后空值在最后，因此运行后才能得知。列出值即可固定新列、其顺序和名称。
    .words = 透视表, 数据透视表, 交叉表, 长表变宽表, 行转列, 展开, toushi, toushibiao, jiaochabiao, hangzhuanlie, zhankai, ts

kind-unpivot = 逆透视
    .about = 把多列变为名称和值两列
    .help = 每一行按值列的个数变为多行，彼此相邻并按列的顺序排列：一列为名称，一列为值，标识列在每行重复。整数与数值合为数值；没有共同类型的列会被拒绝，因为一列只有一种类型。
    .words = 宽表变长表, 列转行, 融合, 反透视, 转置, nitoushi, liezhuanhang, fantoushi, zhuanzhi, nts

kind-write_csv = 写入 CSV
    .about = 将表写入带分隔符的文本文件
    .help = 只在运行项目时写入，预览时从不写入；下方的表显示将要写入的内容。只有整个运行成功后，文件才会与其他所有输出一起被替换。时长按 ISO 8601 写入。文本为 UTF-8；较旧的电子表格程序需打开字节顺序标记。
    .words = 导出, 保存, 输出, 文本文件, 写出, 到文件, xieru, daochu, baocun, shuchu, wenbenwenjian

kind-write_parquet = 写入 Parquet
    .about = 将表写入 Parquet 文件
    .help = Parquet 完整保留每种类型，体积小，读取快。只在运行项目时写入，预览时从不写入；只有整个运行成功后，文件才会与其他所有输出一起被替换。
    .words = 导出, 保存, 输出, 列式存储, 写出, 到文件, xieru, daochu, baocun, shuchu, lieshi

kind-write_json = 写入 JSON
    .about = 写入 JSON 数组，或每行一个对象
    .help = 每一行成为一个对象。日期和时间按 ISO 8601 文本写入。只在运行项目时写入，预览时从不写入；只有整个运行成功后，文件才会与其他所有输出一起被替换。
    .words = 导出, 保存, 输出, 写出, 到文件, xieru, daochu, baocun, shuchu

kind-write_excel = 写入 Excel
    .about = 将表写入 Excel 工作簿
    .help = 一张工作表连同表头最多 1,048,576 行、16,384 列；超出时报错，不会截断。日期、时间和时长写为 Excel 自身的类型；小数写为保留各位的数；1900 年 3 月之前的日期、超过 15 位的数、负的时长，以及无穷大或 NaN 写为文本，因为 Excel 会改变它们，运行时会告知数量。Excel 没有时区：按该时区的当地时间写出。只在运行项目时写入，预览时从不写入；只有整个运行成功后，文件才会与其他所有输出一起被替换。
    .words = 导出, 保存, 输出, 工作簿, 电子表格, 表格, 写出, 到文件, xieru, daochu, baocun, shuchu, gongzuobu, dianzibiaoge

# 端口，按其在文件中的名称。

port-name-in = 输入
port-name-matching = 符合条件
port-name-others = 其余
port-name-joined = 连接结果
port-name-left = 左表
port-name-right = 右表
port-name-left_only = 仅左表
port-name-right_only = 仅右表
port-name-rows = 行
port-name-rejected = 不合格行
port-name-tables = 表
port-name-sorted = 已排序
port-name-sample = 样本
port-name-distinct = 去重结果
port-name-out = 输出
port-name-groups = 分组
port-name-wide = 宽表
port-name-long = 长表
