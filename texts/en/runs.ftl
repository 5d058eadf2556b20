# Runs: what nodes say about their running, the panel of runs.

step-running = Change how { $name } runs
