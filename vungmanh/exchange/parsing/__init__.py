"""The program that parses a file in a process of its own: bytes in, the rows of its sheets out.

A file comes from anywhere, and its parser ends the process when one far cell makes a sheet larger than the memory.
So it runs apart (`python -m vungmanh.exchange.parsing FORMAT`), within limits, and its end is only a refusal. It knows
nothing of the record or of Django. `reading.py` starts it.
"""
