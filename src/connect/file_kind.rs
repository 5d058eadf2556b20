//! The types of files that are distinguished, and the messages about each.

use crate::base::Text;

/// The detected type of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    Empty,
    /// A workbook of Excel since 2007, of OpenDocument, or in Excel's old format.
    Excel,
    OldExcel,
    OpenDocument,
    /// An old or a new workbook that is protected by a password.
    LockedWorkbook,
    Word,
    /// Another file in the container format of old Office files.
    OldOffice,
    Zip,
    Parquet,
    Arrow,
    Avro,
    Orc,
    Sqlite,
    DuckDb,
    Gzip,
    Zstd,
    Bzip2,
    Xz,
    SevenZip,
    Html,
    /// Excel 2003's workbook in XML.
    ExcelXml,
    Xml,
    Json,
    Rtf,
    Pdf,
    Image,
    /// A Git LFS pointer whose file has not been fetched.
    LfsPointer,
    Utf16,
    Text,
    /// Bytes that are not text and of no format known here.
    Unknown,
}

impl FileKind {
    /// Its description, to follow "is": "an Excel workbook".
    pub fn words(self) -> Text {
        match self {
            FileKind::Empty => say!("file-is-empty"),
            FileKind::Excel => say!("file-is-excel"),
            FileKind::OldExcel => say!("file-is-old-excel"),
            FileKind::OpenDocument => say!("file-is-open-document"),
            FileKind::LockedWorkbook => say!("file-is-locked"),
            FileKind::Word => say!("file-is-word"),
            FileKind::OldOffice => say!("file-is-office"),
            FileKind::Html => say!("file-is-html"),
            FileKind::ExcelXml => say!("file-is-excel-xml"),
            FileKind::Image => say!("file-is-image"),
            FileKind::LfsPointer => say!("file-is-lfs"),
            FileKind::Text => say!("file-is-text"),
            FileKind::Utf16 => say!("file-is-utf16"),
            FileKind::Unknown => say!("file-is-unknown"),
            FileKind::Zip => say!("file-is-packed", format = "zip"),
            FileKind::Gzip => say!("file-is-packed", format = "gzip"),
            FileKind::Zstd => say!("file-is-packed", format = "zstd"),
            FileKind::Bzip2 => say!("file-is-packed", format = "bzip2"),
            FileKind::Xz => say!("file-is-packed", format = "xz"),
            FileKind::SevenZip => say!("file-is-packed", format = "7z"),
            FileKind::Parquet => say!("file-is-format", format = "Parquet"),
            FileKind::Arrow => say!("file-is-format", format = "Arrow"),
            FileKind::Avro => say!("file-is-format", format = "Avro"),
            FileKind::Orc => say!("file-is-format", format = "ORC"),
            FileKind::Sqlite => say!("file-is-format", format = "SQLite"),
            FileKind::DuckDb => say!("file-is-format", format = "DuckDB"),
            FileKind::Xml => say!("file-is-format", format = "XML"),
            FileKind::Json => say!("file-is-format", format = "JSON"),
            FileKind::Rtf => say!("file-is-format", format = "RTF"),
            FileKind::Pdf => say!("file-is-format", format = "PDF"),
        }
    }

    /// The kind of node that reads it, if one does.
    pub fn read_by(self) -> Option<&'static str> {
        match self {
            FileKind::Excel | FileKind::OldExcel | FileKind::OpenDocument => Some("read_excel"),
            FileKind::Parquet => Some("read_parquet"),
            FileKind::Json => Some("read_json"),
            FileKind::Sqlite => Some("read_database"),
            FileKind::Text | FileKind::Utf16 => Some("read_csv"),
            _ => None,
        }
    }

    /// The remedy if no node reads it.
    pub fn way_out(self) -> Text {
        match self {
            FileKind::Empty => say!("file-choose-other"),
            FileKind::LockedWorkbook => say!("workbook-unprotect"),
            FileKind::LfsPointer => say!("file-fetch-lfs"),
            FileKind::ExcelXml => say!("file-save-as-xlsx"),
            FileKind::Gzip | FileKind::Zstd | FileKind::Bzip2 | FileKind::Xz | FileKind::SevenZip | FileKind::Zip => {
                say!("file-unpack-first")
            }
            _ => say!("file-save-as-known"),
        }
    }

    /// Whether it is shown as text in an editor.
    pub fn is_text(self) -> bool {
        matches!(self, FileKind::Text | FileKind::Utf16 | FileKind::Json | FileKind::Xml | FileKind::Rtf)
    }

    /// Whether it is compressed, so that only decompressing shows what it is.
    pub fn is_packed(self) -> bool {
        matches!(self, FileKind::Gzip | FileKind::Zstd | FileKind::Bzip2 | FileKind::Zip)
    }
}
