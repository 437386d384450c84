"""What a saved search found, told elsewhere: as a signed message to an address, or as mail."""
