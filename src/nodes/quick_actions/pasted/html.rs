//! Pasted HTML: the cells of its first table. Clipboard HTML is machine-generated, not hand-written: only tags are
//! parsed.

/// The rows of the first table of `text`; `None` if there is none.
pub fn cells(text: &str) -> Option<Vec<Vec<String>>> {
    // Only ASCII is lowercased, so that byte positions stay valid.
    let lower = text.to_ascii_lowercase();
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let start = lower.find("<table")?;
    let end = lower[start..].find("</table").map_or(text.len(), |length| start + length);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut cell: Option<String> = None;
    let mut at = start;
    while at < end {
        let tag_start = lower[at..end].find('<').map_or(end, |length| at + length);
        if let Some(cell) = &mut cell {
            cell.push_str(&plain(&text[at..tag_start]));
        }
        if tag_start == end {
            break;
        }
        let tag_end = lower[tag_start..end].find('>').map_or(end, |length| tag_start + length + 1);
        let name = lower[tag_start + 1..tag_end].split(|c: char| !(c.is_ascii_alphanumeric() || c == '/')).next();
        match name.unwrap_or_default() {
            "tr" => {
                close(&mut rows, &mut cell);
                rows.push(Vec::new());
            }
            "td" | "th" => {
                close(&mut rows, &mut cell);
                cell = Some(String::new());
            }
            "/td" | "/th" | "/tr" => close(&mut rows, &mut cell),
            "br" | "br/" => {
                if let Some(cell) = &mut cell {
                    cell.push('\n');
                }
            }
            _ => {}
        }
        at = tag_end;
    }
    close(&mut rows, &mut cell);
    rows.retain(|row| !row.is_empty());
    (!rows.is_empty()).then_some(rows)
}

fn close(rows: &mut Vec<Vec<String>>, cell: &mut Option<String>) {
    if let Some(text) = cell.take() {
        if rows.is_empty() {
            rows.push(Vec::new());
        }
        let row = rows.last_mut().expect("there is one");
        row.push(text.trim().to_owned());
    }
}

/// The text between tags: white space is collapsed to one blank, entities are decoded.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let entity = rest.strip_prefix('&').and_then(|tail| tail.split_once(';')).filter(|(name, _)| name.len() <= 8);
        if let Some((character, tail)) = entity.and_then(|(name, tail)| Some((character(name)?, tail))) {
            out.push(character);
            rest = tail;
            continue;
        }
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}
