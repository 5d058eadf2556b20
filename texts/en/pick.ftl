# Choosing several columns at once.

pick-search = Search columns
pick-search-hint = Letters of the name, a pattern such as *delay*, or a regular expression such as /^dep_/
pick-numbers = Numbers
pick-texts = Texts
pick-times = Dates and times
pick-flags = True or false
pick-others = Others
pick-no-table = No table arrives yet
pick-nothing = No column is called so
pick-wrong = Not a regular expression: { $problem }
pick-use = Use "{ $name }"
pick-count = { $chosen } of { $all } chosen
pick-take-all = Add { $count }
pick-drop-all = Remove { $count }
pick-take-hint = All that are listed (Shift+Enter)
pick-turn = Invert
pick-turn-hint = Those that are listed: in if out, out if in (Ctrl+I)
pick-several = Choose…
pick-several-of = Choose { $name }
