# Kinds of nodes: `kind-ID` is the title, `.about` one line without a full stop, `.help` one or two paragraphs, `.words` search
# terms from other tools in lower case, separated by a comma and a space. Ports: `port-name-NAME`. Groups of the palette.

category-sources = Sources
category-rows = Rows
category-columns = Columns
category-combine = Combine
category-shape = Shape
category-sinks = Sinks

# Ports, by their names in files.

port-name-in = in
port-name-rows = rows
port-name-rejected = rejected
port-name-out = out

# What goes through a port.

carrier-tables = tables
