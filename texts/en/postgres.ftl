# PostgreSQL: connecting.
postgres-unreachable = Cannot reach { $place } of the connection "{ $name }": { $error }
postgres-silent = { $place } of the connection "{ $name }" did not answer within { $seconds } seconds
postgres-check-server = Check that the server is running and can be reached from here, then try again
postgres-no-session = No session with { $place } of the connection "{ $name }": { $error }
postgres-check-definition = Check the definition of the connection: password, sslmode, certificates
postgres-login-refused = The server of "{ $name }" refuses the login: { $error }
postgres-check-login = Check user and password in the definition of the connection
postgres-no-database = The server of "{ $name }" does not have the database: { $error }
postgres-check-database = Check the database in the definition of the connection
postgres-not-accepted = { $place } does not accept the connection: { $error }
postgres-ask-server = Ask whoever runs the server
postgres-lost = The connection to { $place } was lost: { $error }
postgres-too-old = { $place } is older than PostgreSQL 12
postgres-newer = Use a newer server
postgres-other-settings = { $place } does not keep the settings of a session: time zone, encoding, formats of dates
postgres-wrong-form = { $place } has sent rows in another form than PostgreSQL does
postgres-tls-setup = The connection "{ $name }" cannot be encrypted: { $error }
postgres-certificate-unreadable = There is no certificate or key in PEM form in { $path }
postgres-check-certificates = Check sslrootcert, sslcert and sslkey in the definition of the connection
postgres-no-authorities = There are no certificate authorities to check the server of "{ $name }" against
postgres-name-authorities = Name a file with certificates in sslrootcert

# Reading.
postgres-refuses = The database reported an error: { $error }
postgres-ask-rights = Ask for the right to do this, or use another connection
postgres-would-write = The query would change the database
postgres-locked = Another program holds a lock: { $error }
postgres-too-slow = The database needed more than 30 seconds for a preview
postgres-narrow = Read fewer rows with a query, or run the project: a run has no such limit
postgres-table-name = "{ $name }" is not the name of a table
postgres-write-table-name = Write it as table or schema.table, with quotes around a part that contains a dot
postgres-value-not-bound = The value of a parameter cannot be sent to the database
postgres-type-not-read = Column "{ $name }" is { $data_type }, which has no fixed form
postgres-cast-it = Read it in a query as CAST("{ $name }" AS text) AS "{ $name }"
postgres-infinite = Column "{ $column }", row { $row }: infinity is not a date or a time
postgres-out-of-range = Column "{ $column }", row { $row }: the date is beyond the calendar
postgres-not-a-number = Column "{ $column }", row { $row }: NaN and infinity are not decimals
postgres-digits = Column "{ $column }", row { $row }: the number has more digits than { $data_type }
postgres-end-of-day = Column "{ $column }", row { $row }: 24:00:00 is not a time of day
postgres-array-shape = Column "{ $column }", row { $row }: an array of several dimensions, or one that does not begin at 1, is not a list
postgres-other-form = Column "{ $column }", row { $row }: the value does not have the form of its type

# Writing.
postgres-name-long = "{ $name }" has { $bytes } bytes; names in PostgreSQL have at most { $most }
postgres-name-reserved = "{ $name }" cannot be the name of a column in PostgreSQL
postgres-type-not-held = Column "{ $name }" is { $data_type }, which PostgreSQL cannot store unchanged
postgres-value-not-held = Column "{ $column }", row { $row }: { $value } does not fit into { $data_type } unchanged
postgres-row-refused = Row { $row }: { $error }
postgres-row-refused-at = Column "{ $column }", row { $row }: { $error }
postgres-rows-lost = The database has taken { $count } of { $sent } rows
postgres-generated = The database itself computes the column "{ $name }"
postgres-leave-out = Remove the column first
postgres-column-required = The table "{ $table }" needs the column "{ $name }", which has no default value
postgres-add-column = Add the column
postgres-no-schema = There is no schema for the table "{ $name }"
postgres-leads-elsewhere = The connection "{ $name }" no longer leads to { $url }
postgres-restore-definition = Define it as before, so that the interrupted run can be finished or undone
