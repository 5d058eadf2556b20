//! Choices read from a list of random numbers, so that a case shrinks to small numbers.

pub struct Dice<'a> {
    numbers: &'a [u32],
    next: usize,
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
