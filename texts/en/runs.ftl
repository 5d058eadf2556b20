# Runs: what nodes say about their running, the panel of runs.

step-running = Change how { $name } runs
run-retrying = { $why }. Trying again in { $wait } ({ $number } of { $of })
run-skipped = The run goes on without { $nodes }
run-with-failures = { $run } finished with failures in { $seconds } s: { $written }, without { $lost }
