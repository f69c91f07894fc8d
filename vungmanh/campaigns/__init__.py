"""The yearly campaign: who reviews, in which order, on whose opinion, and how a result comes about and is decided.

Results themselves belong to `classification`; this folder is the way to them, step by step, as the year's rulebook
prescribes it.
"""
