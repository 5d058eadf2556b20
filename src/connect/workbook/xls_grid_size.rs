//! How far apart the cells of an .xls are, determined from its records before the library makes a grid of them.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// The maximum number of cells of the grids of all sheets, including the empty ones in between: four full sheets.
pub(super) const MOST_CELLS: u64 = 64 << 20;
/// Files larger than the format allows are not examined.
const MOST_BYTES: u64 = 4 << 30;
const FREE: u32 = 0xffff_fffa;

/// What a file says about itself.
pub(super) struct Claims {
    /// The number of cells of the grids that the sheets need; `None` if there is no workbook inside.
    pub cells: Option<u64>,
    /// A chain of sectors forms a loop: reading it never ends.
    pub is_endless: bool,
}

/// The claims of the container; `None` if there is none, or it cannot be read.
pub(super) fn claims(mut file: File) -> Option<Claims> {
    let length = file.metadata().ok()?.len();
    if length > MOST_BYTES {
        return None;
    }
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0)).ok()?;
    file.read_to_end(&mut bytes).ok()?;
    let container = Container::open(&bytes)?;
    let is_endless = container.is_endless();
    let cells = if is_endless { None } else { container.workbook().map(|stream| grids(&stream)) };
    Some(Claims { cells, is_endless })
}

/// The container of old Office files: sectors in chains.
struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30)?;
        let sector = 1_usize << if matches!(shift, 7..=16) { shift } else { return None };
        let mut tables: Vec<u32> = (0..109).filter_map(|index| u32_at(bytes, 76 + index * 4)).collect();
        let mut container = Container { bytes, sector, next: Vec::new() };
        // Sectors with the positions of further tables; the next such sector is given at their end.
        let mut more = u32_at(bytes, 68)?;
        let most = bytes.len() / sector + 1;
        let mut seen = 0;
        while more < FREE && seen < most {
            let part = container.part(more)?;
            let count = sector / 4 - 1;
            tables.extend((0..count).filter_map(|index| u32_at(part, index * 4)));
            more = u32_at(part, count * 4)?;
            seen += 1;
        }
        for table in tables.into_iter().filter(|table| *table < FREE) {
            let part = container.part(table)?;
            let next: Vec<u32> = part.chunks_exact(4).filter_map(|bytes| u32_at(bytes, 0)).collect();
            container.next.extend(next);
        }
        Some(container)
    }

    fn part(&self, sector: u32) -> Option<&'a [u8]> {
        let start = (sector as usize + 1).checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }

    fn chain(&self, first: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut sector = first;
        let mut seen = 0;
        while sector < FREE && seen <= self.next.len() {
            let Some(part) = self.part(sector) else { break };
            out.extend_from_slice(part);
            sector = self.next.get(sector as usize).copied().unwrap_or(u32::MAX);
            seen += 1;
        }
        out
    }

    /// Whether a chain that is read forms a loop.
    fn is_endless(&self) -> bool {
        let [directory, small] = [48, 60].map(|at| u32_at(self.bytes, at).unwrap_or(u32::MAX));
        if circles(&self.next, directory) || circles(&self.next, small) {
            return true;
        }
        let table = self.chain(small);
        let table: Vec<u32> = table.chunks_exact(4).filter_map(|bytes| u32_at(bytes, 0)).collect();
        let shortest = u32_at(self.bytes, 56).unwrap_or(0);
        let directory = self.chain(directory);
        directory.chunks_exact(128).enumerate().any(|(index, entry)| {
            let (Some(first), Some(size)) = (u32_at(entry, 116), u32_at(entry, 120)) else { return false };
            let is_large = index == 0 || size >= shortest;
            entry[66] != 0 && circles(if is_large { &self.next } else { &table }, first)
        })
    }

    /// The stream with the workbook.
    fn workbook(&self) -> Option<Vec<u8>> {
        let directory = self.chain(u32_at(self.bytes, 48)?);
        let entry = |requested: &str| {
            directory.chunks_exact(128).find(|entry| {
                let length = u16_at(entry, 64).map_or(0, usize::from).clamp(2, 64);
                let name: Vec<u16> = entry[..length - 2].chunks_exact(2).filter_map(|pair| u16_at(pair, 0)).collect();
                String::from_utf16_lossy(&name).eq_ignore_ascii_case(requested)
            })
        };
        let found = entry("Workbook").or_else(|| entry("Book"))?;
        let first = u32_at(found, 116)?;
        let size = u32_at(found, 120)? as usize;
        let mut stream = if size >= u32_at(self.bytes, 56)? as usize {
            self.chain(first)
        } else {
            self.small(first, &self.chain(u32_at(entry("Root Entry")?, 116)?))
        };
        stream.truncate(size);
        Some(stream)
    }

    /// A stream in the small sectors, which are in a stream of their own.
    fn small(&self, first: u32, sectors: &[u8]) -> Vec<u8> {
        let table = self.chain(u32_at(self.bytes, 60).unwrap_or(u32::MAX));
        let mut out = Vec::new();
        let mut sector = first;
        let mut seen = 0;
        while sector < FREE && seen <= table.len() / 4 {
            let start = sector as usize * 64;
            let Some(part) = sectors.get(start..(start + 64).min(sectors.len())) else { break };
            out.extend_from_slice(part);
            sector = u32_at(&table, sector as usize * 4).unwrap_or(u32::MAX);
            seen += 1;
        }
        out
    }
}

