"""Pages of the reports and of the lists behind their figures."""
