"""Networks as an administrator writes them."""

from ipaddress import IPv4Network, IPv6Network, ip_network


def read(text: str) -> list[IPv4Network | IPv6Network]:
    """The networks of a list with commas, a lone address being one of its own.

    Raises ValueError, naming what is none of them.
    """
    found = []
    for part in filter(None, map(str.strip, text.split(","))):
        try:
            found.append(ip_network(part))
        except ValueError as error:
            raise ValueError(f"BROBYGGER_METRICS_NETWORKS: »{part}« er ikke et net.") from error
    return found
