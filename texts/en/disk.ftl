# Changes to the project's file on disk while the project is open.

disk-reloaded = { $file } changed on disk and was reloaded: { $changes }
disk-changed-both = { $file } changed on disk, and there are unsaved changes here
disk-is-back = { $file } on disk is back to its earlier version
disk-gone = { $file } was deleted from disk. The open project stays; save to write it again
disk-broken = { $file } on disk can no longer be read: { $why }. The open project stays
disk-changes-again = { $file } is being changed on disk. Nothing was written. Try again
disk-elsewhere = { $file } is also open in { $count ->
    [one] another window
   *[other] { $count } other windows
}
disk-alone = { $file } is no longer open in another window
disk-mine-kept = Kept your version. Save to overwrite the version on disk
disk-theirs-taken = Loaded the version of { $file } on disk. Undo to get yours back
disk-merged = Merged both versions of { $file }. Save to write the result
step-reload = Reload from disk
step-take-theirs = Use the version on disk
step-merge = Merge with the version on disk

disk-note-changed = Changed on disk, with unsaved changes here
disk-note-broken = The file on disk can no longer be read
disk-note-gone = The file was deleted from disk
disk-compare = Compare…
disk-options = Options…
disk-badge = { $count ->
    [one] Open in another window
   *[other] Open in { $count } other windows
}
disk-badge-about = Changes saved there are loaded here; if there are unsaved changes here, you are asked first

disk-title = { $file } changed on disk
disk-about = There are unsaved changes here too. Nothing is written until you save, and a single undo reverts your choice.
disk-column-what = Setting
disk-column-base = Before
disk-column-mine = Here
disk-column-theirs = On disk
disk-mine-of = { $what }, here: { $value }
disk-theirs-of = { $what }, on disk: { $value }
disk-none = none
disk-without-text = no text
disk-no-clash = The changes do not conflict: both can be kept.
disk-clashes = { $count ->
    [one] 1 setting was changed both here and on disk. Merging keeps the selected value.
   *[other] { $count } settings were changed both here and on disk. Merging keeps the selected values.
}
disk-only-layout = The versions differ only in layout.
disk-merge = Merge
disk-keep-mine = Keep mine
disk-take-theirs = Use theirs
disk-later = Later
disk-aspect-node = node
disk-aspect-settings = settings
disk-aspect-wire = input
disk-aspect-wire-port = input { $port }
disk-aspect-comment = comment
disk-aspect-colour = colour
disk-aspect-frame = Frame
disk-aspect-note = Note
disk-aspect-places = Node positions
disk-moved = { $count ->
    [one] 1 moved
   *[other] { $count } moved
}

disk-broken-title = { $file } on disk is no longer a project
disk-broken-about = { $why }. The open project stays as it is. Overwriting the file discards its current content.
disk-write-over = Overwrite

broken-title = Cannot open { $file }
broken-conflict = Version control could not merge the changes of two people. Keep one version of each conflict and remove the lines with <<<<<<<, ======= and >>>>>>>, or use one of the two versions.
broken-last-run = Open the project as of run { $run }
broken-last-run-about = A copy was kept with the last run. The file stays unchanged until you save
broken-last-run-opened = This is the project as of run { $run }. It is not saved
broken-last-run-unknown = The project as of run { $run } is no longer available
broken-again = Open again
broken-again-about = After the file is repaired
broken-edit = Open in text editor
broken-edit-about = To repair it by hand
broken-opened = Opened { $file } in the text editor
broken-not-opened = Cannot open { $file } in the text editor: { $error }
broken-forget = Remove from recent projects
broken-forget-about = The file itself is kept
broken-leave = Start page
broken-leave-about = Leaves the file as it is