/// Whether the chain that begins with `first` never ends.
fn circles(next: &[u32], first: u32) -> bool {
    let mut sector = first;
    let mut seen = 0;
    while let Some(following) = next.get(sector as usize) {
        sector = *following;
        seen += 1;
        if seen > next.len() {
            return true;
        }
    }
    false
}

/// The sum over all sheets of the rectangle around their cells, or the one that they declare.
fn grids(stream: &[u8]) -> u64 {
    let mut sum = 0_u64;
    let mut corners = None::<[u64; 4]>;
    let area = |corners: Option<[u64; 4]>| {
        corners.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1))
    };
    let mut rest = stream;
    while let (Some(kind), Some(length)) = (u16_at(rest, 0), u16_at(rest, 2)) {
        let data = rest.get(4..4 + usize::from(length)).unwrap_or_default();
        rest = rest.get(4 + usize::from(length)..).unwrap_or_default();
        match kind {
            // The beginning of a sheet.
            0x0809 => sum += area(corners.take()),
            // Its declared size.
            0x0200 => {
                let ends = (u32_at(data, 0), u32_at(data, 4), u16_at(data, 8), u16_at(data, 10));
                if let (Some(top), Some(bottom), Some(left), Some(right)) = ends {
                    let rows = u64::from(bottom).saturating_sub(u64::from(top));
                    sum = sum.max(rows.saturating_mul(u64::from(right.saturating_sub(left))));
                }
            }
            0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x027e | 0x00fd | 0x0006 | 0x00bd => {
                let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { continue };
                let row = u64::from(row);
                let column = u64::from(column);
                let last = match kind {
                    0x00bd => data.len().checked_sub(2).and_then(|at| u16_at(data, at)).map_or(column, u64::from),
                    _ => column,
                };
                let [top, left, bottom, right] = corners.unwrap_or([row, column, row, column]);
                corners = Some([top.min(row), left.min(column), bottom.max(row), right.max(last)]);
            }
            _ => {}
        }
    }
    sum + area(corners)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
    }

    fn number(row: u16, column: u16) -> Vec<u8> {
        record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat())
    }

    #[test]
    fn chains_that_lead_back_are_found() {
        for (next, first, expected) in [
            (&[1, 2, u32::MAX][..], 0, false),
            (&[1, 2, 0], 0, true),
            (&[0], 0, true),
            (&[u32::MAX, 1], 0, false),
            (&[1, 1], 0, true),
            (&[9], 0, false),
            (&[], 3, false),
        ] {
            assert_eq!(circles(next, first), expected, "{next:?}");
        }
    }

    #[test]
    fn grids_are_counted_before_they_are_made() {
        let bof = record(0x0809, &[0; 16]);
        assert_eq!(grids(&[bof.clone(), number(0, 0), number(9, 4)].concat()), 50);
        assert_eq!(grids(&[bof.clone(), number(3, 3), bof.clone(), number(0, 0), number(1, 1)].concat()), 5);
        assert_eq!(grids(&[bof.clone(), number(0, 0), number(65_535, 65_535)].concat()), 1 << 32);
        let claim = record(0x0200, &[0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0]);
        assert!(grids(&[bof, claim].concat()) > MOST_CELLS);
        assert_eq!(grids(b"\x09"), 0);
    }
}
