# Connections of the machine, and their databases.
connections-machine-about = Nodes name a connection instead of a server. Connections are kept on this machine, never in a project
connections-machine-none = No connections yet. Add one to read and write the tables of a database
connections-open = Manage connections
connections-save-first = This connection is not saved yet. Save or discard it first
connection-name = Name
driver-sqlite = SQLite
driver-postgres = PostgreSQL
driver-mysql = MySQL, MariaDB
driver-duckdb = DuckDB
driver-adbc = ADBC
connection-library = Library
connection-entrypoint = Entry point
connection-uri = URI
connection-username = User
connection-sslmode = Encryption
connection-sslrootcert = CA file
connection-sslcert = Certificate
connection-sslkey = Key
connection-path-hint = shop.sqlite
connection-duckdb-path-hint = shop.duckdb
connection-library-hint = Full path of the driver
connection-duckdb-library-hint = As TABLEWIRE_DUCKDB says
connection-entrypoint-hint = By the name of the library
connection-host-hint = db.example.com
connection-database-hint = As the user
connection-sslrootcert-hint = Those of the system
connection-password = Password
connection-password-variable = Variable
connection-password-file = File
connection-password-typed = Saved here
connection-password-none = None
connection-password-keyring = Keyring
connection-password-encrypted = Encrypted
connection-password-in-keyring = Kept in the keyring of the system
connection-password-in-encrypted = Kept in the encrypted file of secrets
connection-password-gone = It is kept neither in the keyring nor in the encrypted file. Type it again
connection-password-as-secret = Kept in the keyring or in the encrypted file
connection-password-stored = Saved as plain text in a file that only you can read
connection-password-file-hint = password.txt
connection-variable-hint = DB_PASSWORD
connection-no-variable = The variable that holds the password has no name yet
connection-no-password-file = The file that holds the password has no name yet
connection-password-as-reference = A password that begins with env:, file: or secret: would be understood as a reference
connection-password-in-file = Write it to a file, and name the file
connection-needs-name = A connection needs a name
connection-other-name = Choose another name
connection-of-environment = "{ $name }" is defined by { $variable } in the environment
connection-secret-left = The old password is still kept as the secret "{ $secret }": { $reason }
connection-remove-secret = Remove it with: tablewire secrets remove { $secret }
connection-not-saved = Not saved
connection-save = Save
connection-save-of = Save { $name }
connection-discard = Discard
connection-forget = Forget
connection-forgotten = { $name } was forgotten
connection-take-back = Undo
connection-bring-back = Bring back { $name }
connection-from-environment = Environment
connection-from-machine = This machine
connection-from-project = Project
connection-defined-by = Defined by
connection-leads-to = Leads to
connection-change-variable = Change it in the variable { $variable } of the environment
connection-change-project = The project defines it. A connection of the same name on this machine takes precedence
connection-change-by-hand = Its definition is a reference, or cannot be understood. Change it in the connections file
connection-edit-in-project = Edit in the project
connection-browse = Browse tables
connection-test = Test
connection-test-about = Logs in and shows the version, the response time and what can be read
connection-stop-test = Stop test
connection-testing = Connecting
connection-answers-in = { $milliseconds } ms
connection-answers-at-once = Under 1 ms
connection-is-encrypted = encrypted
connection-is-not-encrypted = not encrypted
connection-reads = { $tables ->
    [0] no tables to read
    [one] 1 table to read
   *[other] { $tables } tables to read
}
connection-reads-in-schemas = { $tables ->
    [0] no tables to read
    [one] 1 table to read
   *[other] { $tables } tables to read
} in { $schemas ->
    [one] 1 schema
   *[other] { $schemas } schemas
}
connection-file-comment = { $path }, line { $line }: a comment would be lost if the file was written
connection-file-twice = { $path } defines something of "{ $name }" twice, and one would be lost if the file was written
connection-file-by-hand = Change the file by hand, or remove this first
connection-file-changed = { $path } was changed by another program meanwhile
connection-file-look-again = Look at it and try again
project-connections = Connections of the project
catalogue-shows = Panel
catalogue-nodes = Nodes
catalogue-databases = Databases
search-tables = Search tables
databases-none = No connections yet
databases-none-hint = Add a connection to browse the tables of a database
database-look-again = List the tables of { $name } again
database-not-asked = Not listed yet
database-asking = Listing
database-no-tables-here = No tables to read
database-too-many-tables = Only the first 10,000 are listed
database-table = table
database-view = view
database-tables = { $count ->
    [one] { $count } table
   *[other] { $count } tables
}
database-about-rows = about { $rows } rows
database-table-how = Drag it onto the canvas, double-click it or press Enter
