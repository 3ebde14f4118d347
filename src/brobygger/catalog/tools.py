"""The tools in ``content/tools``: one file each, older versions kept beside the newest."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Protocol
from uuid import UUID

from pydantic import Field, TypeAdapter

from brobygger.catalog.exceptions import CatalogError, UnknownTool, UnknownVocabulary
from brobygger.catalog.fields import FromTool, Id, Shape
from brobygger.catalog.schema import Tool
from brobygger.catalog.text import Strict, Text, Words
from brobygger.catalog.vocabularies import vocabulary
from brobygger.catalog.yaml_files import CONTENT, read_as, read_model

TOOLS = CONTENT / "tools"


class Source(Strict):
    """A publication a tool is built on."""

    id: Id
    da: Words
    en: Words

    @property
    def title(self) -> Text:
        """Its name in both languages."""
        return Text(da=self.da, en=self.en)


class ToolSource(Protocol):
    """Tools that are no files of ours: a workspace's own. Registered by their room's AppConfig."""

    def tool(self, workspace_id: UUID, tool_id: str, version: int | None) -> Tool | None:
        """The tool in its newest published version or the one asked for; None: not theirs."""

    def tools(self, workspace_id: UUID) -> Sequence[Tool]:
        """What the workspace offers its people to begin with, newest versions."""


_own: list[ToolSource] = []


def register_source(source: ToolSource) -> None:
    """Let a room add tools that are found inside one workspace only."""
    _own.append(source)


def tool(tool_id: str, version: int | None = None, *, workspace_id: UUID | None = None) -> Tool:
    """The tool, in its newest version or the one asked for; with a workspace also its own tools.

    Raises UnknownTool.
    """
    found = _library().get((tool_id, version or _newest().get(tool_id, 0)))
    if found is None and workspace_id is not None and tool_id not in _newest():
        asked = (source.tool(workspace_id, tool_id, version) for source in _own)
        found = next((one for one in asked if one is not None), None)
    if found is None:
        raise UnknownTool(tool_id, version)
    return found


def all_tools(workspace_id: UUID | None = None) -> list[Tool]:
    """Every tool in its newest version, in the order of their numbers: t3 before t17.

    With a workspace its own tools follow.
    """
    shipped = [tool(tool_id) for tool_id in sorted(_newest(), key=_number)]
    own = [one for source in _own for one in source.tools(workspace_id)] if workspace_id else []
    return shipped + own


def is_shipped(tool_id: str) -> bool:
    """Whether the tool comes with the house, and not from a workspace."""
    return tool_id in _newest()


def all_sources() -> list[Source]:
    """Every publication a tool can be built on."""
    return list(_sources().values())


def series_of(wanted: Tool, workspace_id: UUID | None = None) -> list[Tool]:
    """The tools of its series in order, itself among them; none when it stands alone."""
    if wanted.series is None:
        return []
    together = all_tools(workspace_id)
    return [one for one in together if one.series and one.series.id == wanted.series.id]


def sources_of(wanted: Tool) -> list[Source]:
    """The publications the tool is built on."""
    return [_sources()[source] for source in wanted.sources]


def read_tools(folder: Path) -> dict[tuple[str, int], Tool]:
    """All tools in a folder, by id and version, checked against each other.

    Raises CatalogError with file, line and reason for the first thing that is wrong.
    """
    library: dict[tuple[str, int], Tool] = {}
    paths: dict[str, Path] = {}
    for path in sorted(folder.glob("*.yaml")):
        read = read_model(path, Tool)
        if path.stem not in {read.id, f"{read.id}.v{read.version}"}:
            raise CatalogError(path, 1, f"the file is not named after its tool {read.id!r}")
        if (read.id, read.version) in library:
            raise CatalogError(path, 1, f"{read.id} version {read.version} stands in two files")
        library[read.id, read.version] = read
        paths[read.id] = path
    known = {tool_id: read for (tool_id, _), read in sorted(library.items())}
    for tool_id, read in known.items():
        _check_references(paths[tool_id], read, known)
    _check_shapes(library, paths)
    return library


def _check_shapes(library: dict[tuple[str, int], Tool], paths: dict[str, Path]) -> None:
    """A field keeps its shape through the versions of a tool, so that a sheet can be lifted."""
    shapes: dict[tuple[str, str], Shape] = {}
    for (tool_id, version), read in sorted(library.items()):
        for field in read.fields:
            if shapes.setdefault((tool_id, field.id), field.shape) is not field.shape:
                reason = f"{field.id}: has another shape in version {version} than before"
                raise CatalogError(paths[tool_id], None, reason)


def _check_references(path: Path, read: Tool, known: dict[str, Tool]) -> None:
    """What a tool names must be there: sources, vocabularies, fields it takes from."""
    for source in read.sources:
        if source not in _sources():
            raise CatalogError(path, None, f"sources: there is no source {source!r}")
    for field in read.fields:
        for name in field.vocabularies:
            try:
                vocabulary(name)
            except UnknownVocabulary as error:
                raise CatalogError(path, None, f"{field.id}: no vocabulary {error}") from error
        for origin in field.takes_from:
            if isinstance(origin, FromTool) and not _has(known.get(origin.tool), origin.field):
                raise CatalogError(
                    path, None, f"{field.id}: takes from {origin.tool}.{origin.field}, which is not"
                )
        for mirror in field.mirrors:
            if not _has(known.get(mirror.tool), mirror.field):
                raise CatalogError(
                    path, None, f"{field.id}: mirrors {mirror.tool}.{mirror.field}, which is not"
                )


def _number(tool_id: str) -> tuple[int, int, str]:
    digits = re.match(r"t(\d+)", tool_id)
    series = tool(tool_id).series
    return (int(digits[1]) if digits else 0, series.number if series else 0, tool_id)


def _has(other: Tool | None, field_id: str) -> bool:
    return other is not None and any(field.id == field_id for field in other.fields)


@cache
def _library() -> dict[tuple[str, int], Tool]:
    return read_tools(TOOLS)


@cache
def _newest() -> dict[str, int]:
    return dict(sorted(_library()))


@cache
def _sources() -> dict[str, Source]:
    several = TypeAdapter(Annotated[tuple[Source, ...], Field(min_length=1)])
    return {source.id: source for source in read_as(CONTENT / "sources.yaml", several)}
