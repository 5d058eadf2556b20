# The start page and the samples.

sample-late-carriers = Late carriers
sample-late-carriers-about = Filter, join, group and sort 336,776 flights
sample-weather = Weather and delays
sample-weather-about = Join on several keys, compute columns, pivot
sample-fleet = Fleet age
sample-fleet-about = Left join with its unmatched rows, distinct, union
start-about = Connect tables and see every step
start-back = Back to the project
start-samples = Samples
start-no-samples = The samples are not installed
start-recent = Recent
recovery-discard = Discard
recovery-discard-about = Delete these changes permanently
suspect-open = Open { $name } again
suspect-computing = Tablewire closed unexpectedly while computing { $what }
started-safely = Tablewire started safely: no project was opened. The projects that were open are listed here
suspect-about = Tablewire closed unexpectedly while opening this project
unsaved-project = an unsaved project
recovery-about = { $changes ->
    [one] 1 unsaved change
   *[other] { $changes } unsaved changes
}, { $nodes }, { $when }. { $differences }
start-forget = Remove { $name } from this list
discard-question = Discard the changes to { $name }?
discard-about = They are not saved anywhere else.
discard-keep = Keep
recovery-recover = Recover { $name }
between-sentences = ;{" "}
