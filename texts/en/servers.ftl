# Servers of databases: connecting.
server-unreachable = Cannot reach { $place } of the connection "{ $name }": { $error }
server-silent = { $place } of the connection "{ $name }" did not answer within { $seconds } seconds
server-check-server = Check that the server is running and can be reached from here, then try again
server-no-session = No session with { $place } of the connection "{ $name }": { $error }
server-check-definition = Check the definition of the connection: password, sslmode, certificates
server-login-refused = The server of "{ $name }" refuses the login: { $error }
server-check-login = Check user and password in the definition of the connection
server-no-database = The server of "{ $name }" does not have the database: { $error }
server-check-database = Check the database in the definition of the connection
server-not-accepted = { $place } does not accept the connection: { $error }
server-ask-server = Ask whoever runs the server
server-lost = The connection to { $place } was lost: { $error }
server-newer = Use a newer server
server-other-settings = { $place } does not keep the settings of a session: time zone, encoding, formats of dates
server-wrong-form = { $place } has sent something that its protocol does not have
server-tls-setup = The connection "{ $name }" cannot be encrypted: { $error }
server-certificate-unreadable = There is no certificate or key in PEM form in { $path }
server-check-certificates = Check sslrootcert, sslcert and sslkey in the definition of the connection
server-no-authorities = There are no certificate authorities to check the server of "{ $name }" against
server-name-authorities = Name a file with certificates in sslrootcert

# Reading.
server-ask-rights = Ask for the right to do this, or use another connection
server-would-write = The query would change the database
server-locked = Another program holds a lock: { $error }
server-too-slow = The database needed more than 30 seconds for a preview
server-narrow = Read fewer rows with a query, or run the project: a run has no such limit
server-table-name = "{ $name }" is not the name of a table
server-write-table-name = Write it as table or schema.table, with quotes around a part that contains a dot
server-value-not-bound = The value of a parameter cannot be sent to the database
server-type-not-read = Column "{ $name }" is { $data_type }, which has no fixed form
server-out-of-range = Column "{ $column }", row { $row }: the date is beyond the calendar
server-digits = Column "{ $column }", row { $row }: the number has more digits than { $data_type }
server-other-form = Column "{ $column }", row { $row }: the value does not have the form of its type

# Writing.
server-value-not-held = Column "{ $column }", row { $row }: { $value } does not fit into { $data_type } unchanged
server-correct-row = Correct the value, or leave its row out with a condition
server-row-refused = Row { $row }: { $error }
server-row-refused-at = Column "{ $column }", row { $row }: { $error }
server-rows-lost = The database has taken { $count } of { $sent } rows
server-generated = The database itself computes the column "{ $name }"
server-leave-out = Remove the column first
server-column-required = The table "{ $table }" needs the column "{ $name }", which has no default value
server-add-column = Add the column
server-leads-elsewhere = The connection "{ $name }" no longer leads to { $url }
server-restore-definition = Define it as before, so that the interrupted run can be finished or undone
