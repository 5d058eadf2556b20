# Runs: what nodes say about their running, the panel of runs.

step-running = Change how { $name } runs
run-retrying = { $why }. Trying again in { $wait } ({ $number } of { $of })
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
