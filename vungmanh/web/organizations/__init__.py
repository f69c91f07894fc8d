"""Pages of the tree and of one organization."""
