# The help of a kind, with its example.

about-kind = About this kind of node
about-example = Example
about-computing = Computing the example…
about-add = Add to canvas
about-add-hint = Adds the nodes of the example to the canvas
about-setting = { $setting }:{" "}
about-table = { $name }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $columns ->
    [one] 1 column
   *[other] { $columns } columns
}
undo-add-example = Add example
