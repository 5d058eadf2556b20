# Menus of the pointer: columns, canvas, table.

rename-everywhere = Rename everywhere…
find-usages = Find usages…
where-from = Where it comes from
what-depends = What depends on it
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
write = Write
remove-frame-only = Remove frame only
remove-with-nodes = Remove with its nodes
select-its-nodes = Select its nodes
run-them = Run
select-them = Select nodes
bypass-its-nodes = Bypass or use its nodes
disable-its-nodes = Disable or enable its nodes
colour-its-nodes = Colour its nodes as the frame
zoom-to-frame = Zoom to frame
