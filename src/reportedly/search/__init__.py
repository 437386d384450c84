"""Search in a store: a small language of words and fields, one page of claims, counts of all that was found."""
