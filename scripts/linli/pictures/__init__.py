"""Photos and drawings of records: takes files of content/ and what the tables say of them, gives what pages and the site need.

Every raster file is drawn anew before it is published, so that nothing is left in it but what one sees: no place, no
time, no name of a telephone. Nobody's face is looked for: who can be recognised is what an editor writes in `consent`.
"""
