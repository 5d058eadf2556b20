# The guided first pipeline.

guide-read = Read a file
guide-filter = Keep some rows
guide-combine = Join or group
guide-look = Look at the table
guide-save = Save it as CSV
guide-read-hint = Drop a CSV, Excel, JSON or Parquet file on the canvas, or use the sample flights
guide-filter-hint = Double-click Filter in the catalogue, then write a formula on the right, such as dep_delay > 15
guide-combine-hint = Double-click Group by in the catalogue and choose a column to group by, or join a second file
guide-look-hint = Click the new node. The panel below shows its full, exact table
guide-save-hint = Double-click Write CSV, choose a file on the right, then press Run
guide-connect-hint = Drag a wire from the highlighted output to the highlighted input. If the other table is not there yet, drop its file on the canvas first
guide-title = Your first pipeline
guide-leave = Leave the guide
guide-sample = Use the sample flights
guide-end = Your pipeline is complete. It stays live: change any step
guide-see-samples = View samples
guide-save-to = Will write to { $file }
