"""邻里 linli: YAML tables in, a community's Chinese website out."""

__version__ = "0.1.0"
