"""How the tagger of `reportedly` is trained: corpus, windows, network, fit, export.  See README.md."""
