# PostgreSQL: connecting.
postgres-too-old = { $place } is older than PostgreSQL 12
postgres-plain-password = The server of "{ $name }" asks for the password itself, and the connection is not encrypted
postgres-require-tls = Use sslmode require or a stricter one in the definition of the connection

# Reading.
postgres-cast-it = Read it in a query as CAST("{ $name }" AS text) AS "{ $name }"
postgres-infinite = Column "{ $column }", row { $row }: infinity is not a date or a time
postgres-not-a-number = Column "{ $column }", row { $row }: NaN and infinity are not decimals
postgres-end-of-day = Column "{ $column }", row { $row }: 24:00:00 is not a time of day
postgres-array-shape = Column "{ $column }", row { $row }: an array of several dimensions, or one that does not begin at 1, is not a list

# Writing.
postgres-name-long = "{ $name }" has { $bytes } bytes; names in PostgreSQL have at most { $most }
postgres-name-reserved = "{ $name }" cannot be the name of a column in PostgreSQL
postgres-type-not-held = Column "{ $name }" is { $data_type }, which PostgreSQL cannot store unchanged
postgres-no-schema = There is no schema for the table "{ $name }"
