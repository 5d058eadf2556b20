//! The part of a program that reads and writes tables of the catalog: written all or none, as far as a catalog allows.

use super::function::Function;
use super::layout::exploded;
use super::python::{Py, PyText};

/// Where the rows of each sink go.
pub(super) fn written(sinks: &[&Function]) -> String {
    let items = sinks.iter().filter_map(|sink| {
        let (.., rows) = sink.tables.first()?;
        let write = rows.written_table()?;
        let partitions = write.partition_by.iter().map(|name| Py::text(name)).collect();
        let name = Py::Text(PyText::new(write.name.marked()));
        let table = Py::call("Table", vec![name, Py::text(write.mode.name()), Py::List(partitions)]);
        Some((Py::text(&sink.name), table))
    });
    let lines = exploded(4, "return ", items.collect());
    format!(
        "\n\ndef tables(args: argparse.Namespace) -> dict[str, Table]:\n    \"\"\"The tables of the catalog that are written.\"\"\"\n{}\n",
        lines.join("\n")
    )
}

pub(super) const READ: &str = r#"

def catalog_table(spark: SparkSession, name: str, columns: dict[str, str]) -> DataFrame:
    """The columns of a table of the catalog, which must have these types."""
    rows = spark.table(name)
    types = dict(rows.dtypes)
    for column, of in columns.items():
        if types.get(column) != of:
            found = types.get(column, "missing")
            raise TypeError(f"{name}: {column} is {found}, not {of}")
    return rows.select([quoted(column) for column in columns])
"#;

pub(super) const QUOTED: &str = r#"

def quoted(name: str) -> str:
    """A name in SQL."""
    return "`" + name.replace("`", "``") + "`"
"#;

pub(super) const STAGE: &str = r#"
# Rows for a table of the catalog are written into a table beside it, and moved into it
# when all outputs are complete. The rows of "NAME" wait in "NAME__new"; a table
# "NAME__commit" beside the first one says that all are complete. A run that ends before
# the mark leaves the old rows, and the next run drops what waits; after the mark, the next
# run finishes what is not in place yet.

WHOLE = ("tinyint", "smallint", "int", "bigint")


class Table(NamedTuple):
    """A table of the catalog that is written."""

    name: str
    mode: str  # "overwrite", "append" or "partitions": only those that get rows.
    partition_by: list[str]


def stage_table(spark: SparkSession, rows: DataFrame, table: Table) -> None:
    """Write rows into a new table beside theirs."""
    partition_by = table.partition_by
    if spark.catalog.tableExists(table.name):
        rows = fitted(spark, rows, table)
        partition_by = partitions_of(spark, table.name)
        if table.partition_by and table.partition_by != partition_by:
            raise ValueError(f"{table.name}: it has the partition columns {partition_by}")
        if partition_by and table.mode == "overwrite" and is_of_hive(spark, table.name):
            raise ValueError(
                f"{table.name}: Spark would leave the other partitions of a table of "
                "Hive's own kind. Replace partitions, or drop them before"
            )
    new = sibling(table.name, "new")
    spark.sql(f"DROP TABLE IF EXISTS {new}")
    writer = rows.writeTo(new)
    if partition_by:
        writer = writer.partitionedBy(*[F.col(quoted(name)) for name in partition_by])
    writer.create()


def fitted(spark: SparkSession, rows: DataFrame, table: Table) -> DataFrame:
    """The rows as the table has them. A value that does not fit stops the run."""
    given, wanted = dict(rows.dtypes), dict(spark.table(table.name).dtypes)
    for column in sorted(given.keys() | wanted.keys()):
        of, to = given.get(column, "missing"), wanted.get(column, "missing")
        if of != to and not (of in WHOLE and to in WHOLE):
            raise TypeError(f"{table.name}: {column} is {to}, and {of} in the rows")
    return rows.select(
        [F.col(quoted(column)).cast(to).alias(column) for column, to in wanted.items()]
    )


