"""Records to files of other tools: CSV and, later, GeoJSON and Parquet. Takes records; knows no reader, no screen."""
