# Runs: how a node runs, the Runs panel.

step-running = Change how { $name } runs
run-retrying = { $why }. Retrying in { $wait } ({ $number } of { $of })
run-looking-for-cause = The run failed. Looking for the node that caused it
run-cause-among = One of { $names } failed. Preview each to find out which
run-skipped = The run continues without { $nodes }
run-with-failures = { $run } finished with failures in { $seconds } s: { $written }, without { $lost }
running-retries = { $count ->
    [one] 1 retry
    [2] 2 retries
   *[other] { $count } retries
}
running-limit = { $seconds } s at most
running-skip = skipped if it fails
running-more = { $list }, { $item }
running-words = { CAPITAL($words) }
run-too-slow = It exceeded its time limit of { $seconds } s
run-raise-limit = Raise the limit under "Running", or process less data

# The Runs panel.
runs-title = Runs
runs-succeeded = succeeded
runs-with-failures = with failures
runs-failed = failed
runs-cancelled = cancelled
runs-rolled-back-word = rolled back
runs-rolling-back = Rolling back to the outputs of run { $run }…
runs-running = running
runs-interrupted = interrupted
runs-empty = No runs yet
runs-empty-hint = A run writes all outputs together and is listed here
runs-unreadable = Cannot read the run history
runs-number = Run { $run }
runs-at-most = up to { $memory }

runs-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
runs-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
runs-open-log = Open log
runs-open-log-about = Opens the log of the run in your text editor
runs-put-back-ask = Roll back outputs…
runs-put-back-about = Replaces all outputs with those of this run, or none
runs-not-kept = This run kept no versions of its outputs. Choose how many versions later runs keep
runs-put-back = Roll back
runs-keep-as-is = Cancel
runs-roll-back-question = Roll back to the outputs of run { $run }?
runs-roll-back-version-question = Roll back to the outputs of { $time }?
runs-roll-back-first-question = Roll back to the files from before the first run?
runs-roll-back-previous-question = Roll back to the outputs of the previous run?
runs-roll-back-about = All files that the run wrote are replaced with its versions. The project stays unchanged.
runs-rolled-back = Rolled back { $count ->
    [one] 1 file
   *[other] { $count } files
} to run { $run }
runs-rolled-back-files = Rolled back { $count ->
    [one] 1 file
   *[other] { $count } files
}
runs-rolling-back-files = Rolling back…
runs-stand-again = The outputs of run { $run } are restored
runs-first-stand-again = The files from before the first run are restored
runs-none-kept = No run has kept its outputs. Choose in the Runs panel how many versions to keep
runs-log-opened = Opened { $path }
runs-log-not-opened = Cannot open { $path }: { $error }
runs-no-log = Run { $run } has no log
runs-versions = Versions kept
runs-versions-none = Keep no versions
runs-versions-some = { $count ->
    [one] Keep 1 version
   *[other] Keep { $count } versions
}
runs-other-versions = Other versions
runs-other-versions-about = Outputs that stand beside the files, but were kept by somebody else, or by runs that are not listed
runs-version-of = { $time }, { $files }, by user { $user } on { $host }
runs-version-at = { $time }, { $files }
runs-first-version = The files from before the first run
runs-changed-since = Changed since run { $run }, the last successful run
runs-unchanged-since = No changes since run { $run }, the last successful run
runs-unknown-since = The changes since run { $run } are unknown: an older version of Tablewire kept no copy of the project
runs-no-good = There is no earlier successful run
runs-work = Node activity
runs-no-work = Node activity was not recorded
runs-bar = { $node }, { $rows }, from { $from } to { $to }
runs-prepared = preparing: reading file information or computing in advance
runs-flowed = processing rows
runs-held = The run used up to { $memory } in this time
runs-change-new = new
runs-change-gone = removed
runs-change-name = name
runs-change-kind = kind
runs-change-state = state
runs-change-connection = connection { $name }
runs-change-running = running
runs-change-wire = wire
runs-begins = Starting the run
runs-part-of = { $part } of { $of }

# Names of runs.
run-first = First run
run-same = Same project and data
run-same-project = Same project
run-changed-data = Same project, changed data: { $files }
run-other-project = Changed project
run-wired = Changed wires into { $node }
run-and-more = { $count ->
    [one] { $what }, and 1 more change
   *[other] { $what }, and { $count } more changes
}
