"""Registers: what happened, waits or stands in one's reach, newest or longest first, for pages and for files.

What is in one depends on who asks: on the place, and in the journal on the time one is responsible for.
"""