def partitions_of(spark: SparkSession, name: str) -> list[str]:
    """The partition columns of a table."""
    return [of.name for of in spark.catalog.listColumns(name) if of.isPartition]


def is_of_hive(spark: SparkSession, name: str) -> bool:
    """Whether a table is written by Hive's own code, not by Spark's."""
    rows = spark.sql(f"DESCRIBE EXTENDED {name}").collect()
    return any(row.col_name == "Provider" and row.data_type == "hive" for row in rows)


def sibling(name: str, ending: str) -> str:
    """The name of a table beside another one."""
    if name.endswith("`"):
        return f"{name[:-1]}__{ending}`"
    return f"{name}__{ending}"
"#;

pub(super) const FILL: &str = r#"

def fill_table(spark: SparkSession, table: Table) -> None:
    """Move the rows that wait into their table."""
    new, adding = sibling(table.name, "new"), sibling(table.name, "adding")
    if spark.catalog.tableExists(adding):
        raise RuntimeError(
            f"{table.name}: a run ended while it appended rows. If the rows of {adding} "
            f"are in it, drop {adding}; if not, rename it to {new}. Then run again"
        )
    if not spark.catalog.tableExists(new):
        return
    if not spark.catalog.tableExists(table.name):
        spark.sql(f"ALTER TABLE {new} RENAME TO {table.name}")
        return
    verb, mode = "OVERWRITE", "dynamic" if table.mode == "partitions" else "static"
    if table.mode == "append":
        # Once more would be once too often.
        spark.sql(f"ALTER TABLE {new} RENAME TO {adding}")
        verb, new = "INTO", adding
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", mode)
    spark.sql(f"INSERT {verb} {table.name} BY NAME SELECT * FROM {new}")
    spark.sql(f"DROP TABLE {new}")
"#;

/// How everything is put in place, where tables of the catalog are written, and maybe files.
pub(super) fn commit(has_files: bool) -> String {
    let lines = COMMIT.lines().filter(|line| has_files || !line.starts_with('+'));
    let mut out: Vec<String> = lines.map(|line| line.strip_prefix('+').unwrap_or(line).to_owned()).collect();
    if !has_files {
        out.iter_mut().for_each(|line| *line = line.replace("targets: list[str], ", "").replace("targets, ", ""));
    }
    out.join("\n") + "\n"
}

/// Lines that begin with `+` stand only in programs that also write files.
const COMMIT: &str = r#"

def commit(spark: SparkSession, targets: list[str], written: list[Table]) -> None:
    """Put all outputs in place: none of them before all are complete."""
    spark.sql(f"CREATE TABLE {sibling(written[0].name, 'commit')} (done BOOLEAN)")
    finish(spark, targets, written)


def finish(spark: SparkSession, targets: list[str], written: list[Table]) -> None:
    """Put in place what waits. Done again after an interruption, it goes on."""
+    files = files_of(spark)
+    for target in targets:
+        new, old = beside(target, "new"), beside(target, "old")
+        if files.exists(new):
+            if files.exists(target):
+                files.delete(old)
+                files.rename(target, old)
+            files.rename(new, target)
+        files.delete(old)
    for table in written:
        fill_table(spark, table)
    spark.sql(f"DROP TABLE IF EXISTS {sibling(written[0].name, 'commit')}")


def recover(spark: SparkSession, targets: list[str], written: list[Table]) -> None:
    """Finish or remove what an interrupted run has left."""
    if spark.catalog.tableExists(sibling(written[0].name, "commit")):
        finish(spark, targets, written)
    discard(spark, targets, written)


def discard(spark: SparkSession, targets: list[str], written: list[Table]) -> None:
    """Remove what was written and is not in place."""
    if not spark.catalog.tableExists(sibling(written[0].name, "commit")):
+        files = files_of(spark)
+        for target in targets:
+            files.delete(beside(target, "parts"))
+            files.delete(beside(target, "new"))
        for table in written:
            spark.sql(f"DROP TABLE IF EXISTS {sibling(table.name, 'new')}")"#;
