# The guided first pipeline.

guide-read = Read a file
guide-filter = Keep some of its rows
guide-combine = Join or group
guide-look = Look at the table
guide-save = Save it as CSV
guide-read-hint = Drop a CSV, Excel, JSON or Parquet file on the canvas, or take the sample flights
guide-filter-hint = Double-click Filter in the catalogue, then write a formula on the right, such as dep_delay > 15
guide-combine-hint = Double-click Group by in the catalogue and choose a column to group by, or join a second file
guide-look-hint = Click the new node: the panel below shows its table, exact and whole
guide-save-hint = Double-click Write CSV, choose where to save on the right, and press Run
guide-connect-hint = Drag a wire from the output that is lit to the input that is lit. A table that is not there yet comes first: drop its file on the canvas
guide-title = Your first pipeline
guide-leave = Leave the first pipeline
guide-sample = Take the sample flights
guide-end = That is a whole pipeline. It stays live: change any step
guide-see-samples = See the samples
guide-save-to = It is going to write { $file }
