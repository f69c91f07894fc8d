"""The tree of party organizations by date.

An `Organization` is an identity with a code. Its name, kind, superior and path stand in dated `Placement`s, so
everything below X on a day is one indexed range of paths. Actions found, rename, move and dissolve; each rests on
a decision and takes effect on a day. Merging and splitting will come here as further actions.
"""
