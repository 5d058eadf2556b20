//! The part of every program that puts files in place, all or none. It is the same text in all of them.

/// What is imported for it.
pub(super) const IMPORTS: [&str; 3] = ["import os", "import shutil", "from urllib.parse import urlparse"];

/// How a file is staged. Where tables of the catalog are written as well, they carry the mark.
pub(super) fn stage(has_tables: bool) -> String {
    let about = if has_tables { ABOUT_BOTH } else { ABOUT };
    format!("{about}{STAGE}")
}

const ABOUT: &str = r#"
# Outputs are written beside their targets and put in place when all are complete.
# "NAME" waits as ".NAME.new"; a mark beside the first target says that all are complete.
# A run that ends before the mark leaves the old outputs, and the next run removes what
# waits; after the mark, the next run finishes what is not in place yet.
"#;

const ABOUT_BOTH: &str = r#"
# Files are written beside their targets and put in place when all outputs are complete:
# "NAME" waits as ".NAME.new".
"#;

const STAGE: &str = r#"

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
"#;

/// How files are put in place, where only files are written.
pub(super) const COMMIT: &str = r#"

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
"#;

/// The files of the cluster.
pub(super) const FILES: &str = r#"

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
"#;

/// The check of targets that must be new or whose folders must exist.
pub(super) const CHECKS: &str = r#"

def require_new(spark: SparkSession, target: str) -> None:
    """Fail if there is something at the place of an output."""
    if files_of(spark).exists(target):
        raise FileExistsError(f"{target}: exists already")


def require_folder(spark: SparkSession, target: str) -> None:
    """Fail if the folder of an output is missing."""
    folder = posixpath.dirname(target)
    if folder and not files_of(spark).exists(folder):
        raise FileNotFoundError(f"{folder}: the folder does not exist")
"#;

pub(super) const TEXT_LITERAL: &str = r#"

def text_literal(text: str) -> str:
    """A text as a literal in SQL."""
    text = text.replace("\\", "\\\\").replace("'", "\\'").replace("${", "$\\{")
    return f"'{text}'"
"#;

pub(super) const BOOLEAN: &str = r#"

def boolean(text: str) -> bool:
    """A boolean as the command line gives it."""
    word = text.strip().lower()
    if word not in ("true", "yes", "1", "false", "no", "0"):
        raise ValueError(f"{text} is not true or false")
    return word in ("true", "yes", "1")
"#;
