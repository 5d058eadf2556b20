edit-no-node = There is no such node
edit-node-exists = The node is there already
edit-wired = The node still has wires
edit-name-taken = Another node is called "{ $name }". Choose another name
edit-bad-name = "{ $name }" cannot be a name. Use lower-case letters, digits and _, and no digit first
edit-no-wire = There is no such wire
edit-wire-exists = This wire is there already
edit-self-wire = A wire from a node to itself is not possible
edit-cycle = This wire would close a circle. A table cannot depend on itself

# Reading a project.
read-syntax = line { $line }, column { $column }: { $error }
read-newer = The project has format { $found }, this program reads up to format { $known }. Open it with a newer Tablewire
read-empty = It is empty
read-conflict = Two versions are left in it by version control: line { $line } begins { $count ->
    [one] a conflict
   *[other] the first of { $count } conflicts
}
read-node-name = The node name "{ $name }" is not lower snake case
read-as = It is read as "{ $name }"
read-two-nodes = Two nodes are called "{ $name }"
read-second-as = The second is read as "{ $name }"
read-two-parameters = Two parameters are called "{ $name }"
read-last-counts = The last one counts
read-wire-twice = The wire from "{ $from }" to "{ $to }" stands twice
read-one-kept = One of them is kept
read-wire-nowhere = The wire from "{ $from }" to "{ $to }" leads nowhere: there is no node "{ $node }"
read-correct-wire = Correct the wire or remove it
