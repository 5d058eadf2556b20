//! Formulas: exact decimals, moments with offsets, groups.
