//! Whether the lists of a Parquet footer are as long as they say, and its columns nested as far as a stack allows: polars
//! reserves memory for a list before it reads the first item, and reads nested columns by calling itself.

use super::thrift::Reader;

/// A field, as polars reads it: by its number, whatever kind the file says it is.
enum Part {
    Number,
    Byte,
    Binary,
    /// It stands in the header of its field.
    Truth,
    Struct(Fields),
    List(Fields),
    /// The schema: a list of elements.
    Elements,
    Numbers,
    Binaries,
    /// How many elements of the schema are below this one.
    Children,
}

type Fields = &'static [(i64, Part)];

use Part::{Binaries, Binary, Byte, Children, Elements, List, Number, Numbers, Struct, Truth};

const FILE: Fields = &[
    (1, Number),
    (2, Elements),
    (3, Number),
    (4, List(GROUP)),
    (5, List(PAIR)),
    (6, Binary),
    (7, List(&[(1, Struct(&[])), (2, Struct(&[]))])),
];
const ELEMENT: Fields = &[
    (1, Number),
    (2, Number),
    (3, Number),
    (4, Binary),
    (5, Children),
    (6, Number),
    (7, Number),
    (8, Number),
    (9, Number),
    (10, Struct(LOGICAL)),
];
const LOGICAL: Fields = &[
    (1, Struct(&[])),
    (2, Struct(&[])),
    (3, Struct(&[])),
    (4, Struct(&[])),
    (5, Struct(&[(1, Number), (2, Number)])),
    (6, Struct(&[])),
    (7, Struct(TIME)),
    (8, Struct(TIME)),
    (10, Struct(&[(1, Byte), (2, Truth)])),
    (11, Struct(&[])),
    (12, Struct(&[])),
    (13, Struct(&[])),
    (14, Struct(&[])),
    (15, Struct(&[])),
];
const TIME: Fields = &[(1, Truth), (2, Struct(&[(1, Struct(&[])), (2, Struct(&[])), (3, Struct(&[]))]))];
const PAIR: Fields = &[(1, Binary), (2, Binary)];
const GROUP: Fields = &[
    (1, List(CHUNK)),
    (2, Number),
    (3, Number),
    (4, List(&[(1, Number), (2, Truth), (3, Truth)])),
    (5, Number),
    (6, Number),
    (7, Number),
];
const CHUNK: Fields =
    &[(1, Binary), (2, Number), (3, Struct(COLUMN)), (4, Number), (5, Number), (6, Number), (7, Number)];
const COLUMN: Fields = &[
    (1, Number),
    (2, Numbers),
    (3, Binaries),
    (4, Number),
    (5, Number),
    (6, Number),
    (7, Number),
    (9, Number),
    (10, Number),
    (11, Number),
    (12, Struct(STATISTICS)),
    (14, Number),
    (15, Number),
];
const STATISTICS: Fields =
    &[(1, Binary), (2, Binary), (3, Number), (4, Number), (5, Binary), (6, Binary), (7, Truth), (8, Truth)];

/// A struct that says anything takes so many bytes.
const SMALLEST: u64 = 3;
/// Columns nested deeper are refused.
const MOST_DEPTH: usize = 200;

/// Whether a footer can be read without harm.
pub(super) fn are_plausible(footer: &[u8]) -> bool {
    let mut walk = Walk { children: Vec::new() };
    walk.fields(&mut Reader::new(footer), FILE, 0).is_some() && is_shallow(&walk.children)
}

/// Whether a tree is not too deep; the number of children of each element, parents first.
fn is_shallow(children: &[i64]) -> bool {
    // How many children are still to come, for each element above.
    let mut above: Vec<i64> = Vec::new();
    for &count in children {
        while above.last() == Some(&0) {
            above.pop();
        }
        if let Some(last) = above.last_mut() {
            *last -= 1;
        }
        if count > 0 {
            above.push(count);
        }
        if above.len() > MOST_DEPTH {
            return false;
        }
    }
    true
}

struct Walk {
    /// Of each element of the schema.
    children: Vec<i64>,
}

impl Walk {
    fn fields(&mut self, reader: &mut Reader<'_>, of: Fields, depth: usize) -> Option<()> {
        reader.fields(depth, &mut |reader, id, kind| match of.iter().find(|(own, _)| *own == id) {
            Some((_, part)) => self.part(reader, part, depth + 1),
            None => reader.skip(kind, depth),
        })
    }

    fn part(&mut self, reader: &mut Reader<'_>, part: &Part, depth: usize) -> Option<()> {
        match part {
            Number => drop(reader.number()?),
            Byte => drop(reader.byte()?),
            Binary => reader.binary()?,
            Truth => {}
            Children => {
                let count = reader.number()?;
                if let Some(last) = self.children.last_mut() {
                    *last = count;
                }
            }
            Struct(fields) => self.fields(reader, fields, depth)?,
            List(fields) => {
                for _ in 0..Walk::count(reader)? {
                    self.fields(reader, fields, depth)?;
                }
            }
            Elements => {
                for _ in 0..Walk::count(reader)? {
                    self.children.push(0);
                    self.fields(reader, ELEMENT, depth)?;
                }
            }
            Numbers | Binaries => {
                let (count, _) = reader.list()?;
                for _ in 0..count {
                    if matches!(part, Numbers) { reader.number().map(|_| ()) } else { reader.binary() }?;
                }
            }
        }
        Some(())
    }

    /// The number of structs in a list, if they may be there.
    fn count(reader: &mut Reader<'_>) -> Option<u64> {
        let (count, _) = reader.list()?;
        (count <= reader.rest().len() as u64 / SMALLEST).then_some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_as_long_as_they_say() {
        // Version 1, a schema of one element called "a", no rows, no row groups.
        let sound = [0x15, 2, 0x19, 0x1c, 0x48, 1, b'a', 0, 0x16, 0, 0x19, 0x0c, 0];
        assert!(are_plausible(&sound));
        let mut long = sound;
        long[3] = 0xfc;
        assert!(!are_plausible(&long), "its length is a byte of its own, the header of the element");
        // So many row groups: 2,147,483,647.
        let many = [&sound[..11], &[0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0]].concat();
        assert!(!are_plausible(&many));
        // The same where the file says that field 4 is a number.
        let hidden = [&sound[..10], &[0x15, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0]].concat();
        assert!(!are_plausible(&hidden));
        assert!(!are_plausible(&sound[..7]) && !are_plausible(b""));
    }

    #[test]
    fn columns_are_nested_only_so_far() {
        assert!(is_shallow(&[2, 0, 0]) && is_shallow(&[]) && is_shallow(&[0, 0, 0]));
        assert!(is_shallow(&[1; MOST_DEPTH]));
        assert!(!is_shallow(&[1; MOST_DEPTH + 1]));
        // Many groups side by side.
        let wide: Vec<i64> = [1_000].into_iter().chain([1, 0].into_iter().cycle().take(2_000)).collect();
        assert!(is_shallow(&wide));
    }
}
