# The project's file on disk beside the project that is open.

disk-reloaded = { $file } was changed on disk and read again: { $changes }
disk-changed-both = { $file } was changed on disk, and there are unsaved changes here
disk-is-back = { $file } on disk is as it was
disk-gone = { $file } is gone from disk. What is open stays; Save writes it again
disk-broken = { $file } on disk cannot be read any more: { $why }. What is open stays
disk-changes-again = { $file } is being changed on disk. Nothing was written; try again
disk-elsewhere = { $file } is also open in { $count ->
    [one] another window
   *[other] { $count } other windows
}
disk-mine-kept = Yours is kept. Save writes it over the version on disk
disk-theirs-taken = { $file } is as it is on disk. Undo brings yours back
disk-merged = Both versions of { $file } are merged. Save writes the result
step-reload = Read again from disk
step-take-theirs = Take the version on disk
step-merge = Merge with the version on disk

disk-note-changed = Changed on disk, and unsaved here
disk-note-broken = The file on disk cannot be read any more
disk-note-gone = The file is gone from disk
disk-compare = Compare…
disk-options = Options…
disk-badge = { $count ->
    [one] Open in another window
   *[other] Open in { $count } other windows
}
disk-badge-about = What is saved there is taken over here, or asked about where there are unsaved changes

disk-title = { $file } was changed on disk
disk-about = There are unsaved changes here too. Nothing is written before you save, and one undo takes the choice back.
disk-column-what = Setting
disk-column-base = Before
disk-column-mine = Here
disk-column-theirs = On disk
disk-mine-of = { $what }, here: { $value }
disk-theirs-of = { $what }, on disk: { $value }
disk-none = none
disk-no-clash = No change stands against another: both can be kept.
disk-clashes = { $count ->
    [one] 1 setting was changed here and on disk. What is marked is kept when you merge.
   *[other] { $count } settings were changed here and on disk. What is marked is kept when you merge.
}
disk-only-layout = The versions differ in places on the canvas only.
disk-merge = Merge
disk-keep-mine = Keep mine
disk-take-theirs = Take theirs
disk-later = Later
disk-aspect-node = node
disk-aspect-settings = settings
disk-aspect-wire = input
disk-aspect-wire-port = input { $port }
disk-aspect-comment = comment
disk-aspect-colour = colour
disk-aspect-frame = Frame
disk-aspect-note = Note
disk-aspect-places = Places of nodes
disk-moved = { $count ->
    [one] 1 moved
   *[other] { $count } moved
}

disk-broken-title = { $file } on disk is no project any more
disk-broken-about = { $why }. What is open here stays as it is. Writing over the file loses what stands in it now.
disk-write-over = Write over it

broken-title = { $file } cannot be opened
broken-conflict = Two people have changed the project, and version control could not join both. Keep one version of each place and remove the lines with <<<<<<<, ======= and >>>>>>>, or take one of the two versions whole.
broken-last-run = Open the project as it was at run { $run }
broken-last-run-about = Its text was kept with its last run. The file stays as it is until you save
broken-last-run-opened = This is the project as it was at run { $run }. It is not saved
broken-last-run-unknown = The project's text of run { $run } is not known any more
broken-again = Open again
broken-again-about = Once the file is put right
broken-edit = Open with the desktop's editor
broken-edit-about = To put it right by hand
broken-opened = { $file } is opened with the desktop's editor
broken-not-opened = { $file } cannot be opened with the desktop's editor: { $error }
broken-forget = Remove from recent projects
broken-forget-about = The file itself stays
broken-leave = Start page
broken-leave-about = Leave the file as it is
