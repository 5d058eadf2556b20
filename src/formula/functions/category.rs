//! The categories of functions.

/// The category of a function in help and completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    Text,
    Number,
    Date,
    Logic,
    List,
}

impl Category {
    pub const ALL: &'static [Category] =
        &[Category::Text, Category::Number, Category::Date, Category::Logic, Category::List];
}
