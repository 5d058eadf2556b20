//! `nodes` and `describe`: descriptions of the catalogue.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{DescribeArgs, ListFormat, NodesArgs};
use super::failure::{Done, Failure};
use super::stdout::Stdout;
use crate::base::suggest;
use crate::nodes::{Category, KINDS, Kind, KindInfo, PortSpec, describe};

pub fn nodes(args: &NodesArgs) -> Done {
    let mut out = Stdout::open();
    if args.format == ListFormat::Json {
        out.json(&KINDS.iter().map(summary).collect::<Vec<_>>())?;
    } else {
        let widest = KINDS.iter().map(|kind| kind.meta.id.len()).max().unwrap_or(0);
        let mut gap = "";
        for category in Category::ALL {
            let mut kinds = KINDS.iter().filter(|kind| kind.meta.category == category).peekable();
            if kinds.peek().is_some() {
                out.line(&format!("{gap}{}", category.title()))?;
                gap = "\n";
            }
            for kind in kinds {
                out.line(&format!("  {:widest$}  {}", kind.meta.id, kind.meta.about()))?;
            }
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// The JSON summary of a kind, used by both commands.
fn summary(kind: &KindInfo) -> Value {
    let ports = (kind.ports)();
    json!({
        "kind": kind.meta.id,
        "version": kind.meta.version,
        "title": kind.meta.title(),
        "category": kind.meta.category,
        "about": kind.meta.about(),
        "words": kind.meta.words(),
        "inputs": ports.inputs,
        "spark": kind.meta.on_spark,
        "outputs": ports.outputs.iter().map(|port| &*port.name).collect::<Vec<_>>(),
    })
}

pub fn describe_kind(args: &DescribeArgs) -> Done {
    let Some(kind) = Kind::info(&args.kind) else {
        let remedy = suggest::nearest(&args.kind, KINDS.iter().map(|kind| kind.meta.id));
        let remedy = remedy.map_or("See tablewire nodes".into(), |near| format!("Did you mean {near:?}?"));
        return Err(Failure::one(format!("There is no kind of node {:?}. {remedy}", args.kind)));
    };
    let mut out = Stdout::open();
    match args.format {
        ListFormat::Json => out.json(&whole(kind))?,
        ListFormat::Text => text(kind, &mut out)?,
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// The summary with the help and every setting.
fn whole(kind: &KindInfo) -> Value {
    let mut value = summary(kind);
    value["help"] = json!(kind.meta.help());
    value["settings"] = json!(describe::record(&kind.fresh()));
    value
}

fn text(kind: &KindInfo, out: &mut Stdout) -> Result<(), Failure> {
    let meta = kind.meta;
    out.line(&format!("{} ({})", meta.title(), meta.id))?;
    out.line(meta.about())?;
    if !meta.help().is_empty() {
        out.line("")?;
        out.line(&wrapped(meta.help()))?;
    }
    out.line("")?;
    let ports = (kind.ports)();
    for (side, ports) in [("Inputs", &ports.inputs), ("Outputs", &ports.outputs)] {
        if !ports.is_empty() {
            out.line(&format!("{side}: {}", ports.iter().map(port_words).collect::<Vec<_>>().join(", ")))?;
        }
    }
    out.line("\nSettings")?;
    let fields = describe::record(&kind.fresh());
    let indented = |text: &str| text.lines().map(|line| format!("      {line}")).collect::<Vec<_>>().join("\n");
    for field in fields {
        out.line(&format!("  {}: {} (default {})", field.name, field.data_type, field.default))?;
        let hint = if field.hint.is_empty() { String::new() } else { format!(". {}", field.hint) };
        out.line(&indented(&wrapped(&format!("{}{hint}", field.label))))?;
        for option in field.options {
            let words = if option.value == option.words { String::new() } else { format!(": {}", option.words) };
            out.line(&format!("      - {}{words}", option.value))?;
        }
    }
    Ok(())
}

fn port_words(port: &PortSpec) -> String {
    match (port.many, port.optional) {
        (true, _) => format!("{} (any number of tables)", port.name),
        (false, true) => format!("{} (optional)", port.name),
        (false, false) => port.name.to_string(),
    }
}

/// Wraps paragraphs to lines of at most 100 columns.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for paragraph in text.split('\n') {
        let mut column = 0;
        for word in paragraph.split(' ') {
            let width = unicode_width::UnicodeWidthStr::width(word);
            if column > 0 && column + 1 + width > 100 {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += width;
        }
        out.push('\n');
    }
    out.trim_end().to_owned()
}
