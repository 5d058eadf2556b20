"""The Spark session of a run: what can be known to be missing is said at once, since Spark itself tries for minutes."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time

# How long a master may take to accept a connection, and a cluster to give its first executor.
CONNECT_SECONDS = 5
EXECUTOR_SECONDS = 10
OLDEST_JAVA = 17


class Refused(Exception):
    """The run cannot begin; said.rs knows the reasons."""

    def __init__(self, why, **more):
        super().__init__(why)
        self.why, self.more = why, more


def start_session(job):
    master, remote = job.get("master"), job.get("remote")
    if not master and not remote:
        remote, master = os.environ.get("SPARK_REMOTE"), os.environ.get("MASTER")
    check_reached(remote or master or "")
    try:
        from pyspark.sql import SparkSession
    except (ImportError, SyntaxError) as error:
        is_missing = isinstance(error, ModuleNotFoundError) and error.name == "pyspark"
        raise Refused("no_pyspark" if is_missing else "bad_pyspark", python=sys.executable, error=str(error))
    for name in ("SPARK_REMOTE", "MASTER"):
        os.environ.pop(name, None)
    builder = SparkSession.builder.appName(job["name"])
    for name, value in job["conf"].items():
        builder = builder.config(name, value)
    if remote:
        os.environ["SPARK_REMOTE"] = remote  # For the program, which asks for the session that there is.
        try:
            return checked_remote(builder.remote(remote))
        except ImportError as error:
            raise Refused("no_connect", python=sys.executable, error=str(error).split("\n")[0])
    check_java()
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    return (builder.master(master) if master else builder).getOrCreate()


def checked_remote(builder):
    spark = builder.getOrCreate()
    from pyspark.sql.connect.client.retries import DefaultPolicy

    # By default a server that has gone is asked again for many silent minutes.
    spark.client.set_retry_policies([DefaultPolicy(max_retries=6, initial_backoff=50, max_backoff=2000)])
    return spark


def check_reached(address):
    """Whether one of the hosts of spark://host:port,host:port or sc://host:port/;options accepts a connection."""
    found = re.match(r"(?:spark|sc)://([^/;]+)", address)
    error = None
    for place in found[1].split(",") if found else []:
        host, _, port = place.rpartition(":") if re.search(r":\d+$", place) else (place, "", "15002")
        try:
            socket.create_connection((host.strip("[]"), int(port)), CONNECT_SECONDS).close()
            return
        except OSError as failure:
            error = failure
    if error is not None:
        raise Refused("unreachable", address=found[0], error=str(error.strerror or error))


def check_java():
    home = os.environ.get("JAVA_HOME")
    java = os.path.join(home, "bin", "java") if home else shutil.which("java")
    if not java or not os.path.exists(java):
        raise Refused("no_java")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=10)
    found = re.search(r'version "(?:1\.)?(\d+)', said.stderr + said.stdout)
    if said.returncode != 0 or not found:
        raise Refused("no_java")
    if int(found[1]) < OLDEST_JAVA:
        raise Refused("old_java", version=found[1], needed=str(OLDEST_JAVA))


def send(spark, parcels):
    """Puts files of this machine where the cluster reads them; returns what was made."""
    made = []
    for parcel in parcels:
        if parcel["to"] == "file://" + parcel["from"]:
            continue
        made.append(parcel["to"])
        if is_connect(spark):
            import pyarrow.parquet

            table = pyarrow.parquet.read_table(parcel["from"])
            spark.createDataFrame(table).write.mode("overwrite").parquet(parcel["to"])
        else:
            files, place = hadoop(spark, parcel["to"])
            files.copyFromLocalFile(spark._jvm.org.apache.hadoop.fs.Path("file://" + parcel["from"]), place)
    return made


def fetch(spark, url, path):
    """Copies a file of the cluster to this machine; over Spark Connect, one that this process reaches itself."""
    if is_connect(spark):
        shutil.copyfile(url.removeprefix("file://"), path)
    else:
        files, place = hadoop(spark, url)
        files.copyToLocalFile(False, place, spark._jvm.org.apache.hadoop.fs.Path("file://" + path), True)


def remove(spark, urls):
    """Removes what was sent; over Spark Connect only what this process reaches itself."""
    for url in urls:
        if not is_connect(spark):
            files, place = hadoop(spark, url)
            files.delete(place, True)
        elif url.startswith("file://"):
            place = url.removeprefix("file://")
            if os.path.isfile(place):
                os.remove(place)
            shutil.rmtree(place, ignore_errors=True)


def hadoop(spark, url):
    place = spark._jvm.org.apache.hadoop.fs.Path(url)
    return place.getFileSystem(spark._jsc.hadoopConfiguration()), place


def is_connect(spark):
    return "connect" in type(spark).__module__


def free_cluster(spark):
    try:
        if is_connect(spark):
            spark.interruptAll()
        else:
            spark.sparkContext.cancelAllJobs()
    except Exception as error:
        print(f"cannot cancel: {error}", file=sys.stderr)


def size_of(spark, path):
    """The bytes of a file or folder; None if it cannot be found, or only the server of Spark Connect reaches it."""
    if not is_connect(spark):
        files, place = hadoop(spark, path)
        return files.getContentSummary(place).getLength() if files.exists(place) else None
    place = path.removeprefix("file://")
    if "://" in place or not os.path.exists(place):
        return None
    if os.path.isfile(place):
        return os.path.getsize(place)
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(place) for name in names)


def executors(spark):
    """The number of executors; None where only the server of Spark Connect knows."""
    if is_connect(spark):
        return None
    return spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1


def wait_for_executors(spark):
    """Until the cluster has given one; not for ever."""
    end = time.time() + EXECUTOR_SECONDS
    while executors(spark) == 0 and not spark.sparkContext.master.startswith("local") and time.time() < end:
        time.sleep(0.2)


def watch_executors(spark, say):
    """Says when a cluster gives nothing to compute on, or no more: Spark itself waits for ever."""
    if spark.sparkContext.master.startswith("local"):
        return
    seen, is_told = time.time(), False
    while True:
        time.sleep(0.5)
        if executors(spark) > 0:
            seen, is_told = time.time(), False
        elif time.time() - seen > EXECUTOR_SECONDS and not is_told:
            is_told = True
            say("waiting", seconds=EXECUTOR_SECONDS)
