"""Backups: the whole record as of one moment in one file, the same for every database, and the way back.

A backup is lines of JSON, compressed with gzip, encrypted in the age format where a key is given: a header (version,
migrations), for each table its columns and rows, and at the end what must have been read: counts and digests, the head
of the journal, the hash of the effective record. Nothing
is written before a whole backup has been read and found right.
"""
