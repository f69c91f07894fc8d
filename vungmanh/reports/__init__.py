"""Reports: the year-end tables and the bulletin. They read everything and write nothing; a figure knows its list."""
