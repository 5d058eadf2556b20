//! Values in delimited files: digits that mean something, European numbers, dates, rows that do not fit.
