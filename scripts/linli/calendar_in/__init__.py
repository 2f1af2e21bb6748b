"""Somebody's own calendar into the tables: an .ics file, of which only what is asked for and is not private is read."""
