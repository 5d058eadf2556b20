"""Looks at tables on Spark: their columns, and their first rows. It writes nothing.

In, on standard input: how to reach Spark, as one line of JSON (job.rs); then a line for each look (look/request.rs). A look ends
the one before it. Out, on standard output: one JSON object per line (look/reply.rs), which tells how many bytes of a table in
Arrow's file format follow. It ends with its input, and by itself when nothing was asked for five minutes.
"""

import importlib.util
import json
import os
import sys
import threading
import time
import traceback

OUT = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)

from errors import condition_and_message, function_named_in
from session import ANSWERED, Refused, executors, is_connect, remove, send, start_session

SILENT_SECONDS = 10
FRESH_SECONDS = 60
START_SECONDS = 15
SAID = threading.Lock()
TURN = threading.Condition()


class State:
    """What the thread that reads and the one that computes both know."""

    ready = False
    waiting = None  # The look that comes next.
    current = None  # The id of the one that is computed.
    sent = []  # What was put where the cluster reads it.
    made = {}  # By key: when a function has made its tables, and these.


def say(said, body=b"", **more):
    with SAID:
        OUT.write(json.dumps({"said": said, "bytes": len(body), **more}).encode() + b"\n")
        OUT.write(body)
        OUT.flush()


def end():
    sys.stderr.flush()
    os._exit(0)  # The Java process ends with this one.


def in_background(function, *arguments):
    threading.Thread(target=function, args=arguments, daemon=True).start()


def main():
    job = json.loads(sys.stdin.readline())
    in_background(work, job)
    in_background(tell_slow_start)
    for line in sys.stdin:
        request = json.loads(line)
        with TURN:
            State.waiting = request if request.get("look") else None
            before = State.current
            TURN.notify()
        if before is not None:
            in_background(stop, before)
    for spark in SESSIONS:
        try:
            remove(spark, State.sent)
        except Exception:
            traceback.print_exc()
    end()


SESSIONS = []


def tell_slow_start():
    begun = time.time()
    time.sleep(START_SECONDS)
    ANSWERED.wait(START_SECONDS)  # Of a cluster that is silent nothing else is said.
    if not State.ready:
        say("starting", seconds=round(time.time() - begun))


def work(job):
    try:
        spark = start_session(job)
        SESSIONS.append(spark)
    except Refused as refused:
        say("refused", why=refused.why, **refused.more)
        end()
    except BaseException as error:
        traceback.print_exc()
        condition, message = condition_and_message(error)
        say("failed", id=0, function=None, condition=condition, message=message)
        end()
    State.ready = True
    say("session", version=spark.version, executors=executors(spark))
    while True:
        with TURN:
            TURN.wait_for(lambda: State.waiting, job["idle"])
            request, State.waiting = State.waiting, None
            State.current = request and request["id"]
        if request is None:
            say("asleep")
            remove(spark, State.sent)
            spark.stop()
            end()
        serve(spark, request)
        with TURN:
            State.current = None


def serve(spark, request):
    number = request["id"]
    silent = threading.Timer(SILENT_SECONDS, tell_silence, (spark, number))
    silent.daemon = True
    silent.start()
    tag = tag_of(number)
    add, take = tags(spark)
    add(tag)
    look = Look(spark, request)
    try:
        body, more = look.found()
        say("found", body, id=number, **more)
    except BaseException as error:
        traceback.print_exc()
        condition, message = condition_and_message(error)
        say("failed", id=number, function=look.fault(error), condition=condition, message=message)
    finally:
        silent.cancel()
        take(tag)
        look.close()


def tell_silence(spark, number):
    try:
        is_here = not is_connect(spark) and spark.sparkContext.master.startswith("local")
        there = None if is_here else executors(spark)  # In one process Spark has none and needs none.
    except Exception:
        there = None
    if State.current == number:
        say("silent", id=number, seconds=SILENT_SECONDS, executors=there)


class Look:
    """One look: at the table of a program's function, or at a table of the catalog."""

    def __init__(self, spark, request):
        self.spark, self.request = spark, request
        self.functions, self.at, self.path, self.has_reused = {}, None, None, False

    def found(self):
        look = self.request["look"]
        if "table" in look:
            self.spark.catalog.refreshTable(look["table"])  # Another session may have changed it.
            return b"", {"columns": self.spark.table(look["table"]).dtypes}
        State.sent += send(self.spark, [one for one in look["parcels"] if one["to"] not in State.sent])
        oldest = time.time() - FRESH_SECONDS
        State.made = {key: made for key, made in State.made.items() if made[0] > oldest}
        try:
            return self.look_at(look)
        except Exception:
            if not self.has_reused or State.waiting is not None:
                raise
        # A file that was there a minute ago may have gone.
        State.made.clear()
        return self.look_at(look)

    def look_at(self, look):
        table = self.table(look)
        columns = table.dtypes  # Spark analyses; it computes nothing.
        if not look["rows"]:
            return b"", {"columns": columns}
        if State.waiting is not None:
            raise KeyboardInterrupt  # Nobody waits for the rows any more.
        self.at = look["function"]
        return in_file_format(table.limit(look["rows"]).toArrow()), {"columns": columns}

    def table(self, look):
        """Calls the functions of the program, and takes what the wanted one returns."""
        self.path = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"look-{self.request['id']}.py")
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(look["program"])
        spec = importlib.util.spec_from_file_location("look", self.path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        made = {}
        for name, key in look["functions"].items():
            self.functions[name] = getattr(module, name)
            setattr(module, name, self.wrapped(name, key, made))
        if hasattr(module, "catalog_table"):
            module.catalog_table = self.refreshed(module.catalog_table)
        module.main(look["arguments"])
        tables = made[look["function"]]
        return (tables if isinstance(tables, tuple) else (tables,))[look["index"]]

    def wrapped(self, name, key, made):
        inner = self.functions[name]

        def function(*arguments):
            self.at = name
            if key in State.made:
                self.has_reused = True
            else:
                State.made[key] = time.time(), inner(*arguments)
            made[name] = State.made[key][1]
            self.at = None
            return made[name]

        return function

    def refreshed(self, catalog_table):
        """Another session may have written the table: what this one remembers of its files is out of date."""

        def function(spark, name, columns):
            spark.catalog.refreshTable(name)
            return catalog_table(spark, name, columns)

        return function

    def fault(self, error):
        """The function that has failed."""
        try:
            return function_named_in(error, self.functions, self.path) or self.at
        except Exception:
            return self.at

    def close(self):
        if self.path and os.path.exists(self.path):
            os.remove(self.path)


def in_file_format(table):
    import pyarrow

    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def tag_of(number):
    return f"tablewire-look-{number}"


def tags(spark):
    """How the jobs of this thread are given a tag, and how it is taken off."""
    if is_connect(spark):
        return spark.addTag, spark.removeTag
    return spark.sparkContext.addJobTag, spark.sparkContext.removeJobTag


def stop(number):
    """Cancels what a look computes. It may be between two jobs."""
    while State.current == number and SESSIONS:
        spark = SESSIONS[0]
        try:
            (spark.interruptTag if is_connect(spark) else spark.sparkContext.cancelJobsWithTag)(tag_of(number))
        except Exception as error:
            print(f"cannot cancel: {error}", file=sys.stderr)
        time.sleep(0.05)


main()
