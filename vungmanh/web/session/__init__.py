"""Signing in as a persona of the demonstration, acting in another capacity."""
