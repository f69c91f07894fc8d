"""Who may: the only place that answers it.

`grants.py` is the one page of grants (post → right, reach); `may`, `visible` and `who_may` are derived from it, so
that what a list shows, what a button offers and what a refused page says cannot differ. What is not granted is denied.
"""
