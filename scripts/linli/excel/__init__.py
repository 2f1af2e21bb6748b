"""Tables for people who know Excel or WPS: takes tables, gives sheets; takes changed sheets, gives what to write."""
