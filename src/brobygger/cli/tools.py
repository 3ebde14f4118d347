"""The files of the catalogue, looked at before anybody meets them on a page."""

from brobygger.embedded.errors import EmbeddedError


def check_tools() -> int:
    """Read every tool; answers how many. Raises EmbeddedError with file, line and reason."""
    from brobygger.catalog.exceptions import CatalogError
    from brobygger.catalog.plain import in_danish
    from brobygger.catalog.tools import TOOLS, read_tools

    try:
        return len({tool_id for tool_id, _version in read_tools(TOOLS)})
    except CatalogError as error:
        raise EmbeddedError(in_danish(error)) from error
