
file-cannot-read = 无法读取 { $path }：{ $why }
file-cannot-write = 无法写入 { $path }：{ $why }
file-cannot-make-folder = 无法创建文件夹 { $path }：{ $why }
file-cannot-replace = 无法替换 { $path }：{ $why }
file-cannot-keep-version = 无法保留 { $path } 的版本：{ $why }
file-cannot-restore = 无法恢复 { $path }：{ $why }
file-cannot-finish-replacing = 无法完成被中断的运行：无法替换 { $path }：{ $why }
file-why-no-folder = 文件夹不存在
file-make-folder = 请创建该文件夹，或打开“创建文件夹”
file-none = 没有文件 { $path }
file-check-path = 请检查路径
file-why-denied = 没有权限
file-change-permissions = 请更改权限，或选择其他位置
file-why-read-only-system = 文件系统为只读
file-why-read-only = 文件为只读
file-choose-place = 请选择其他位置
file-why-full = 磁盘已满
file-free-space = 请释放空间，或选择其他位置
file-why-too-large = 文件系统不支持这么大的文件
file-why-folder = 它是文件夹
file-choose = 请选择文件
file-why-part-is-file = 路径中的某一部分是文件，而不是文件夹
file-why-name = 不允许使用该名称
file-choose-name = 请选择其他名称
file-try-again = 请检查文件后重试
file-no-reason = 未说明原因

file-empty = { $path } 是空文件
parquet-choose = 请选择 Parquet 文件
parquet-unreadable = { $path } 无法作为 Parquet 读取：{ $error }
parquet-broken = { $path } 对自身各列的描述不可能正确
parquet-too-many-rows = { $path } 声明有 { $count } 行，超出其 { $size } 字节所能容纳
parquet-left-out = 已跳过 { $path } 的列“{ $name }”：无法读取{ $data_type }
parquet-interval = 以月和日表示的间隔
parquet-equal-fields = 有两个名为“{ $name }”的字段的结构
parquet-write-otherwise = 请在写出该文件时改用其他类型
parquet-set-aside = 无法创建 { $path } 的可读副本：{ $error }
file-damaged = 文件可能已损坏、不完整，或是其他类型
files-missing-column = { $path } 缺少第一个文件中的列“{ $name }”
files-extra-column = { $path } 有第一个文件中没有的列“{ $name }”
files-other-order = { $path } 的列顺序与第一个文件不同
files-unite-them = 请将“多张表的列”设为全部，或用单独的节点读取此文件

# 合并的表。
unite-missing = { $all } 张表中有 { $count } 张缺少列“{ $name }”，其值为空值：{ $places }
unite-missing-more = 另有 { $count } 列在部分表中缺少：{ $columns }
unite-alike = 请将“{ $place }”中的“{ $other }”重命名为“{ $name }”
unite-left-out = 已舍弃并非每张表都有的列：{ $columns }
unite-left-out-of-first = 已舍弃第一张表没有的列：{ $columns }
unite-other-zone = “{ $place }”中的列“{ $name }”为{ $other }：已转换为{ $one }
unite-nothing-common = 各表没有共同的列
unite-choose-union = 请改为保留所有列
unite-as-text = 请打开“将数值转换为文本”，或先转换其中一列的类型

