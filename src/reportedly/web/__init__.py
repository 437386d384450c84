"""The workspace in a browser: pages made on the server that work without script; every view is an address."""
