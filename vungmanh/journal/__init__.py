"""Who did what, when and in which capacity.

One `Entry` is one action. The rows that the action recorded or withdrew carry the entry's number, so the entry
and its rows together are the journal: what stood before and after is read from the rows themselves, and an
action is undone by turning its stamps around. `act` is the only way to write rows of the record.
"""
