"""Evaluates Spark SQL expressions over a table of a Parquet file with a column "row".

An answer is {"type": TYPE, "values": [TEXT or null or {"error": WORDS}…]}, or {"error": WORDS} for an expression that Spark does
not take. Values are texts: moments without a zone as Spark casts them, moments with one as microseconds since 1970, all else as
Python writes it. An expression that fails is asked again row by row, so that one says which rows fail.
"""

# The settings that a program begins with.
SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.ReorderAssociativeOperator",
}
AT_ONCE = 40


def words(error):
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    found = [line for line in lines if "[" in line and "]" in line]
    return (found or lines or [type(error).__name__])[0][:160]


def shown(value):
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join("null" if part is None else shown(part) for part in value) + "]"
    return str(value)


def as_text(sql, of):
    if of in ("date", "timestamp_ntz"):
        return f"CAST({sql} AS STRING)"
    if of == "timestamp":
        return f"CAST(unix_micros({sql}) AS STRING)"
    if of.startswith("decimal"):
        return f"CAST({sql} AS STRING)"
    return sql


def rows(table, sqls):
    columns = [f"{sql} AS `c{index}`" for index, sql in enumerate(sqls)]
    found = table.selectExpr("row", *columns).orderBy("row").collect()
    return [[shown(row[f"c{index}"]) for row in found] for index in range(len(sqls))]


def one_by_one(table, sql, numbers):
    values = []
    for number in numbers:
        try:
            values.append(rows(table.where(f"row = {number}"), [sql])[0][0])
        except Exception as error:
            values.append({"error": words(error)})
    return values


def answers(spark, path, asked):
    for name, value in SETTINGS.items():
        spark.conf.set(name, value)
    table = spark.read.parquet(f"file://{path}").coalesce(1).cache()
    numbers = [row["row"] for row in table.select("row").orderBy("row").collect()]
    answers, typed = [], []
    for sql in asked:
        try:
            of = table.selectExpr(f"{sql} AS c").schema[0].dataType.simpleString()
            answers.append({"type": of, "values": None})
            typed.append((len(answers) - 1, as_text(sql, of)))
        except Exception as error:
            answers.append({"error": words(error)})
    while typed:
        part, typed = typed[:AT_ONCE], typed[AT_ONCE:]
        try:
            found = rows(table, [sql for _, sql in part])
        except Exception:
            found = []
            for _, sql in part:
                try:
                    found.append(rows(table, [sql])[0])
                except Exception:
                    found.append(one_by_one(table, sql, numbers))
        for (place, _), values in zip(part, found):
            answers[place]["values"] = values
    table.unpersist()
    return answers
