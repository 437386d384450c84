"""Anything to a Report: text, pages, folders, addresses.

A report's text is what stands in the input, whole; what is not body is marked, not cut. An input that gives no
report gives a reason.
"""
