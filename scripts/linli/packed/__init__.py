"""The site to carry away: a finished site or an edition → one zip, or one page that needs nothing else."""
