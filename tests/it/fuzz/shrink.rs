//! The smallest input that still fails, by leaving pieces out: halves first, single bytes last.

use std::time::{Duration, Instant};

const AT_MOST: Duration = Duration::from_secs(30);

pub fn shrink(input: &[u8], fails: &dyn Fn(&[u8]) -> bool) -> Vec<u8> {
    let started = Instant::now();
    let mut smallest = input.to_vec();
    let mut piece = smallest.len().div_ceil(2);
    while piece > 0 {
        let (mut at, mut has_shrunk) = (0, false);
        while at < smallest.len() {
            if started.elapsed() > AT_MOST {
                return smallest;
            }
            let mut shorter = smallest.clone();
            shorter.drain(at..(at + piece).min(smallest.len()));
            if fails(&shorter) {
                (smallest, has_shrunk) = (shorter, true);
            } else {
                at += piece;
            }
        }
        // What could not be left out before may be now.
        piece = if has_shrunk { piece.min(smallest.len()) } else { piece / 2 };
    }
    smallest
}

#[test]
fn only_what_matters_is_left() {
    let fails = |input: &[u8]| input.contains(&b'x') && input.contains(&b'y');
    assert_eq!(shrink(b"abc x def y ghi", &fails), b"xy");
    assert_eq!(shrink(b"", &|_| true), b"");
}
