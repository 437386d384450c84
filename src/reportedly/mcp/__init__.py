"""A workspace for assistants that speak the Model Context Protocol: tools that find and read, and none that changes anything."""
