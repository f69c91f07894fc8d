"""Search as you type, and the choice of a scope."""
