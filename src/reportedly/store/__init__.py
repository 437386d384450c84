"""What a workspace keeps: readings, their claims as rows that can be searched, incidents, and what people decided."""
