"""Acts that cross capabilities: a change of the tree with the members that hang on it."""
