"""Logins for the office, codes on paper, rights lent to helpers, and who may see what."""
