"""The pages of the yearly campaign."""
