"""Workbooks in and out: reading rosters, showing what they would change, applying, undoing; writing them back."""
