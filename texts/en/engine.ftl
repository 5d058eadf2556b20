
# Wires.
wire-no-input = A wire from "{ $name }" ends here, but this node has no inputs
wire-unknown-input = A wire from "{ $name }" ends at "{ $port }", but this node has no such input
wire-no-output = A wire comes from "{ $name }", but that node has no outputs
wire-unknown-output = A wire comes from "{ $name }.{ $port }", but "{ $name }" has no such output
wire-carries-other = "{ $name }" produces { $gives }, but "{ $port }" accepts { $takes }
wire-too-many = { $count } wires end at "{ $port }", which accepts only one
wire-remove-or-union = Remove wires, or combine the tables in a Union node first
wire-remove = Remove the wire
wire-remove-this = Remove this wire
wire-remove-one = Remove one of these wires
wire-correct = Correct or remove the wire
wire-no-node = A wire comes from "{ $name }", but there is no such node
node-circle = The node depends on itself: { $way }

# Plans.
node-disabled = "{ $name }" is disabled
node-enable = Enable it, or bypass it to pass its input on
node-bypassed-empty = It is bypassed, but has no input table to pass on
node-end-bypass = Connect a table, or end the bypass
node-too-few-tables = The node produced { $given } of { $wanted } tables
defect-report = This is a bug in Tablewire. Please report it
defect-panicked = Internal error: { $error }
no-more-files = The system cannot open more files
no-more-threads = The system cannot create more threads
no-more-threads-remedy = Raise the limits of the process (ulimit), or close other programs
defect-no-reason = no reason given
defect-change-or-report = This is a bug in Tablewire. Change the settings, or report it
node-columns-unknown = The columns are unknown
node-run-project = Run the project
parameter-none-to-set = There is no parameter "{ $name }" to set
project-no-parameters = The project has no parameters

# Tables.
compare-not-in-both = The column "{ $name }" is not in both tables
compare-choose-keys = Choose other key columns
stopped = Cancelled
node-no-table = The node has no such table
rows-not-counted = The rows cannot be counted

# Runs.
run-nothing-depends = No sink depends on it
run-nothing-written = The project has no sinks
run-add-sink = Add one, such as write_csv
run-all-disabled = All sinks are disabled, or depend on a disabled node
run-enable = Enable one
no-node = There is no node "{ $name }"
project-no-nodes = The project has no nodes
run-reads-what-it-writes = { $path } is also read by the node "{ $name }"
run-write-elsewhere = Write to another file
run-written-twice = { $path } is also written by the node "{ $name }"
run-differs-by-case = { $path } and the output of the node "{ $name }" differ only in case: on Windows and macOS they are the same file
run-impossible = The project cannot run
run-no-thread = Cannot start a thread: { $error }
run-close-programs = Close other programs and try again
run-no-result = The run ended without a result
run-not-found = Cannot find the Tablewire program: { $error }
run-start-again = Restart Tablewire
run-not-started = Cannot start the run: { $error }
run-close-or-restart = Close other programs, or restart Tablewire
run-lost = The run was lost
run-again = Run again
run-use-less = Close other programs, or process less data at once
run-again-or-report = Run again; if it happens again, report it with the project
run-ended-early = The run ended unexpectedly: { $words }
compare-no-earlier = There is no earlier version of the table
compare-change-first = Make a change first
compare-other-failed = The other table cannot be computed
compare-this-failed = This table cannot be computed
no-run = There is no run { $run }
no-run-list = See tablewire runs
file-size-and-time = { $size }, { $time }

# A node waits for the state of its source, then continues by itself.
source-is-asked = Waiting for { $address } to respond

