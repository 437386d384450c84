"""What the product is measured on: corpora that stay where they are, scorers called from outside, peers beside our
rows.

No corpus text, label or name lives anywhere else in the project. `python -m benchmarks` prints the tables.
"""
