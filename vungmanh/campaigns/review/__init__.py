"""The review: self-reviews, opinions of others, evidence, and the order in which meetings are held."""