file-not-utf8-text = { $path } 不是 UTF-8 文本：第 { $line } 行有字节 { $byte }
file-save-utf8 = 请将其另存为 UTF-8
file-no-pattern = “{ $pattern }”不是有效的通配符：{ $error }
file-correct-pattern = 请更正其中的括号或星号
file-no-match = 没有与 { $pattern } 匹配的文件
file-check-pattern = 请检查文件夹和通配符
file-is-folder = { $path } 是文件夹
file-choose-in-folder = 请选择其中的文件，或使用通配符，例如 folder/*.csv
file-unpacks-too-large = { $path } 压缩得异常小：{ $packed } 解压后超过 { $size }
file-unpack-yourself = 如果文件无误，请自行解压后检查
file-too-many-folders = “{ $pattern }”涉及的文件夹太多，无法逐一查找
file-narrower-pattern = 请写出离文件更近的路径
file-is-none = { $path } 是{ $what }，不是文件
file-what-device = 设备
file-what-socket = 套接字
file-what-pipe = 管道
file-pipe-is-text = 只能从管道读取 CSV 或 JSON 等文本；请先写入文件
file-pipe-silent = 管道 { $path } 没有传来数据
file-pipe-write = 请向管道写入数据，或运行项目：运行会等待数据
parquet-damaged = Parquet 文件已损坏：{ $error }
file-cannot-unpack = 无法解压 { $path }：{ $error }
file-cut-short = 有文件在读取时被截短或覆盖
file-fetch-again = 文件已损坏或不完整。请重新下载
file-not-utf8 = { $path } 不是 UTF-8：第 { $line } 行有字节 { $byte }
file-detect-encoding = 请将编码设为“自动检测”
file-no-text = { $path } 不是文本文件
file-other-node = 请用相应格式的节点读取
file-is = { $path } 是{ $kind }
file-is-empty = 空文件
file-is-excel = Excel 工作簿
file-is-old-excel = 旧格式的 Excel 工作簿
file-is-open-document = OpenDocument 电子表格
file-is-locked = 有密码保护的工作簿
file-is-word = Word 文档
file-is-office = 旧版 Office 文档
file-is-html = 网页（HTML）
file-is-excel-xml = XML 格式的 Excel 2003 工作簿
file-is-image = 图片
file-is-lfs = 尚未下载文件的 Git LFS 指针
file-is-text = 文本文件
file-is-utf16 = UTF-16 文本文件
file-is-unknown = 未知类型的文件
file-is-packed = 用 { $format } 压缩的文件
file-is-format = { $format } 文件
file-read-with = 改用“{ $kind }”读取
file-choose-other = 请选择其他文件
file-fetch-lfs = 请用“git lfs pull”下载
file-save-as-xlsx = 请另存为 .xlsx
file-unpack-first = 请先解压
file-save-as-known = 请将其中的表另存为 CSV、Excel 或 Parquet

sheet-empty = 工作表“{ $name }”为空
sheet-choose = 请选择其他工作表
sheet-row-empty = “{ $name }”的第 { $row } 行为空；数据位于第 { $from } 到 { $to } 行
sheet-choose-header = 请选择列名所在的行
sheet-none = 没有工作表“{ $name }”
sheet-choose-file = 请选择其他文件
sheet-hidden = { $count ->
    [one] 已跳过隐藏的工作表 { $names }
   *[other] 已跳过隐藏的工作表 { $names }
}
sheet-name-it = 如需读取，请填写工作表名称
sheet-cover = 第一个工作表 { $cover } 不含表格，已改读 { $table }
sheet-read-cover = 读取 { $cover }
sheets-empty = { $count ->
    [one] 工作表 { $names } 为空，已跳过
   *[other] 工作表 { $names } 为空，已跳过
}
sheets-all-empty = 这些工作表均为空
sheet-says = { $name }：{ $message }
sheet-apart = { $count ->
    [one] 已跳过远离表格的一个单元格：{ $cell }
   *[other] 已跳过远离表格的 { $count } 个单元格，第一个是 { $cell }
}
sheet-give-range = 如需读取其他单元格，请设置区域，例如 B3:F20
sheet-titles = 已跳过第 { $row } 行之前的标题
sheet-scattered = “{ $name }”的 { $count } 个单元格相距很远：表格将有 { $size } 个单元格
sheet-titles-remedy = 如果它们属于表格，请关闭“跳过标题”
sheet-groups = 第 { $row } 行有跨列的合并单元格：下一行可能也是列名
sheet-groups-remedy = 请设置“表头行数”
sheet-merged = { $count ->
    [one] { $range } 是一个合并单元格：只有其首行或首列有值
   *[other] { $count } 个合并单元格（第一个是 { $range }）只有首行或首列有值
}
sheet-fill-merged = 请打开“填充合并单元格”
range-none = 没有名为“{ $name }”的区域或表格
range-write = 请填写区域，例如 B3:F20；B3 表示从该处起的全部内容
range-no-place = “{ $name }”指向 { $place }，不是区域
range-other-sheet = 区域 { $range } 在工作表“{ $sheet }”中
range-empty-sheet = 请将工作表留空，或填写该工作表
workbook-no-sheets = 该工作簿没有工作表
workbook-protected = { $path } 有密码保护
workbook-unprotect = 请另存一份没有密码的副本
workbook-unreadable = { $path } 无法作为工作簿读取：{ $error }
workbook-damaged = 文件可能已损坏、受保护，或是其他类型
workbook-errors = { $count ->
    [one] { $cell } 含有 #N/A 之类的错误，已读作空值
   *[other] { $count } 个单元格含有 #N/A 之类的错误，已读作空值；第一个是 { $cell }
}
workbook-uncomputed = { $count ->
    [one] { $cell } 是公式，文件中没有其结果，已读作空值
   *[other] { $count } 个单元格是公式，文件中没有其结果，已读作空值；第一个是 { $cell }
}
workbook-all-zero = “{ $name }”的所有公式结果都是 0：写出该文件的程序没有计算它们
workbook-calculate = 请在 Excel 或 LibreOffice 中打开该工作簿并保存
workbook-long = { $count ->
    [one] { $cell } 是位数超过工作簿精度的整数，末几位可能有误
   *[other] { $count } 个单元格是位数超过工作簿精度的整数，末几位可能有误；第一个是 { $cell }
}
workbook-long-remedy = 请在工作簿中把这类数字存为文本
workbook-long-beside = “{ $name }”已读作文本：{ $cell } 为 { $number }，位数超过浮点数的精度
workbook-mixed = { $count ->
    [one] “{ $name }”已读作文本：{ $cell }（“{ $text }”）是{ $data_type }，另有 { $others } 个单元格是{ $other }
   *[other] “{ $name }”已读作文本：{ $count } 个单元格是{ $data_type }，第一个是 { $cell }（“{ $text }”），另有 { $others } 个是{ $other }
}
workbook-mixed-more = { $count ->
    [one] 另有 1 列因单元格类型不一而读作文本
   *[other] 另有 { $count } 列因单元格类型不一而读作文本
}
workbook-mixed-remedy = 请更正这些单元格，或用“选择列”节点指定类型
workbook-bomb = { $path } 的压缩率异常：{ $packed } KiB 解压后至少为 { $size } MiB
workbook-texts = { $path } 声称含有 { $count } 段文本，这不可能
workbook-scattered = { $path } 的单元格会占满 { $count } 格，其中几乎全部为空或相同
workbook-save-again = 请在 Excel 或 LibreOffice 中打开，再另存为 .xlsx
workbook-broken = { $path } 已损坏：内容与其描述不符
workbook-not-shown = { $path } 没有保存单元格的显示方式
workbook-save-xlsx = 请另存为 .xlsx，或关闭此设置
workbook-correct = 如有影响，请在工作簿中更正
excel-too-many-columns = 该表有 { $count } 列，而 Excel 工作表最多允许 16,384 列
excel-select-fewer = 请减少列数，或写成 Parquet 或 CSV
excel-no-sheet-name = “{ $name }”不能用作工作表名称
excel-sheet-names = 请使用 1 到 31 个字符，不含 [ ] : * ? / \
excel-half-written = 工作簿只写了一部分
excel-too-many-rows = 该表的行数超过 Excel 工作表的上限：含表头共 1,048,576 行
excel-filter = 请筛选或拆分该表，或写成 Parquet 或 CSV
excel-text-too-long = “{ $name }”中有文本超过 32,767 个字符，即 Excel 单元格的上限
excel-shorten = 请缩短文本，或写成 Parquet 或 CSV
excel-write-csv = 请改写为 CSV
excel-wrote-long = { $count ->
    [one] 1 个超过 15 位的数值已写为文本，位于“{ $name }”的第 { $row } 行
   *[other] { $count } 个超过 15 位的数值已写为文本，第一个位于“{ $name }”的第 { $row } 行
}
excel-wrote-early = { $count ->
    [one] 1 个 Excel 不支持的日期（不在 1900 年 3 月至 9999 年 12 月之间）已写为文本，位于“{ $name }”的第 { $row } 行
   *[other] { $count } 个 Excel 不支持的日期（不在 1900 年 3 月至 9999 年 12 月之间）已写为文本，第一个位于“{ $name }”的第 { $row } 行
}
excel-wrote-odd = { $count ->
    [one] 1 个无穷大或 NaN 已写为文本，位于“{ $name }”的第 { $row } 行
   *[other] { $count } 个无穷大或 NaN 已写为文本，第一个位于“{ $name }”的第 { $row } 行
}
excel-wrote-negative = { $count ->
    [one] 1 个负时长已写为文本，位于“{ $name }”的第 { $row } 行
   *[other] { $count } 个负时长已写为文本，第一个位于“{ $name }”的第 { $row } 行
}
excel-wrote-finer = { $count ->
    [one] 1 个时间的精度高于 Excel 保存的毫秒，位于“{ $name }”的第 { $row } 行
   *[other] { $count } 个时间的精度高于 Excel 保存的毫秒，第一个位于“{ $name }”的第 { $row } 行
}
excel-wrote-empty = { $count ->
    [one] 1 个空文本已写为空单元格，再次读取时为空值，位于“{ $name }”的第 { $row } 行
   *[other] { $count } 个空文本已写为空单元格，再次读取时为空值，第一个位于“{ $name }”的第 { $row } 行
}
excel-write-parquet = 如需原样保留这些值，请写成 Parquet

csv-null-lines = “{ $name }”的 { $count } 个空值写成了空行，CSV 读取程序会跳过它们
csv-set-null-text = 请设置表示空值的文本
json-not-finite = “{ $name }”中有 { $count } 个值为无穷大或 NaN，JSON 无法表示，已写为空值
json-replace-before = 请先将其替换，或写成 Parquet 或 CSV
json-no-rows = 没有行，因此也没有列
json-no-fields = 记录没有字段，因此也没有列
json-choose-other = 请选择至少含一个对象的文件
json-no-line-fits = { $path } 中没有有效的行；第 { $line } 行：{ $why }
json-set-aside = 无法将行写入临时文件：{ $error }
json-rows-are-objects = 每一行都必须是对象
json-broken = { $path } 第 { $line } 行有错误：{ $why }
json-correct = 请更正文件。如果文件不完整，请重新下载
json-neither = 既不是数组也不是对象
json-why-ends = 文件意外结束
json-why-no-value = 缺少值
json-why-no-name = 缺少字段名
json-why-no-colon = 缺少冒号
json-why-no-comma = 缺少逗号或右括号
json-why-number = 数字格式不正确
json-why-control = 文本中有控制字符
json-why-escape = 未知的转义序列
json-why-surrogate = \u 代理对缺少一半
json-why-deep = 嵌套过深
json-why-behind = 值之后有多余的内容
json-rows-do-not-fit = { $count } 行不符合
json-check-settings = 请检查“行的位置”，或根据所有行推断类型
json-no-such-place = { $path } 中不存在“{ $place }”
json-no-places = 其中没有对象数组。请将“行的位置”留空
json-rows-within = { $name } 是一个对象，因此只有一行；其中的“{ $place }”是对象数组
json-name-place = 如果那些才是行，请将“行的位置”设为“{ $place }”
json-mixed = “{ $path }”包含{ $sorts }（自第 { $line } 行起），已读作文本
json-mixed-cast = 请转换类型，或更正文件
json-sort-booleans = 布尔值
json-sort-numbers = 数值
json-sort-texts = 文本
json-sort-lists = 数组
json-sort-objects = 对象
json-digits-decimal = “{ $path }”中有数字的位数超过浮点数的精度（第 { $line } 行），已读作定点小数
json-digits-text = “{ $path }”中有数字的位数超过浮点数的精度（第 { $line } 行），已读作文本
json-digits-round = 如果可以舍入，请转换为数值
json-map = “{ $path }”的字段种类过多（第 { $line } 行），已读作文本
json-more-notes = 另有 { $count } 列因类似原因读作文本或定点小数
file-free-temporary = 请释放磁盘空间以存放临时文件

csv-rows-do-not-fit = { $count } 行与列不符
csv-check-settings = 请检查分隔符、引号和类型
csv-set-aside = 无法将行写入临时文件：{ $error }
csv-other-encoding = { $name } 不是 UTF-8，已按 { $encoding } 读取
csv-all-empty = 所有文件都是空的
csv-choose-other = 请选择其他文件，或减少跳过的行数
csv-type-of-none = 为“{ $name }”指定了类型，但没有这一列
file-no-archive = 不是 zip 压缩包
file-none-in-archive = { $path } 中没有文件 { $name }
file-archive-holds = 其中包含 { $names }
file-archive-empty = { $path } 中没有文件
file-choose-other-archive = 请选择其他压缩包
file-archive-several = { $path } 中有多个文件：{ $names }
file-name-in-archive = 请在压缩包路径后写明文件名，例如 archive.zip/name.csv，或用 archive.zip/*.csv 读取全部
file-line-not-utf8 = { $path } 是 UTF-8，但第 { $line } 行含有无效字节
csv-reads-as = { $encoding }：{ $text }
csv-encodings = 第 { $line } 行按各编码读作：{ $list }。请选择正确的编码
csv-broken-utf8 = { $name } 是 UTF-8，但第 { $line } 行含有无效字节 { $byte }：这样的行会转到“不合格行”
csv-not-of-encoding = { $name } 含有 { $encoding } 中的无效字节：这样的行会转到“不合格行”
csv-choose-encoding = 请选择其他编码
csv-line-in-utf8 = { $name } 的第 { $line } 行似乎是 UTF-8：{ $text }
csv-mend-line = 请在文件中更正该行
csv-no-free-byte = 文本中含有所有可代替分隔符的字符
csv-lines-before-header = 跳过了表头之前的 { $count } 行：{ $text }
csv-lines-before-rows = 跳过了第一行数据之前的 { $count } 行：{ $text }
csv-say-so = 请设置跳过的行数，或读取所有行
csv-one-column = 首行只有一个字段，因此只有一列；但其他多数行含有 { $delimiter }
csv-give-delimiter = 如有误，请设置分隔符
csv-header-again = 有 { $count } 行重复了列名，第一处是第 { $line } 行
csv-headers-again = 有 { $count } 行重复了列名
csv-header-again-remedy = 可能由多个文件拼接而成：请跳过这些行，或将其转到“不合格行”
csv-second-table = 第 { $line } 行起似乎是另一个有 { $count } 列的表格
csv-read-second-apart = 请将各表格放入单独的文件，或跳过第二个表格之前的行
csv-odd-characters = 有 { $count } 行含有 NUL 字符或单独的回车符，均予保留；第一处在第 { $line } 行
csv-odd-characters-somewhere = 有 { $count } 行含有 NUL 字符或单独的回车符，均予保留
csv-odd-characters-remedy = 如有影响，请在文件中删除它们
csv-text-of-both = 列“{ $name }”已读作文本：在“{ $here }”中是{ $one }，在“{ $there }”中是{ $other }
csv-give-type = 请指定其类型，或打开“将数值转换为文本”
csv-first-row-long = 第一行超过 { $size } MB
csv-not-delimited = 这不是分隔文本文件，或其换行方式不同
csv-first-row-behind-quote = 第一行中，右引号之后还有文本
csv-first-row-unclosed = 第一行中有未闭合的引号
csv-correct-quote = 请更正，或设置其他引号字符，或不设引号字符
csv-ambiguous-dates = “{ $name }”看起来是日期，但无法区分日和月：已读作文本
csv-give-format = 请在“类型”中指定其类型和格式
csv-same-names = 有些列重名：{ $names }
csv-renamed = “{ $old }”已读作“{ $new }”
csv-rename = 如有误，请在文件中重命名
csv-trailing-delimiter = 每行末尾都有一个分隔符，它不构成列
csv-trailing-dropped = 无需处理
csv-spoiled = “{ $name }”因第 { $line } 行而读作文本：“{ $text }”不是{ $data_type }
csv-spoiled-remedy = 请在“类型”中指定其类型，不符合的行将转到“不合格行”
csv-nothings = “{ $name }”因 { $texts } 而读作文本，而不是{ $data_type }
csv-nothings-remedy = 如果它表示空值，请将其加入“表示空值的文本”
csv-otherwise = “{ $name }”使用其他数值格式，例如“{ $text }”：已读作文本
csv-otherwise-remedy = 请设置小数点和千位分隔符
csv-doubtful = “{ $name }”中有“{ $text }”这样的数值，无法区分小数点和千位分隔符：已读作文本
csv-dressed = “{ $name }”中有“{ $text }”这样的金额：已读作文本
csv-dressed-remedy = 请在“类型”中指定其类型，并以数值示例作为格式
csv-grouped = “{ $name }”中的“{ $text }”等值已按千位分隔符读取
csv-grouped-remedy = 如有误，请设置千位分隔符，或将该列的类型设为文本
csv-merged = “{ $name }”中的“{ $one }”和“{ $other }”已读作同一个数值
csv-merged-remedy = 如果它们不同（例如版本号），请将该列的类型设为文本
csv-unsettled = “{ $name }”因第 { $line } 行而读作文本：“{ $text }”读作{ $data_type }会丢失{ $what }
csv-unsettled-remedy = 如有误，请在“类型”中指定其类型
csv-lost = “{ $name }”有 { $count } 个值丢失{ $what }，第一个是第 { $line } 行的“{ $text }”
csv-lost-remedy = 如有影响，请将该列的类型设为文本
csv-blank-lines = 跳过了 { $count } 个空行
csv-blank-lines-remedy = 在只有一列的文件中，空值应写作 ""
csv-more-remarks = 还有 { $count } 列需要注意
csv-give-types = 请在“类型”中指定列的类型
csv-signs-clash = 小数点与千位分隔符相同
csv-signs-clash-remedy = 请更改其中一个
loss-zeros = 前导零
loss-plus = 正号
loss-minus = 负号
loss-exponent = 编码形式
loss-digits = 若干位数字
loss-fraction = 秒的小数部分
loss-offset = UTC 偏移，因为时间以 UTC 保存

write-same-file = 两个节点写入同一文件 { $path }
write-own-file = 请为每个节点选择不同的文件
write-exists = { $path } 已存在
write-remove-or-overwrite = 请将其删除、改用其他名称，或将“文件已存在时”设为覆盖
write-no-folder = 没有文件夹 { $path }
write-among-versions = { $path } 位于 Tablewire 保存旧版输出的文件夹中
write-make-folder = 请创建该文件夹，或打开“创建文件夹”
write-appeared = { $path } 在运行期间被其他程序创建
write-remove-or-rename = 请将其删除，或改用其他名称
write-cannot-note = 无法记录用于恢复的路径：{ $error }
write-recovered = 已完成被中断的运行的输出替换：{ $files }
write-recovered-in-place = 被中断的运行已完成：所有输出均已就位
write-undone = 一次运行被中断。其输出保持不变
write-no-version = 运行 { $run } 没有保留 { $path } 的版本
write-kept = 保留了以下运行的版本：{ $runs }
history-unusable = 无法使用运行历史：{ $error }
history-check-folder = 请确认状态文件夹可写，或将其中的 runs.sqlite3 删除
history-newer = 运行历史由更新版本的 Tablewire 写入
history-use-newer = 请使用该版本，或将 TABLEWIRE_STATE 设为其他文件夹
no-home-folder = 没有用户主文件夹

# 不是文件的目标。
write-keeps-no-versions = { $address } 不保留版本
write-two-irrevocable = 对 { $address } 和 { $other } 的写入都无法回滚
write-keeps-no-store = 该驱动程序没有存储事务
write-left-open = { $address } 的提交尚未完成：{ $problem }
write-lost-since = 运行中断后，写入 { $path } 的行已不存在
write-run-apart = 请在单独的一次运行中写入其中一个
write-unknown-driver = 被中断的运行用“{ $driver }”写入过数据，而此版本的 Tablewire 不支持它
write-no-note = 无法写入状态文件夹：{ $error }。如果运行在替换输出时被中断，将无法完成或恢复
write-check-state = 请在那里腾出空间，或将 TABLEWIRE_STATE 设为您自己的文件夹
write-unfinished = 一次运行在替换输出时被中断，尚未完成：{ $files }
write-unfinished-files = 一次运行被中断，在其输出旁留下了文件
write-finish = 下一次运行或回滚会完成或撤销它
write-note-of-others = 它是链接，或他人可以写入
write-note-ignored = 中断运行的记录 { $path } 不可信：{ $why }
write-remove-note = 如果它不是您的，请删除
write-note-not-ours = 您的运行不会写入 { $ticket }
write-left = 无法删除中断运行留下的文件：{ $file }
write-left-in-store = 无法删除中断运行在 { $address } 旁暂存的表
write-removed-later = 下次启动时，只要能连接该数据库且有写入权限，就会将其删除
write-remove-it = 请删除它，或更改其文件夹的权限
write-changed-since = 运行中断后，{ $path } 已被其他程序更改，因此保持不变
write-run-again = 请重新运行项目以写入它
write-recovery-failed = 无法完成或撤销中断的运行：{ $problem }
write-not-undone = { $problem }。已替换的输出无法恢复：{ $undoing }
write-lock-in-the-way = { $path } 占用了锁文件的名称，但它不是运行创建的文件
write-lock-remove = 请删除它
write-locked = { $path } 正在被另一次运行替换
write-locked-by = { $path } 正在被另一次运行替换：{ $host } 上的进程 { $process }
write-wait-or-remove = 请等它结束后再运行；如果没有这样的运行，请删除 { $lock }
write-version-changed = 版本 { $path } 自保留以来已被更改
write-restore-another = 请恢复另一个版本
write-no-file = { $path } 不是文件：不能写入管道、套接字和磁盘设备
write-to-stdout = 请选择文件，或写入 /dev/stdout 并重定向
write-to-file = 请写入文件
write-no-workbook = 无法将工作簿写入 { $path }：它只接受顺序写入
folder-is-link = { $path } 是链接，此处不信任链接
folder-of-others = { $path } 属于另一个用户
folder-of-everybody = 任何人都可以写入 { $path }
file-why-link-loop = 其链接形成循环
