"""A tool as the text of its file: the schema of the house's own files, always laid out alike."""

from collections.abc import Mapping
from typing import Any

import yaml

from brobygger.catalog.schema import Tool

Data = dict[str, Any]

_IN_ONE_LINE = {"area", "paper"}


class _InOneLine(dict[str, Any]):
    """Written as {a: 1, b: 2}."""


class _Dumper(yaml.SafeDumper):
    """Nothing repeated by reference, lists indented, long texts as blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _words(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _one_line(dumper: _Dumper, data: _InOneLine) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)


_Dumper.add_representer(str, _words)
_Dumper.add_representer(_InOneLine, _one_line)


def as_text(data: Mapping[str, Any]) -> str:
    """The tool's data as the text of a file."""
    known = [name for name in Tool.model_fields if name in data]
    ordered = {name: data[name] for name in [*known, *(one for one in data if one not in known)]}
    return yaml.dump(
        _laid_out(ordered),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=100_000,
    )


def as_data(tool: Tool) -> Data:
    """What the tool's file says, nothing that goes without saying."""
    return tool.model_dump(mode="json", exclude_unset=True)


def _laid_out(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        kept = {key: _laid_out(one, key) for key, one in value.items()}
        return _InOneLine(kept) if name in _IN_ONE_LINE else kept
    if isinstance(value, list | tuple):
        return [_laid_out(one) for one in value]
    return value
