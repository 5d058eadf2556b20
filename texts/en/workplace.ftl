below-table = Table
below-runs = Runs
below-problems = Problems
widths-unread-kept = The remembered column widths could not be read and begin anew; the old text is in { $file } of the state folder
widths-unread = The remembered column widths in { $file } of the state folder could not be read and begin anew
