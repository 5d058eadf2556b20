# Context menus: columns, canvas, table.

rename-everywhere = Rename everywhere…
find-usages = Find usages…
where-from = Trace to its sources
what-depends = Trace downstream
colour = Colour
no-colour = None
colour-grey = Grey
colour-red = Red
colour-orange = Orange
colour-yellow = Yellow
colour-green = Green
colour-teal = Teal
colour-blue = Blue
colour-purple = Purple
colour-pink = Pink
write = Edit text
remove-frame-only = Delete frame only
remove-with-nodes = Delete frame and its nodes
select-its-nodes = Select its nodes
run-them = Run
select-them = Select nodes
bypass-its-nodes = Bypass its nodes on or off
disable-its-nodes = Disable or enable its nodes
colour-its-nodes = Colour its nodes like the frame
zoom-to-frame = Zoom to frame
