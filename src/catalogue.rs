//! The catalogue: every kind of node, by group and in the order of the palette.
//!
//! A kind is a folder `src/nodes/kinds/GROUP/KIND` and its line here. `nodes` makes its modules and its table from the list, and
//! `base::text` embeds the texts of the folders.

/// Hands the list to the macro `$make`: `group { module::Settings, … } …`.
macro_rules! catalogue {
    ($make:ident) => {
        $make! {
            sources {
                read_csv::ReadCsv,
                read_parquet::ReadParquet,
                read_json::ReadJson,
                read_excel::ReadExcel,
                read_database::ReadDatabase,
                read_table::ReadTable,
                table::Table,
            }
            rows {
                filter::Filter,
                sort::Sort,
                limit::Limit,
                sample::Sample,
                distinct::Distinct,
            }
            columns {
                select::Select,
                formula::FormulaNode,
                fill_missing::FillMissing,
            }
            combine {
                join::Join,
                union::Union,
            }
            shape {
                group_by::GroupBy,
                pivot::Pivot,
                unpivot::Unpivot,
            }
            sinks {
                write_csv::WriteCsv,
                write_parquet::WriteParquet,
                write_json::WriteJson,
                write_excel::WriteExcel,
                write_database::WriteDatabase,
                write_table::WriteTable,
            }
        }
    };
}
