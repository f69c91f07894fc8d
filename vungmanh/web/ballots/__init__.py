"""Pages of votes: preparing, conducting, voting on screen or with a code, counting paper, the outcome and its papers.

Before a vote is closed no page shows more than numbers of people.
"""
