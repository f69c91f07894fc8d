"""Documents: a table or a letter, once as data, becomes a workbook, CSV, Word in the party format of its day, or PDF.

No domain words and no database here: whoever has figures makes a `Table` or a `Letter` of them.
"""
