"""Runs a program that Tablewire has written, on Spark, and tells what happens.

In, on standard input: the job as one line of JSON (job.rs). A line "commit" lets it go on where it waits for that; another
line, or the end of the input, cancels it.
Out, on standard output: one JSON object per line (said.rs). What Spark itself writes goes to standard error.
"""

import json
import os
import sys
import threading
import time
import traceback

OUT = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

from errors import condition_and_message
from session import (
    ANSWERED,
    Refused,
    executors,
    free_cluster,
    is_connect,
    remove,
    send,
    start_session,
    wait_for_executors,
    watch_executors,
)

LOCK = threading.Lock()
START_SECONDS = 15
CANCELLED = threading.Event()
ALLOWED = threading.Event()
SESSIONS = []


def say(said, **more):
    with LOCK:
        OUT.write(json.dumps({"said": said, **more}) + "\n")
        OUT.flush()


def end():
    sys.stderr.flush()
    os._exit(0)  # The Java process ends with this one.


def watch_input():
    if sys.stdin.readline() == "commit\n":
        ALLOWED.set()
        sys.stdin.readline()
    CANCELLED.set()
    ALLOWED.set()
    if not SESSIONS:
        end()
    while True:  # The program may be between two jobs.
        free_cluster(SESSIONS[0])
        time.sleep(0.3)


def tell_slow_start():
    begun = time.time()
    time.sleep(START_SECONDS)
    ANSWERED.wait(START_SECONDS)  # Of a cluster that is silent nothing else is said.
    if not SESSIONS:
        say("starting", seconds=round(time.time() - begun))


def in_background(function, *arguments):
    threading.Thread(target=function, args=arguments, daemon=True).start()


def main():
    job = json.loads(sys.stdin.readline())
    in_background(watch_input)
    in_background(tell_slow_start)
    program, sent = None, []
    try:
        spark = start_session(job)
        SESSIONS.append(spark)
        if not job.get("program") and not is_connect(spark):
            wait_for_executors(spark)
        say("session", version=spark.version, executors=executors(spark))
        if not CANCELLED.is_set() and job.get("program"):
            if not is_connect(spark):
                in_background(watch_executors, spark, say)
            from steps import Program  # Not before PySpark is known to be there.

            program = Program(job, spark, say, CANCELLED, ALLOWED)
            sent = [fetched["from"] for fetched in job["fetched"]]
            sent += send(spark, job["parcels"])
            program.main()
        say("finished")
    except Refused as refused:
        say("refused", why=refused.why, **refused.more)
    except BaseException as error:
        traceback.print_exc()
        condition, message = condition_and_message(error)
        if not CANCELLED.is_set():
            function = program and program.fault(error)
            say("failed", function=function, condition=condition, message=message)
    if CANCELLED.is_set():
        say("cancelled")
    for spark in SESSIONS:
        try:
            remove(spark, sent)
            spark.stop()
        except Exception:
            traceback.print_exc()
    end()


main()
