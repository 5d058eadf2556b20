# The help of a kind, with its example.

about-kind = About this kind of node
about-example = Example
about-computing = The example is being computed…
about-add = Add to the canvas
about-add-hint = Puts the nodes of the example on the canvas
about-setting = { $setting }:{" "}
about-table = { $name }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $columns ->
    [one] 1 column
   *[other] { $columns } columns
}
undo-add-example = Add example
