"""One Spark session that runs the cases of the tests, one after another.

In, on standard input, and out, on standard output: one JSON object per line.
  {"run": "function", "code": TEXT, "function": NAME, "inputs": [PATH…], "output": FOLDER}
      calls a function of the code with the tables of Parquet files, in this order, and with the session as "spark" and the
      arguments as "args" where it has such parameters; each table that it returns becomes a Parquet file in the folder. Answers {"tables": NUMBER}.
  {"run": "program", "file": PATH, "arguments": [TEXT…]}       a whole program; answers {}
  {"run": "evaluate", "table": PATH, "sql": [TEXT…]}            expressions over a table: evaluate.py; answers {"answers": […]}
  {"run": "sql", "statements": [TEXT…]}                         statements, on a metastore of the session's own; answers {"rows": [[TEXT…]…]}
                                                                of the last one
  {"run": "gap", "words": TEXT}                                 a case that Spark cannot do: it is counted; answers {}
What fails is answered by {"error": WORDS}. At the end it says on standard error how much it has run.
TABLEWIRE_SPARK_MASTER names the cluster; without it Spark runs in this process.
"""

import importlib.util
import inspect
import json
import logging
import os
import re
import shutil
import sys
import tempfile
from collections import Counter

OUT = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

import pyarrow.parquet as parquet
from pyspark.sql import DataFrame, SparkSession

import evaluate

SETTINGS = {
    "spark.driver.memory": "600m",
    "spark.executor.memory": "600m",
    "spark.cores.max": "1",  # A second one is left to the tests of runs.
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.log.level": "OFF",
}
# Small cases are over sooner than Java code for them is compiled.
INTERPRETED = {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}
# The metastore is one of Hive's.
FOLDER = tempfile.mkdtemp(prefix="tablewire-metastore-")
CATALOG = {
    "spark.sql.catalogImplementation": "hive",
    "spark.sql.warehouse.dir": f"file:{FOLDER}/warehouse",
    "spark.hadoop.javax.jdo.option.ConnectionURL": f"jdbc:derby:;databaseName={FOLDER}/metastore;create=true",
    "spark.driver.extraJavaOptions": f"-Dderby.stream.error.file={FOLDER}/derby.log",
}
RAN = Counter()


def started():
    logging.disable(logging.CRITICAL)  # PySpark writes each error with its Java trace; here they are answers.
    builder = SparkSession.builder.master(os.environ.get("TABLEWIRE_SPARK_MASTER") or "local[2]").appName("tests")
    for name, value in (SETTINGS | CATALOG).items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def function(spark, asked):
    space = {"__name__": "program"}
    exec(compile(asked["code"], "program.py", "exec"), space)
    if "configure" in space:
        space["configure"](spark)
    given = {"spark": spark, "args": space["arguments"]([]) if "arguments" in space else None}
    inputs = iter(spark.read.parquet(f"file://{path}") for path in asked["inputs"])
    called = space[asked["function"]]
    names = inspect.signature(called).parameters
    made = called(*[given[name] if name in given else next(inputs) for name in names])
    tables = [made] if isinstance(made, DataFrame) else list(made)
    for number, table in enumerate(tables):
        parquet.write_table(table.toArrow(), f"{asked['output']}/{number}.parquet")
    return {"tables": len(tables)}


def program(spark, asked):
    spec = importlib.util.spec_from_file_location("program", asked["file"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main(asked["arguments"])
    return {}


def answer(spark, asked):
    if asked["run"] == "gap":
        RAN["gaps"] += 1
        return {}
    if asked["run"] == "sql":
        rows = [spark.sql(statement).collect() for statement in asked["statements"]]
        return {"rows": [[str(value) for value in row] for row in rows[-1]]}
    for name, value in INTERPRETED.items():
        if asked["run"] == "program":
            spark.conf.unset(name)
        else:
            spark.conf.set(name, value)
    if asked["run"] == "evaluate":
        RAN["formulas"] += len(asked["sql"])
        return {"answers": evaluate.answers(spark, asked["table"], asked["sql"])}
    RAN["cases of kinds" if asked["run"] == "function" else "programs"] += 1
    return function(spark, asked) if asked["run"] == "function" else program(spark, asked)


def words(error):
    text = str(error)
    named = re.findall(r"\[[A-Z][A-Z0-9_.]+\] [^\n]+", text)
    return (named[-1:] or [text.strip().split("\n")[0]])[0][:400]


def main():
    spark = started()
    for line in sys.stdin:
        try:
            found = answer(spark, json.loads(line))
        except Exception as error:
            found = {"error": words(error)}
        OUT.write(json.dumps(found) + "\n")
        OUT.flush()
    ran = ", ".join(f"{number} {what}" for what, number in sorted(RAN.items()))
    print(f"Spark {spark.version} at {spark.sparkContext.master}: {ran}", file=sys.stderr)
    spark.stop()
    shutil.rmtree(FOLDER, ignore_errors=True)


main()
