"""The rating: who votes and how, what committees propose within the caps, and the order in which they do."""
