# The start page and the samples.

sample-late-carriers = Late carriers
sample-late-carriers-about = Filter, join, group and sort 336,776 flights
sample-weather = Weather and delays
sample-weather-about = Join on several keys, derive columns, pivot
sample-fleet = Age of the fleet
sample-fleet-about = A left join with its unmatched rows, distinct, union
start-about = Wire tables together and see every step
start-back = Back to the project
start-samples = Samples
start-no-samples = The samples are not installed beside the program
start-recent = Recent
recovery-discard = Discard
recovery-discard-about = Forget these changes for good
suspect-open = Open { $name } again
suspect-about = The last start ended while it was opening this project
suspect-computing = The last start ended while computing { $what }
started-safely = Nothing was opened: the projects that were open are listed here
unsaved-project = an unsaved project
recovery-about = { $changes ->
    [one] 1 change
   *[other] { $changes } changes
} not saved, { $nodes }, { $when }. { $differences }
start-forget = Remove { $name } from this list
discard-question = Discard the changes of { $name }?
discard-about = They are kept nowhere else.
discard-keep = Keep
recovery-recover = Recover { $name }
between-sentences = ;{" "}
