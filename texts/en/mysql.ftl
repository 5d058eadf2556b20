# MySQL and MariaDB: connecting.
mysql-no-server = { $place } does not answer as a MySQL or MariaDB server
mysql-no-tls = The server of "{ $name }" offers no encryption
mysql-choose-mode = Set up TLS on the server, or choose another sslmode in the definition of the connection
mysql-plain-password = The server of "{ $name }" asks for the password itself ({ $method }), and the connection is not encrypted
mysql-require-tls = Use sslmode REQUIRED or a stricter one in the definition of the connection
mysql-unknown-method = The server of "{ $name }" asks for a login by { $method }, which is not supported
mysql-other-method = Use a user with mysql_native_password or caching_sha2_password
mysql-too-old = { $place } is { $version }; needed is MySQL 5.7, MariaDB 10.3 or newer
mysql-asked-for-file = { $place } has asked for the file { $file } of this machine, which it was not sent
mysql-do-not-trust = Do not trust this server until whoever runs it has explained this

# Reading.
mysql-cast-it = Read it in a query as CAST(`{ $name }` AS char) AS `{ $name }`
mysql-cast-number = Read it in a query as CAST(`{ $name }` AS signed) AS `{ $name }`
mysql-convert-geometry = Read it in a query as ST_AsText(`{ $name }`) AS `{ $name }`
mysql-type-late = Column "{ $name }" is the value of a parameter, whose type the server knows only in the run
mysql-cast-parameter = Read it as text, with CAST(${"{"}name{"}"} AS char), or use it in conditions only
mysql-no-date = Column "{ $column }", row { $row }: { $value } is not a date
mysql-no-time-of-day = Column "{ $column }", row { $row }: { $value } is not a time of day

# Writing.
mysql-name-long = "{ $name }" has { $count } characters; names in MySQL have at most { $most }
mysql-name-end = "{ $name }" cannot be a name in MySQL: it ends in a blank or contains a zero
mysql-name-sign = "{ $name }" cannot be a name in MySQL: it contains { $sign }
mysql-columns-alike = MySQL does not distinguish the column names "{ $name }" and "{ $other }"
mysql-type-not-held = Column "{ $name }" is { $data_type }, which MySQL cannot store unchanged
mysql-not-transactional = The storage engine of the table "{ $name }" has no transactions: a run could not write all rows or none
mysql-use-innodb = Convert the table to InnoDB, or enter another table name
mysql-wrote-zero = { $count ->
    [one] A negative zero was
   *[other] { $count } negative zeros were
} stored as 0, which MySQL does not distinguish; the first is in column "{ $name }", row { $row }
mysql-zeros-equal = Both are equal wherever they are compared
