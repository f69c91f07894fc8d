"""The yearly campaign: who reviews, in which order, on whose opinion, and how a result comes about and is decided.

Results themselves belong to `classification`; this folder is the way to them as the year's rulebook prescribes it, in
folders by step: `running` it, the `review`, the `rating`, `deciding`. What all steps share lies beside them: the
subjects listed with their terms, the levels and facts known of them, how far each is.
"""
