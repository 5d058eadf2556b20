//! Choices read from a list of random numbers, so that a case shrinks to small numbers.

pub struct Dice<'a> {
    numbers: &'a [u32],
    next: usize,
}

/// Random numbers, always the same ones from a seed (SplitMix64).
pub struct Numbers(pub u64);

impl Iterator for Numbers {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Some((mixed >> 32) as u32)
    }
}

impl<'a> Dice<'a> {
    pub fn new(numbers: &'a [u32]) -> Self {
        Dice { numbers, next: 0 }
    }

    /// A number below `sides`; 0 once the list is used up.
    pub fn below(&mut self, sides: usize) -> usize {
        let number = self.numbers.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        number as usize % sides.max(1)
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }
}
