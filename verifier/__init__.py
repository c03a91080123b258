"""The stand-alone verifier: standard library only, nothing of the product, so that nobody has to trust it.

It recomputes what a file claims (days, receipts, majorities, tree roots) with code written a second time.
"""
