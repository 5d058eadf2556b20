"""late_carriers: a program for Apache Spark, exported from Tablewire.

Run it with spark-submit, or with python where SPARK_REMOTE names a server.
"""

from __future__ import annotations

import argparse
import os
import posixpath
import shutil
from urllib.parse import urlparse

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    # Sums are added in the order in which they are written: others may overflow.
    "spark.sql.optimizer.excludedRules": (
        "org.apache.spark.sql.catalyst.optimizer.ReorderAssociativeOperator"
    ),
}


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--path-root", default="", help="folder or URL at which relative paths begin"
    )
    parser.add_argument(
        "--folders",
        action="store_true",
        help="write each output as a folder of part files, not as one file",
    )
    parser.add_argument("--minutes", type=int, default=15)
    return parser.parse_args(argv)


def configure(spark: SparkSession) -> None:
    """Set what the expressions of this program rely on."""
    for name, value in SETTINGS.items():
        spark.conf.set(name, value)


def targets(args: argparse.Namespace) -> dict[str, str]:
    """Where each output goes."""
    return {
        "late_carriers": posixpath.join(args.path_root, "output/late_carriers.csv"),
    }


def airlines(spark: SparkSession, args: argparse.Namespace) -> DataFrame:
    """Read CSV: airlines.csv"""
    return spark.read.csv(
        posixpath.join(args.path_root, "data/airlines.csv"),
        schema="`carrier` STRING, `name` STRING",
        sep=",",
        header=True,
        enforceSchema=False,
        multiLine=True,
        escape='"',
        nullValue="\x01",
        mode="FAILFAST",
    )


def flights(spark: SparkSession, args: argparse.Namespace) -> DataFrame:
    """Read Parquet: flights.parquet"""
    return spark.read.parquet(posixpath.join(args.path_root, "data/flights.parquet"))


def late(args: argparse.Namespace, flights: DataFrame) -> DataFrame:
    """Filter: dep_delay > ${minutes}"""
    return flights.where(f"`dep_delay` > {args.minutes}L")


def with_airline(left: DataFrame, right: DataFrame) -> DataFrame:
    """Join: carrier"""
    rows = right.withColumn(
        "rows_of_key", F.expr("count(1) OVER (PARTITION BY `carrier`)")
    )
    rows = rows.where(
        "assert_true((`carrier` IS NULL) OR (`rows_of_key` = 1), 'A key occurs more "
        "than once on the right: carrier') IS NULL"
    )
    rows = rows.drop("rows_of_key")
    return left.join(rows, on=["carrier"], how="inner").select(*left.columns, "name")


def by_airline(with_airline: DataFrame) -> DataFrame:
    """Group by: rows, dep_delay: mean, dep_delay: median, dep_delay: maximum, dest:
    distinct values by name
    """
    return with_airline.groupBy("name").agg(
        F.expr("count(1)").alias("flights"),
        F.expr(
            "coalesce(try_divide(try_sum(`dep_delay`), count(`dep_delay`)), "
            "avg(`dep_delay`))"
        ).alias("mean_delay"),
        F.expr("percentile(CAST(`dep_delay` AS DOUBLE), 0.5D)").alias("median_delay"),
        F.expr("max(`dep_delay`)").alias("longest_delay"),
        F.expr("count(DISTINCT `dest`)").alias("destinations"),
    )


def worst_first(by_airline: DataFrame) -> DataFrame:
    """Sort: mean_delay ↓, name"""
    return by_airline.orderBy(
        F.col("mean_delay").desc_nulls_last(), F.col("name").asc_nulls_last()
    )


def late_carriers(
    spark: SparkSession, args: argparse.Namespace, worst_first: DataFrame
) -> None:
    """Write CSV: late_carriers.csv"""
    stage(
        spark,
        args,
        worst_first,
        targets(args)["late_carriers"],
        "csv",
        options={
            "header": "true",
            "sep": ",",
            "quote": '"',
            "escape": '"',
            "emptyValue": '""',
            "nullValue": "",
            "ignoreLeadingWhiteSpace": "false",
            "ignoreTrailingWhiteSpace": "false",
        },
        order=[F.col("mean_delay").desc_nulls_last(), F.col("name").asc_nulls_last()],
    )


def main(argv: list[str] | None = None) -> None:
    """Compute all tables and write all outputs, or none."""
    args = arguments(argv)
    spark = SparkSession.builder.appName("late_carriers").getOrCreate()
    configure(spark)
    outputs = list(targets(args).values())
    recover(spark, outputs)
    try:
        airlines_df = airlines(spark, args)
        flights_df = flights(spark, args)
        late_df = late(args, flights_df)
        with_airline_df = with_airline(late_df, airlines_df)
        by_airline_df = by_airline(with_airline_df)
        worst_first_df = worst_first(by_airline_df)
        late_carriers(spark, args, worst_first_df)
    except BaseException:
        discard(spark, outputs)
        raise
    commit(spark, outputs)


