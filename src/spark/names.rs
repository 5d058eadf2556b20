//! Names in programs.

/// The program's own names: no function of a node may have one.
const OWN: &[&str] = &[
    "argparse",
    "arguments",
    "args",
    "beside",
    "boolean",
    "catalog_table",
    "fill_table",
    "fitted",
    "is_of_hive",
    "outputs",
    "partitions_of",
    "quoted",
    "written",
    "sibling",
    "stage_table",
    "tables",
    "Table",
    "NamedTuple",
    "commit",
    "configure",
    "datetime",
    "discard",
    "files_of",
    "finish",
    "main",
    "os",
    "posixpath",
    "recover",
    "require_folder",
    "require_new",
    "shutil",
    "spark",
    "stage",
    "targets",
    "text_literal",
    "urlparse",
    "annotations",
    "dict",
    "float",
    "getattr",
    "list",
    "print",
    "str",
    "type",
    "int",
    "bool",
];

const KEYWORDS: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
    "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise",
    "return", "try", "while", "with", "yield", "match", "case",
];

/// A name as Python takes it: another letter is an underscore, and a keyword gets one behind it.
pub fn identifier(name: &str) -> String {
    let mut out: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if out.is_empty() || out.starts_with(|c: char| c.is_ascii_digit()) {
        out.insert(0, '_');
    }
    if KEYWORDS.contains(&out.as_str()) {
        out.push('_');
    }
    out
}

/// The name of a node's function: none of the program's own and none of `taken`.
pub fn function_name(name: &str, taken: &[String]) -> String {
    let mut out = identifier(name);
    if OWN.contains(&out.as_str()) {
        out.push_str("_node");
    }
    while taken.contains(&out) {
        out.push('_');
    }
    out
}
