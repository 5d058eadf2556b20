## Rows of a condition, and why there are none.
rows-unreadable = The formula cannot be read as it stands
rows-comment = Rows have no place for the comment
rows-mixed = The formula mixes AND and OR
rows-column-value = It compares with another column: { $column }
rows-computed = Rows cannot hold { $piece }
rows-no-comparison = Rows cannot hold { $piece }
