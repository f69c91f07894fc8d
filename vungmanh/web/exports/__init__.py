"""Pages of exports: ordering, the background jobs, fetching files, the register."""
