"""Records to the files of other tools, and back where a format allows it: one module a format, each found by its entry
point. Takes records; knows no reader, no screen.
"""
