"""What was read, held against a person's eye and against another reading: sheets to fill, precision, differences of two runs."""
