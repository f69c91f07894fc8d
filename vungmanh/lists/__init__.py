"""Lists that people work with: their columns and filters as data, the rows behind them, and the views people saved.

Pages show a list, exports write it: both ask here, so that a file holds what the screen showed.
"""