# Outputs are written beside their targets and put in place when all are complete.
# "NAME" waits as ".NAME.new"; a mark beside the first target says that all are complete.
# A run that ends before the mark leaves the old outputs, and the next run removes what
# waits; after the mark, the next run finishes what is not in place yet.


def stage(
    spark: SparkSession,
    args: argparse.Namespace,
    rows: DataFrame,
    target: str,
    file_format: str,
    options: dict[str, str] | None = None,
    order: list[Column] | None = None,
) -> None:
    """Write rows beside their target: as one file, or as a folder of part files."""
    files = files_of(spark)
    if args.folders:
        parts = beside(target, "new")
    else:
        parts = beside(target, "parts")
        rows = rows.repartition(1)
        if order:
            rows = rows.sortWithinPartitions(*order)
    writer = rows.write.format(file_format).options(**(options or {}))
    writer.mode("error").save(parts)
    if not args.folders:
        (part,) = [name for name in files.names(parts) if name[0] not in "._"]
        files.rename(posixpath.join(parts, part), beside(target, "new"))
        files.delete(parts)


def commit(spark: SparkSession, targets: list[str]) -> None:
    """Put all outputs in place: none of them before all are complete."""
    files_of(spark).create(beside(targets[0], "commit"))
    finish(spark, targets)


def finish(spark: SparkSession, targets: list[str]) -> None:
    """Put in place what waits. Done again after an interruption, it goes on."""
    files = files_of(spark)
    for target in targets:
        new, old = beside(target, "new"), beside(target, "old")
        if files.exists(new):
            if files.exists(target):
                files.delete(old)
                files.rename(target, old)
            files.rename(new, target)
        files.delete(old)
    files.delete(beside(targets[0], "commit"))


def recover(spark: SparkSession, targets: list[str]) -> None:
    """Finish or remove what an interrupted run has left."""
    if files_of(spark).exists(beside(targets[0], "commit")):
        finish(spark, targets)
    discard(spark, targets)


def discard(spark: SparkSession, targets: list[str]) -> None:
    """Remove what was written and is not in place."""
    files = files_of(spark)
    if not files.exists(beside(targets[0], "commit")):
        for target in targets:
            files.delete(beside(target, "parts"))
            files.delete(beside(target, "new"))


def beside(target: str, ending: str) -> str:
    """A hidden name in the folder of a target."""
    folder, name = posixpath.split(target)
    return posixpath.join(folder, f".{name}.{ending}")


def files_of(spark: SparkSession) -> HadoopFiles | LocalFiles:
    """The files of the cluster; over Spark Connect, those of this machine."""
    return LocalFiles() if "connect" in type(spark).__module__ else HadoopFiles(spark)


class HadoopFiles:
    """Files of every store that Hadoop knows."""

    def __init__(self, spark: SparkSession) -> None:
        self.paths = spark._jvm.org.apache.hadoop.fs.Path
        self.settings = spark._jsc.hadoopConfiguration()

    def at(self, path: str):
        place = self.paths(path)
        return place.getFileSystem(self.settings), place

    def exists(self, path: str) -> bool:
        store, place = self.at(path)
        return store.exists(place)

    def delete(self, path: str) -> None:
        store, place = self.at(path)
        if store.exists(place) and not store.delete(place, True):
            raise OSError(f"{path}: cannot be deleted")

    def rename(self, old: str, new: str) -> None:
        store, place = self.at(old)
        # Moved onto a folder, it would be moved into it.
        if store.exists(self.paths(new)) or not store.rename(place, self.paths(new)):
            raise OSError(f"{old}: cannot be renamed to {new}")
        # The local file system of Hadoop moves a checksum along.
        self.delete(beside(new, "crc"))

    def names(self, path: str) -> list[str]:
        store, place = self.at(path)
        return [status.getPath().getName() for status in store.listStatus(place)]

    def create(self, path: str) -> None:
        store, place = self.at(path)
        store.create(place, True).close()


class LocalFiles:
    """Files that this process reaches itself."""

    def at(self, path: str) -> str:
        url = urlparse(path)
        if url.scheme not in ("", "file"):
            raise OSError(
                f"{path}: over Spark Connect an output can only be put in place on a "
                "file system of this machine. Use spark-submit, or another path"
            )
        return url.path

    def exists(self, path: str) -> bool:
        return os.path.exists(self.at(path))

    def delete(self, path: str) -> None:
        place = self.at(path)
        if os.path.isdir(place):
            shutil.rmtree(place)
        elif os.path.exists(place):
            os.remove(place)

    def rename(self, old: str, new: str) -> None:
        if self.exists(new):
            raise OSError(f"{old}: cannot be renamed to {new}")
        os.rename(self.at(old), self.at(new))

    def names(self, path: str) -> list[str]:
        return os.listdir(self.at(path))

    def create(self, path: str) -> None:
        with open(self.at(path), "w", encoding="utf-8"):
            pass


if __name__ == "__main__":
    main()
