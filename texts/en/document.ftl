edit-no-node = This node does not exist
edit-node-exists = This node already exists
edit-wired = The node still has wires
edit-name-taken = There is already a node "{ $name }". Choose another name
edit-bad-name = "{ $name }" is not a valid name. Use lower-case letters, digits and _, not starting with a digit
edit-no-wire = This wire does not exist
edit-wire-exists = This wire already exists
edit-self-wire = A node cannot be connected to itself
edit-cycle = This wire would create a cycle. A table cannot depend on itself

# Reading a project.
read-syntax = line { $line }, column { $column }: { $error }
read-newer = The project has format { $found }, but this version reads up to format { $known }. Open it with a newer version of Tablewire
read-empty = The file is empty
read-conflict = The file contains merge conflicts: line { $line } starts { $count ->
    [one] a conflict
   *[other] the first of { $count } conflicts
}
read-node-name = The node name "{ $name }" is not in lower snake case
read-as = It is read as "{ $name }"
read-two-nodes = Two nodes are named "{ $name }"
read-second-as = The second is read as "{ $name }"
read-two-parameters = Two parameters are named "{ $name }"
read-two-connections = Two connections are named "{ $name }"
read-last-counts = The last one is used
read-wire-twice = The wire from "{ $from }" to "{ $to }" is listed twice
read-one-kept = One of them is kept
read-wire-nowhere = The wire from "{ $from }" to "{ $to }" refers to a missing node "{ $node }"
read-correct-wire = Correct the wire or remove it
