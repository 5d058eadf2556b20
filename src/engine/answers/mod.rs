//! Requests of the window other than a preview: rows further down, searches, comparisons, advice for forms.

pub(super) mod advice;
pub(super) mod catalog;
pub(super) mod cell_statistics;
pub(super) mod compare;
pub(super) mod example;
pub(super) mod find;
pub(super) mod picked_columns;
pub(super) mod rows;
pub(super) mod suggest;
pub(super) mod trial;
pub(super) mod values;
