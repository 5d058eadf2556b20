# Runs: what nodes say about their running, the panel of runs.

step-running = Change how { $name } runs
run-retrying = { $why }. Trying again in { $wait } ({ $number } of { $of })
run-looking-for-cause = The run failed. Looking for the node that failed
run-cause-among = It failed in one of { $names }: preview each to see which
run-skipped = The run goes on without { $nodes }
run-with-failures = { $run } finished with failures in { $seconds } s: { $written }, without { $lost }
running-retries = { $count ->
    [one] tried again once
    [2] tried again twice
   *[other] tried again { $count } times
}
running-limit = { $seconds } s at most
running-skip = the run goes on without it
running-more = { $list }, { $item }
running-words = { CAPITAL($words) }
run-too-slow = It takes longer than its time limit of { $seconds } s
run-raise-limit = Raise the limit under Running, or give it less to do

# The panel of runs.
runs-title = Runs
runs-succeeded = succeeded
runs-with-failures = with failures
runs-failed = failed
runs-cancelled = cancelled
runs-rolled-back-word = put back
runs-rolling-back = Putting the outputs of run { $run } back …
runs-running = running
runs-interrupted = interrupted
runs-empty = No runs yet
runs-empty-hint = A run writes all outputs together. Each one is noted here
runs-unreadable = The history of runs cannot be read
runs-number = Run { $run }
runs-at-most = { $memory } at most

runs-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
runs-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
runs-open-log = Open log
runs-open-log-about = The log of the run, line by line, in your text editor
runs-put-back-ask = Put outputs back…
runs-put-back-about = Replaces the outputs by those of this run, all or none
runs-not-kept = Versions of the outputs are not kept from this run. Choose how many further runs keep
runs-put-back = Put back
runs-keep-as-is = Cancel
runs-roll-back-question = Put the outputs of run { $run } back?
runs-roll-back-about = All files that the run wrote are replaced by its versions of them. The project stays as it is.
runs-rolled-back = { $count ->
    [one] 1 file as of run { $run }
   *[other] { $count } files as of run { $run }
}
runs-stand-again = The outputs of run { $run } stand again
runs-first-stand-again = What stood there before the first run stands again
runs-none-kept = No run has kept its outputs. Choose in the panel of runs how many versions to keep
runs-log-opened = Opened { $path }
runs-log-not-opened = Nothing opens { $path }: { $error }
runs-no-log = Run { $run } has no log
runs-versions = Versions kept
runs-versions-none = Keep no versions
runs-versions-some = { $count ->
    [one] Keep 1 version
   *[other] Keep { $count } versions
}
runs-changed-since = Changed since run { $run }, the last good one
runs-unchanged-since = Nothing has changed since run { $run }, the last good one
runs-unknown-since = What changed since run { $run } is not known: an older version kept no project
runs-no-good = No good run was before
runs-work = Nodes at work
runs-no-work = When nodes were at work is not known
runs-bar = { $node }, { $rows }, from { $from } to { $to }
runs-prepared = looked at files or computed beforehand
runs-flowed = rows flowed
runs-held = The run held { $memory } at most meanwhile
runs-change-new = new
runs-change-gone = removed
runs-change-name = name
runs-change-kind = kind
runs-change-state = state
runs-change-running = running
runs-change-wire = wire
runs-begins = The run begins
runs-part-of = { $part } of { $of }

# What runs are called.
run-first = First run
run-same = Same project and data
run-same-project = Same project
run-changed-data = Same project, changed data: { $files }
run-other-project = Changed project
run-wired = Other wires into { $node }
run-and-more = { $count ->
    [one] { $what }, and 1 more change
   *[other] { $what }, and { $count } more changes
}
