# 不是文件的数据源。
scan-other-columns = 数据源给出的列与请求的不同
scan-cannot-stage = 读取的行无法暂存：{ $error }
