# Choosing several columns at once.

pick-search = Search columns
pick-search-hint = Letters of the name, a pattern such as *delay*, or a regular expression such as /^dep_/
pick-numbers = Numbers
pick-texts = Text
pick-times = Dates and times
pick-flags = Booleans
pick-others = Other
pick-no-table = No input table yet
pick-nothing = No column has this name
pick-wrong = Invalid regular expression: { $problem }
pick-use = Use "{ $name }"
pick-count = { $chosen } of { $all } selected
pick-take-all = Add { $count }
pick-drop-all = Remove { $count }
pick-take-hint = All listed columns (Shift+Enter)
pick-turn = Invert
pick-turn-hint = Selects the listed columns that are not selected and deselects the others (Ctrl+I)
pick-several = Choose…
pick-several-of = Choose { $name }
