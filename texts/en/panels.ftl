# Tool bar, catalogue, list of problems, names of the panels.

nothing-fits = No matches
catalogue-how = Drag onto the canvas, or double-click to add after the selected node
no-problems = No problems
fix-in = { $fix } in { $name }
edited = unsaved
edited-about = There are unsaved changes
menu = Menu
pane-tool-bar = Tool bar
pane-start = Start page panel
pane-catalogue = Catalogue panel
pane-canvas = Canvas
pane-inspector = Inspector panel
pane-table = Table panel
pane-problems = Problems panel
pane-runs = Runs panel
pane-history = History panel
language-menu = Language / 语言
menu-edit = Edit
menu-view = View
menu-export = Export
menu-interface = Interface
