"""Yearly classification of organizations and members: results under the rules of their year, caps, streaks, reasons.

A result belongs to its rating year, whatever the day of its decision, and keeps the rulebook and version it was
given under. The campaign that produces results will come here too.
"""
