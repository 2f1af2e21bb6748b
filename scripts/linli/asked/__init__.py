"""Rows that are asked for: takes the tables and who asks, gives the values of a new row and where it goes."""
