"""The catalogue: dialogue tools and vocabularies, kept as data in ``content/``."""
