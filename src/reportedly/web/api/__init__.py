"""The interface for programs, `/api/v1`: the records of the product, in pages, with errors that say what to do."""
