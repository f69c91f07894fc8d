"""Every list on one page: filters, chips, columns, saved views, selection."""
