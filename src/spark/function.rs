//! The function of a node: its head and how it is called.

use super::body::Needs;
use super::layout::WIDTH;
use super::python::wide;
use super::rows::Rows;

/// The function of a node.
#[derive(Debug)]
pub struct Function {
    pub name: String,
    /// What the node does, as one or more lines.
    pub about: String,
    /// The names of its arguments, and the variables that they are given.
    pub inputs: Vec<(String, String)>,
    /// What it returns: the name and index of the port, the variable that takes it, and the table.
    pub tables: Vec<(String, String, usize, Rows)>,
}

impl Function {
    pub(super) fn is_sink(&self) -> bool {
        self.tables.iter().any(|(.., rows)| rows.is_output())
    }

    /// Whether it writes a file.
    pub(super) fn writes_file(&self) -> bool {
        self.tables.iter().any(|(.., rows)| rows.written().is_some())
    }

    /// Whether it writes a table of the catalog.
    pub(super) fn writes_table(&self) -> bool {
        self.tables.iter().any(|(.., rows)| rows.written_table().is_some())
    }

    /// Its shipped tables: its name and the index of the port.
    pub(super) fn shipped(&self) -> impl Iterator<Item = (&str, usize)> {
        let shipped = self.tables.iter().filter(|(.., rows)| rows.is_shipped());
        shipped.map(|(_, _, port, _)| (self.name.as_str(), *port))
    }

    /// What is checked of its target before anything runs.
    pub(super) fn checks(&self) -> impl Iterator<Item = &'static str> {
        let write = self.tables.first().and_then(|(.., rows)| rows.written());
        let new = write.is_some_and(|write| write.target.must_be_new).then_some("require_new");
        let folder = write.is_some_and(|write| !write.target.create_folders).then_some("require_folder");
        new.into_iter().chain(folder)
    }

    /// Its arguments in front of the tables.
    fn given(&self, needs: &Needs) -> Vec<(&'static str, &'static str)> {
        let mut given = Vec::new();
        if needs.session {
            given.push(("spark", "SparkSession"));
        }
        if needs.arguments {
            given.push(("args", "argparse.Namespace"));
        }
        given
    }

    pub(super) fn head(&self, needs: &Needs) -> String {
        let given = self.given(needs).into_iter().map(|(name, of)| format!("{name}: {of}"));
        let inputs = self.inputs.iter().map(|(name, _)| format!("{name}: DataFrame"));
        let arguments: Vec<String> = given.chain(inputs).collect();
        let returns = match (self.is_sink(), self.tables.len()) {
            (true, _) => "None".to_owned(),
            (false, 1) => "DataFrame".to_owned(),
            (false, count) => format!("tuple[{}]", vec!["DataFrame"; count].join(", ")),
        };
        let flat = format!("def {}({}) -> {returns}:", self.name, arguments.join(", "));
        let mut out = if wide(&flat) <= WIDTH {
            flat + "\n"
        } else {
            let flat = arguments.join(", ");
            let inner = if 4 + wide(&flat) <= WIDTH {
                format!("    {flat}\n")
            } else {
                arguments.iter().map(|argument| format!("    {argument},\n")).collect()
            };
            format!("def {}(\n{inner}) -> {returns}:\n", self.name)
        };
        out.push_str(&docstring(&self.about));
        out
    }

    pub(super) fn call(&self, needs: &Needs) -> String {
        let given = self.given(needs).into_iter().map(|(name, _)| name.to_owned());
        let inputs = self.inputs.iter().map(|(_, variable)| variable.clone());
        let arguments: Vec<String> = given.chain(inputs).collect();
        let call = format!("{}({})", self.name, arguments.join(", "));
        if self.is_sink() {
            return call;
        }
        let variables: Vec<&str> = self.tables.iter().map(|(_, variable, ..)| variable.as_str()).collect();
        format!("{} = {call}", variables.join(", "))
    }
}

/// A docstring of one or more lines.
fn docstring(text: &str) -> String {
    let text = text.replace('\\', "/").replace("\"\"\"", "'''").replace('\r', "");
    let text = text.trim().trim_end_matches('"');
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    match lines.as_slice() {
        [] => String::new(),
        [one] if 4 + 6 + wide(one) <= WIDTH => format!("    \"\"\"{one}\"\"\"\n"),
        _ => {
            let mut out = Vec::new();
            // A text that only the quotes make too long would be left on one line.
            let width = (WIDTH - 4 - 3).min(wide(text).saturating_sub(1));
            for line in lines {
                out.extend(filled(line, width));
            }
            let indented = |line: &String| if line.is_empty() { String::new() } else { format!("    {line}") };
            let body: Vec<String> = out.iter().map(indented).collect();
            format!("    \"\"\"{}\n    \"\"\"\n", body.join("\n").trim_start())
        }
    }
}

/// A paragraph in lines.
fn filled(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if wide(line) + 1 + wide(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.is_empty() { vec![String::new()] } else { lines }
}
