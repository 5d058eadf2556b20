# Spark clusters: the user's list, its form and its test; where a project runs.

clusters = Clusters
clusters-about = Spark clusters that projects can run on. They are saved with your preferences on this machine, not in projects
clusters-none = No clusters yet
cluster-add = Add cluster
cluster-remove = Remove
cluster-removed = { $name } was removed
cluster-take-back = Undo
cluster-bring-back = Bring back { $name }
cluster-name = Name
cluster-kind = Connect by
cluster-kind-master = Spark master
cluster-kind-connect = Spark Connect
cluster-address = Address
cluster-address-master = spark://host:7077
cluster-address-connect = sc://host:15002
cluster-python = Python
cluster-python-hint = python3
cluster-path-root = Paths start at
cluster-path-root-hint = the project's folder
cluster-staging = Staging
cluster-staging-hint = hdfs://…, s3a://… or file:///…
cluster-ship = Send more than 1 GB
cluster-ship-about = Tables that only this machine can read are sent to the staging folder. Without this, a run stops before it sends more than 1 GB
cluster-settings = Spark settings
cluster-setting-hint = spark.executor.memory
cluster-setting-value-hint = 4g
cluster-setting-name-of = Name of setting { $number }
cluster-setting-value-of = Value of setting { $number }
cluster-setting-add = Add setting
cluster-setting-drop = Remove setting { $number }
cluster-exists = There is already a cluster "{ $name }"
cluster-needs-name = A cluster needs a name
cluster-no-address = No address yet
cluster-bad-address = "{ $address }" is not a valid address
cluster-write-master = Write spark://host:7077, yarn, k8s://host:6443 or local[4]
cluster-write-server = Write sc://host:15002
cluster-is-server = "{ $address }" is a server of Spark Connect
cluster-is-master = "{ $address }" is a Spark master
cluster-choose-connect = Choose Spark Connect
cluster-choose-master = Choose Spark master
cluster-setting-unnamed = The setting has no name
cluster-setting-name = Write a name such as spark.executor.memory
cluster-setting-odd = "{ $name }" is not the name of a setting
cluster-setting-twice = "{ $name }" is set twice
cluster-setting-remove = Remove one of the two
cluster-setting-is-address = "{ $name }" is the address of the cluster
cluster-fill-address = Write it under Address
cluster-no-url = "{ $url }" is not a URL
cluster-write-url = Write hdfs://…, s3a://… or file:///…
cluster-test = Test
cluster-test-about = Starts a Spark session on the cluster and ends it again
cluster-stop-test = Cancel
cluster-testing = Starting a Spark session…
cluster-silent = { $address } has not answered yet. Check that Spark runs there, or keep waiting
cluster-found = Spark { $version }
cluster-found-none = Spark { $version }, but the cluster gave no executor. Check that it has workers with free cores
cluster-found-executors = Spark { $version }, { $count ->
    [one] 1 executor
   *[other] { $count } executors
}

# Where the project runs.
this-machine = This machine
run-place = Run on
run-place-which = Where to run
run-place-now = current
run-place-clusters = Set up clusters…
runs-on-cluster = The project now runs on { $name }
runs-on-this-machine = The project now runs on this machine
run-place-is = Runs on { $place }
run-place-cluster = Runs go to { $name } ({ $address })
run-place-here = Runs go to this machine. Choose a Spark cluster instead
run-cluster-unready = { $name } is not set up: { UNCAPITAL($problem) }
runs-on = on { $place }
gap-on-spark = On Spark: { $problem }
runs-rows-of-nodes = Rows counted on the cluster
run-on-place = { $run } on { $place }
run-rows-not-counted = rows not counted
running-on = Running on { $place }…

# The project as a program.
save-program = Export PySpark program
python-files = Python programs
program-written = Wrote { $file }
program-written-ships = Wrote { $file }. Spark does not read every source itself: give these rows as Parquet with { $options }
program-option = { $option } ({ $node })
program-gaps = Not exported as a program. { $gaps }
program-gaps-and-more = Not exported as a program. { $gaps }, and { $count ->
    [one] 1 more
   *[other] { $count } more
}
program-gap-more = { $list }; { $item }
cancelling = Cancelling…
