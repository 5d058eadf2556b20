# Sources that are no files.
scan-other-columns = The source gave other columns than were asked of it
scan-cannot-stage = The rows that were read cannot be put aside: { $error }
