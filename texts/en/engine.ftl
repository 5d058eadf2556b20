
# Wires.
wire-no-input = A wire from "{ $name }" ends here, but this node takes no table
wire-unknown-input = A wire from "{ $name }" ends at "{ $port }", which is no input of this node
wire-no-output = A wire comes from "{ $name }", which gives no table
wire-unknown-output = A wire comes from "{ $name }.{ $port }", but "{ $name }" has no such output
wire-carries-other = "{ $name }" gives { $gives }, but "{ $port }" takes { $takes }
wire-too-many = { $count } tables are connected to "{ $port }", which takes one
wire-remove-or-union = Remove wires, or put a union before it
wire-remove = Remove the wire
wire-remove-this = Remove this wire
wire-remove-one = Remove one of these wires
wire-correct = Correct or remove the wire
wire-no-node = A wire comes from "{ $name }", but there is no such node
node-circle = The node depends on itself: { $way }

# Plans.
node-disabled = "{ $name }" is disabled
node-enable = Enable it, or bypass it to pass its table on
node-bypassed-empty = It is bypassed, and no table arrives that could go on
node-end-bypass = Connect a table, or end the bypass
node-too-few-tables = The node gave { $given } of { $wanted } tables
defect-report = This is a defect of Tablewire. Please report it
no-more-threads = The system gives no more threads
no-more-threads-remedy = Raise the limits of the process (ulimit), or end other programs
defect-panicked = Panicked: { $error }
defect-no-reason = no reason given
defect-change-or-report = This is a defect of Tablewire. Change the settings, or report it
node-columns-unknown = The columns are not known
node-run-project = Run the project
parameter-none-to-set = There is no parameter "{ $name }" to set
project-no-parameters = The project has no parameters

# Tables.
compare-not-in-both = The column "{ $name }" is not in both tables
compare-choose-keys = Choose other key columns
stopped = Stopped
node-no-table = The node has no such table
rows-not-counted = The rows cannot be counted

# Runs.
run-nothing-depends = No node that writes depends on it
run-nothing-written = No node of the project writes anything
run-add-sink = Add one, such as write_csv
run-all-disabled = Every node that writes is disabled, or depends on one that is
run-enable = Enable one
no-node = There is no node "{ $name }"
project-no-nodes = The project has no nodes
run-reads-what-it-writes = { $path } is what the node "{ $name }" reads
run-write-elsewhere = Write to another file
run-written-twice = The node "{ $name }" writes to { $path } as well
run-differs-by-case = { $path } differs only by capitals from what the node "{ $name }" writes: Windows and macOS take them for one file
run-impossible = The project cannot run
run-no-thread = No thread can be started: { $error }
run-close-programs = Close other programs and try again
run-no-result = The run ended without a result
run-not-found = The program does not find itself: { $error }
run-start-again = Start it again
run-not-started = The run cannot be started: { $error }
run-close-or-restart = Close other programs or start Tablewire again
run-lost = The run was lost
run-again = Run again
run-no-memory = The run ended because memory ran out
run-killed = The run was killed by the system, most likely because memory ran out
run-use-less = Close other programs, or read and keep less at once
run-crashed = The run crashed with signal { $signal }
run-again-or-report = Run again; if it happens again, report it with the project
run-ended-early = The run ended before its time: { $words }
compare-no-earlier = There is no earlier table
compare-change-first = Change something first
compare-other-failed = The other table cannot be computed
compare-this-failed = This table cannot be computed
no-run = There is no run { $run }
no-run-list = See tablewire runs
file-size-and-time = { $size } of { $time }

# A node whose source is being asked for its state; it goes on by itself.
source-is-asked = { $address } has not answered yet
run-writes-project = { $path } is the project itself
run-input-changed = { $path } changed while it was read: the outputs may hold parts of both states
run-when-at-rest = Run again when nobody writes it
