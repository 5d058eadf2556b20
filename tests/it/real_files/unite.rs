//! Files of a pattern and tables of a union that differ in their columns.
