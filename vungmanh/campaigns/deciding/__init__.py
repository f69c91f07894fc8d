"""What is decided: results, titles, contests and re-ratings; and why a result is what it is."""
