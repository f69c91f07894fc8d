"""Regulations as dated, cited data with small pure functions over them.

A *rulebook* says how party organizations and members were classified in certain years: the names
of the categories in those years, the conditions of each, the caps and the exemptions. It is read
from YAML under `books/`; every value carries a citation and an evidence mark, or the loader refuses it.

`shelf` hands out the book of a year, `engine` holds facts against it. A verdict is met, not met or
cannot tell; what we have not seen is never passed off as a rule. No Django here, and no clock.
"""
