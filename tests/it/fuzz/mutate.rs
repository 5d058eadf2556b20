//! Changes of an input that are likely to matter: bytes, numbers, words, pieces of other inputs, much of the same.

/// Numbers that only look random: the same for the same seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// splitmix64.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 if there is none.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() >> 16) as usize % end.max(1)
    }

    pub fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Longer inputs take longer and show nothing new.
const LONGEST: usize = 20_000;

const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "-0",
    "0.1",
    "1e3",
    "1e400",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551616",
    "4294967296",
    "2147483648",
    "0.1234567890123456789",
    "99999999999999999999999999999999999999",
    "1e-400",
    "007",
    "NaN",
    "inf",
];

const BYTES: &[u8] = b"\0\t\n\r \"',;|()[]{}:\\/-+.*%_#$0aZ\x7f\x80\xc3\xef\xff";

/// Some input of `corpus` with one to eight changes.
pub fn changed(random: &mut Random, corpus: &[Vec<u8>], words: &[String]) -> Vec<u8> {
    let mut input = random.one_of(corpus).clone();
    if input.len() > 2_000 && random.below(4) > 0 {
        // A part of it: small inputs are tried faster. The first byte of some targets chooses settings.
        let start = place(random, &input).max(1);
        input.drain(1..start);
        input.truncate(200 + random.below(1_800));
    }
    for _ in 0..=random.below(8) {
        change(random, &mut input, corpus, words);
        input.truncate(LONGEST);
    }
    input
}

/// One to four changes of an input, whose length may change.
pub fn changed_little(random: &mut Random, input: &mut Vec<u8>, corpus: &[Vec<u8>], words: &[String]) {
    for _ in 0..=random.below(4) {
        change(random, input, corpus, words);
        input.truncate(LONGEST);
    }
}

/// The begin of a line as often as any byte.
fn place(random: &mut Random, input: &[u8]) -> usize {
    let at = random.below(input.len() + 1);
    match random.below(2) {
        0 => at,
        _ => input[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1),
    }
}

fn stretch(random: &mut Random, input: &[u8]) -> std::ops::Range<usize> {
    let start = place(random, input);
    let longest = *random.one_of(&[1, 2, 8, 40, 400]);
    let end = (start + 1 + random.below(longest)).min(input.len());
    start.min(end)..end
}

fn change(random: &mut Random, input: &mut Vec<u8>, corpus: &[Vec<u8>], words: &[String]) {
    let at = place(random, input);
    match random.below(12) {
        0 if !input.is_empty() => {
            let at = random.below(input.len());
            input[at] ^= 1 << random.below(8);
        }
        1 if !input.is_empty() => {
            let at = random.below(input.len());
            input[at] = *random.one_of(BYTES);
        }
        2 => input.insert(at, *random.one_of(BYTES)),
        3 | 4 => {
            let word: &String = random.one_of(words);
            input.splice(at..at, word.bytes());
        }
        5 => {
            let cut = stretch(random, input);
            input.drain(cut);
        }
        6 => {
            let piece = input[stretch(random, input)].to_vec();
            input.splice(at..at, piece);
        }
        7 => {
            let other: &Vec<u8> = random.one_of(corpus);
            let piece = other[stretch(random, other)].to_vec();
            input.splice(at..at, piece);
        }
        8 => input.truncate(at),
        9 => {
            // A number in the place of another.
            let digit = |byte: &u8| byte.is_ascii_digit();
            if let Some(start) = input[at..].iter().position(digit).map(|found| at + found) {
                let length = input[start..].iter().take_while(|byte| digit(byte)).count();
                input.splice(start..start + length, random.one_of(NUMBERS).bytes());
            }
        }
        10 => {
            // The same again and again: depth and length.
            let piece = input[stretch(random, input)].to_vec();
            let times = *random.one_of(&[2, 3, 10, 60, 300]);
            let many: Vec<u8> = piece.iter().copied().cycle().take((piece.len() * times).min(LONGEST)).collect();
            input.splice(at..at, many);
        }
        _ => {
            let (one, cut) = (stretch(random, input), stretch(random, input));
            let piece = input[one].to_vec();
            input.splice(cut, piece);
        }
    }
}
