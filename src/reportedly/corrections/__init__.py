"""What people decide about claims, laid over what was read: which fields, how a decision finds its claim again. Pure."""