# The engine process.
engine-ended = The engine stopped unexpectedly: { $why }
engine-ended-here = Computing this node stopped the engine: { $why }
engine-ended-here-remedy = Change a setting or an input, or try again
engine-started-again = It was restarted
engine-started-without = It was restarted; this node is no longer computed
engine-not-started = Cannot start the engine, so no tables are computed: { $error }
engine-not-started-remedy = Close other programs, or restart Tablewire
engine-not-sent = The table cannot be shown: it has a type that cannot be transferred
engine-not-sent-remedy = Drop columns with unusual types
engine-why-bus = a file was truncated or overwritten while it was being read (SIGBUS)
engine-why-memory = memory ran out, and the system killed it
engine-why-too-large = it exceeded the memory limit of previews
engine-why-allocation = a memory allocation failed
engine-why-stack = something is nested too deeply for its stack
engine-why-killed = it was killed from outside (SIGKILL)
engine-why-abort = it aborted (SIGABRT)
engine-why-fault = it accessed invalid memory (SIGSEGV)
engine-why-signal = it received signal { $signal }
engine-why-code = it exited with code { $code }
engine-why-unknown = the reason is unknown
process-ended = The program ended unexpectedly: { $why }
process-at-work = { $message }. { $nodes } were being computed
process-why-killed = it was killed from outside, or by the system because memory ran out (SIGKILL)
memory-of-preview-exceeded = The preview exceeds its memory limit
memory-of-preview-exceeded-remedy = Filter rows or drop columns before this node, or close other programs and try again; runs are not affected
memory-of-preview-exceeded-by = The preview exceeds its memory limit because of "{ $node }": { $rows }
join-explodes = { $keys ->
    [one] { $keys } key value
   *[other] { $keys } key values
} on { $left } × { $right } rows: { $rows } rows
join-explodes-remedy = Join on more columns, or make the keys unique on one side
fix-try-again = Try again
fix-catalog-columns = Ask Spark for the columns
run-writes-project = { $path } is the project itself
run-input-changed = { $path } changed while it was read: the outputs may hold parts of both states
run-when-at-rest = Run again when nobody writes it

# Runs on Spark.
spark-unreachable = { $address } cannot be reached: { $error }
spark-unreachable-remedy = Start the cluster, or check the address
spark-silent = { $address } has accepted a connection, but has not answered within { $seconds } s
spark-silent-remedy = Check that Spark runs there, and that no other program has taken the port
spark-no-python = "{ $python }" cannot be started: { $error }
spark-no-python-remedy = Choose a Python that has PySpark (--python), or set TABLEWIRE_SPARK_PYTHON
spark-no-pyspark = { $python } has no PySpark
spark-no-pyspark-remedy = Install it with "{ $python } -m pip install pyspark", or choose another Python (--python)
spark-bad-pyspark = { $python } cannot load PySpark: { $error }
spark-no-connect = { $python } cannot use Spark Connect: { $error }
spark-no-connect-remedy = Install what is missing with "{ $python } -m pip install pyspark[connect]", or connect by a master (--master)
spark-no-java = There is no Java on this machine
spark-no-java-remedy = Install Java 17 and set JAVA_HOME, or use a server of Spark Connect (--remote)
spark-old-java = Java { $version } is too old for Spark, which needs Java { $needed }
spark-python-differs = The cluster has another version of Python: { $message }
spark-python-differs-remedy = Set spark.pyspark.python to the path of the cluster's Python (--conf)
spark-failed = Spark failed with { $condition }: { $message }
spark-failed-unnamed = Spark failed: { $message }
spark-see-log = See { $path }
spark-ended = The process that talks to Spark has ended without an answer
spark-no-answer = Spark has not answered within { $seconds } s
spark-starting = Spark has not started after { $seconds } s; it is still being waited for
spark-waiting = The cluster has given no executor after { $seconds } s; it is still being waited for
spark-keeps-no-versions = Versions of outputs are not kept on Spark
spark-has-own-memory = The memory limit does not apply on Spark: set spark.executor.memory
spark-no-time-limit = Time limits of nodes do not apply on Spark
spark-no-folder = A folder for the run cannot be made: { $error }
spark-no-folder-remedy = Make the state folder writable, or set TABLEWIRE_STATE
spark-ships = { $size } are computed here and sent to { $address }
spark-ships-much = { $size } would have to be computed here and sent to the cluster
spark-fetches-much = { $size } would have to be fetched from the cluster and written here
spark-fetches-much-remedy = Write CSV or Parquet, which Spark writes itself, or allow it (--ship)
spark-ships-much-remedy = Put the data where the cluster reads it, or allow it (--ship)
spark-no-staging = Only this machine can read this source, and there is no folder that it shares with the cluster
spark-no-staging-remedy = Name one as staging (--staging), such as hdfs://name/tmp
input-changed = { $path } changed while it was read
