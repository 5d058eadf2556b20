"""The Spark session of a run: what can be known to be missing is said at once, since Spark itself tries for minutes."""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

# How long a master may take to accept a connection, and a cluster to give its first executor.
CONNECT_SECONDS = 5
EXECUTOR_SECONDS = 10
# How long a master or server may take to answer; on a busy machine as long as it took to come so far, with Java's start.
ANSWER_SECONDS = 8
# Set once it has answered, or is not asked.
ANSWERED = threading.Event()
OLDEST_JAVA = 17


class Refused(Exception):
    """The run cannot begin; said.rs knows the reasons."""

    def __init__(self, why, **more):
        super().__init__(why)
        self.why, self.more = why, more


def start_session(job):
    begun = time.time()
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
    settings = dict(job["conf"])
    builder = SparkSession.builder.appName(job["name"])
    if remote:
        os.environ["SPARK_REMOTE"] = remote  # For the program, which asks for the session that there is.
        try:
            check_server_answers(remote, begun)
            ANSWERED.set()
            return checked_remote(configured(builder, settings).remote(remote))
        except ImportError as error:
            raise Refused("no_connect", python=sys.executable, error=str(error).split("\n")[0])
    check_java()
    settings["spark.ui.showConsoleProgress"] = "false"
    # PySpark takes the Python of the executors from the environment alone.
    if "spark.pyspark.python" in settings:
        os.environ["PYSPARK_PYTHON"] = settings["spark.pyspark.python"]
    if master:
        settings["spark.master"] = master
    start_java({"spark.app.name": job["name"], **settings})
    check_master_answers(master or "", begun)
    ANSWERED.set()
    return configured(builder, settings).getOrCreate()


def configured(builder, settings):
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder


def start_java(settings):
    """Starts Java with these settings in a file that only this user can read: PySpark itself would write them into a command
    line, which every user of the machine can see."""
    from pyspark import SparkContext

    given = os.environ.get("PYSPARK_SUBMIT_ARGS")
    words = shlex.split(given or "pyspark-shell")
    handle, path = tempfile.mkstemp(prefix="settings-", dir=os.path.dirname(os.path.abspath(__file__)))
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(own_properties(words))
            file.writelines(f"{escaped(name)}={escaped(value)}\n" for name, value in settings.items())
        os.environ["PYSPARK_SUBMIT_ARGS"] = shlex.join(["--properties-file", path, *words])
        SparkContext._ensure_initialized()
    finally:
        os.remove(path)
        os.environ.pop("PYSPARK_SUBMIT_ARGS", None)
        if given is not None:
            os.environ["PYSPARK_SUBMIT_ARGS"] = given


def own_properties(words):
    """What a file says that the user has named in PYSPARK_SUBMIT_ARGS; without one, Spark also reads its own defaults."""
    for at, word in enumerate(words):
        name, sign, path = word.partition("=")
        if name == "--properties-file":
            path = path if sign else words[at + 1]
            del words[at : at + (1 if sign else 2)]
            with open(path, encoding="utf-8") as file:
                return file.read() + "\n"
    words.insert(0, "--load-spark-defaults")
    return ""


def escaped(text):
    """As a file of properties holds any text."""
    units = text.encode("utf-16-be").hex()
    signs = [chr(int(units[at : at + 4], 16)) for at in range(0, len(units), 4)]
    return "".join(sign if re.match(r"[\w.-]", sign, re.A) else f"\\u{ord(sign):04x}" for sign in signs)


def check_master_answers(address, begun):
    """Whether a master says that it is one. Spark itself asks one that only accepts connections for a minute."""
    from pyspark import SparkContext

    found = re.match(r"spark://(.+)", address)
    jvm = SparkContext._jvm
    if not found:
        return
    try:
        conf = jvm.org.apache.spark.SparkConf()
        security = jvm.org.apache.spark.SecurityManager(
            conf,
            jvm.scala.Option.empty(),
            getattr(jvm.org.apache.spark.SecurityManager, "$lessinit$greater$default$3")(),
        )
        env = jvm.org.apache.spark.rpc.RpcEnv.create("tablewire", "127.0.0.1", 0, conf, security, True)
        asked = [env.asyncSetupEndpointRefByURI(f"spark://Master@{place}") for place in found[1].split(",")]
    except Exception as error:  # These are Spark's own parts: another version may have others.
        print(f"the master cannot be asked whether it is there: {error}", file=sys.stderr)
        return
    asked_at = time.time()
    patience = max(ANSWER_SECONDS, asked_at - begun)
    while time.time() < asked_at + patience and not any(one.isCompleted() and one.value().get().isSuccess() for one in asked):
        if all(one.isCompleted() for one in asked):
            failure = asked[0].value().get().failed().get()
            raise Refused("unreachable", address=address, error=first_line(failure.toString()))
        time.sleep(0.05)
    is_silent = not any(one.isCompleted() and one.value().get().isSuccess() for one in asked)
    env.shutdown()
    if is_silent:
        raise Refused("silent", address=address, seconds=round(patience))


def check_server_answers(remote, begun):
    """Whether a server of Spark Connect speaks its protocol. PySpark asks one that only accepts connections for minutes."""
    import grpc
    from pyspark.sql.connect.client import DefaultChannelBuilder

    channel = DefaultChannelBuilder(remote).toChannel()
    patience = max(ANSWER_SECONDS, time.time() - begun)
    try:
        grpc.channel_ready_future(channel).result(timeout=patience)
    except grpc.FutureTimeoutError:
        raise Refused("silent", address=re.match(r"[^/]*//[^/;]*", remote)[0], seconds=round(patience))
    finally:
        channel.close()


def first_line(text):
    return text.strip().split("\n")[0]


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
