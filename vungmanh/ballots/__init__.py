"""Votes on screen, on paper, or mixed, by an electorate frozen when the vote opens; it knows not what for.

A secret vote is secret in the database too: there are no slips, neither as rows nor elsewhere, only sealed sums
(`urns`), whose key lies outside the database and is destroyed at closing. What may be told of a small body is in
`counting`. Casting writes no journal entry and no time. docs/ballots.md tells what is protected and what is not.
"""
