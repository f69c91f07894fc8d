"""Pages of the member list and of one member."""
