"""The methods as data: tools, vocabularies and where they come from (YAML, Danish and English)."""
