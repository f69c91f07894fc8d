"""Pages of the rulebooks: every value with its citation, what has still to be confirmed, what the province filled."""
