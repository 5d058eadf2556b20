//! Formulas over the columns of [`super::hard::table`]: every function and operator meets hard values.

mod dates;
mod numbers;
mod texts;

pub fn formulas() -> impl Iterator<Item = &'static str> {
    [numbers::FORMULAS, texts::FORMULAS, dates::FORMULAS].into_iter().flatten().copied()
}
