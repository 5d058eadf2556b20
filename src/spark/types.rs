//! The types and columns of tables in Spark.

/// A type of Spark SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataType {
    Boolean,
    Byte,
    Short,
    Int,
    Long,
    Float,
    Double,
    /// Precision and scale.
    Decimal(u8, u8),
    Text,
    Binary,
    Date,
    /// An instant.
    Timestamp,
    /// What a clock on the wall shows.
    TimestampNtz,
    Array(Box<DataType>),
    Struct(Vec<(String, DataType)>),
    /// Only nulls.
    Void,
}

impl DataType {
    /// Its name in SQL and in the text of a schema.
    pub fn name(&self) -> String {
        match self {
            DataType::Boolean => "BOOLEAN".into(),
            DataType::Byte => "TINYINT".into(),
            DataType::Short => "SMALLINT".into(),
            DataType::Int => "INT".into(),
            DataType::Long => "BIGINT".into(),
            DataType::Float => "FLOAT".into(),
            DataType::Double => "DOUBLE".into(),
            DataType::Decimal(precision, scale) => format!("DECIMAL({precision}, {scale})"),
            DataType::Text => "STRING".into(),
            DataType::Binary => "BINARY".into(),
            DataType::Date => "DATE".into(),
            DataType::Timestamp => "TIMESTAMP_LTZ".into(),
            DataType::TimestampNtz => "TIMESTAMP_NTZ".into(),
            DataType::Array(inner) => format!("ARRAY<{}>", inner.name()),
            DataType::Struct(fields) => {
                let fields: Vec<String> =
                    fields.iter().map(|(name, of)| format!("{}: {}", quoted(name), of.name())).collect();
                format!("STRUCT<{}>", fields.join(", "))
            }
            DataType::Void => "VOID".into(),
        }
    }

    pub fn is_whole(&self) -> bool {
        matches!(self, DataType::Byte | DataType::Short | DataType::Int | DataType::Long)
    }

    pub fn is_floating(&self) -> bool {
        matches!(self, DataType::Float | DataType::Double)
    }

    /// Whether rows can be ordered by it.
    pub fn is_ordered(&self) -> bool {
        match self {
            DataType::Array(inner) => inner.is_ordered(),
            DataType::Struct(fields) => fields.iter().all(|(_, of)| of.is_ordered()),
            _ => true,
        }
    }
}

/// A name in backticks.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub data_type: DataType,
}

/// The columns of a table, in order; no name twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema(pub Vec<Column>);

impl Schema {
    pub fn get(&self, name: &str) -> Option<&DataType> {
        self.0.iter().find(|column| column.name == name).map(|column| &column.data_type)
    }

    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|column| column.name.as_str())
    }

    /// `wanted`, extended until no column has that name: for helper columns.
    pub fn free_name(&self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        while self.contains(&name) {
            name.push('_');
        }
        name
    }

    /// Replaces the column of this name, or appends it.
    pub fn set(&mut self, name: &str, data_type: DataType) {
        match self.0.iter_mut().find(|column| column.name == name) {
            Some(column) => column.data_type = data_type,
            None => self.0.push(Column { name: name.to_owned(), data_type }),
        }
    }

    /// As Spark reads a schema from text.
    pub fn ddl(&self) -> String {
        let columns: Vec<String> =
            self.0.iter().map(|column| format!("{} {}", quoted(&column.name), column.data_type.name())).collect();
        columns.join(", ")
    }
}
