"""What every capability stands on and what has no word of the domain: refusals, actors, citations,
rows with two clocks, bilingual texts, Vietnamese names, numbers and dates.
"""
