kind-formula = 公式
    .about = 用表达式计算新列
    .help = 每个公式生成一列。公式按顺序计算，后面的公式可以使用前面的结果。公式与已有的列同名时，在原位替换该列；否则新列加在末尾。如果公式用到的各列都有值而公式没有值，这样的行可以原样转到“不合格行”，并附上原因。
    .words = 计算, 计算列, 计算字段, 新增列, 添加列, 自定义列, 表达式, 派生, gongshi, jisuan, jisuanlie, xinzenglie, tianjialie, biaodashi, gs

field-formula-unfit = 公式没有值的行
    .hint = 仅限公式用到的各列都有值的行
    .Null = 保留，填空值
    .Reject = 转到“不合格行”
field-formula-columns =
    .hint = 公式可以使用前面公式的列
    .add = 添加列
field-formula-name =
    .hint = 新的列名，或要替换的列的名称
field-formula-expression = 公式
    .hint = SQL 表达式，例如 distance / air_time * 60

this-formula-is-empty = 该公式为空
write-or-remove-row = 请填写表达式，或删除该行
