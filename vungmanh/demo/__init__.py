"""The demonstration: the district party organization of Yên Sơn, built by the product's own actions.

Organization names that are public are real; every person, number and result is invented, except the figures that a
newspaper report of 2019 gives, which come out of the records.
"""
