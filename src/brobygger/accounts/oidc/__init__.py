"""Log-in at somebody else's: the municipality's own log-in, or MitID through a broker."""
