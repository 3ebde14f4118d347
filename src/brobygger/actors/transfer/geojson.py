"""The actors that stand on a map (RFC 7946), one feature a place."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO
from uuid import uuid5

from brobygger.actors.domain.data import VOCABULARY_OF, ExchangeData, LocationData
from brobygger.actors.domain.terms import danish_label
from brobygger.actors.transfer.leaving import Leaving


def write_geojson(actors: Iterator[Leaving], output: BinaryIO) -> int:
    """Write a FeatureCollection; answers how many actors have a place on the map."""
    output.write(b'{"type": "FeatureCollection", "features": [')
    count = 0
    separator = b"\n"
    for actor in actors:
        places = [place for place in actor.data.locations if place.latitude is not None]
        for number, place in enumerate(places, 1):
            feature = json.dumps(_feature(actor, place, number), ensure_ascii=False)
            output.write(separator + feature.encode())
            separator = b",\n"
        count += bool(places)
    output.write(b"\n]}\n")
    return count


def _feature(actor: Leaving, place: LocationData, number: int) -> dict[str, Any]:
    data = actor.data
    return {
        "type": "Feature",
        "id": str(place.id or uuid5(actor.id, f"place:{number}")),
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "actor_id": str(actor.id),
            "name": data.name,
            "kind": danish_label("actor_kinds", data.kind),
            "description": data.description,
            "area": data.area,
            "place": place.name,
            "street": place.street,
            "postcode": place.postcode,
            "town": place.town,
            "website": data.website,
            "target_groups": _labels("target_groups", data.target_groups),
            "activity_areas": _labels("activity_areas", data.activity_areas),
            "languages": _labels("languages", data.languages),
            "activities": [activity.name for activity in data.activities],
            "offers": [_words(row) for row in data.offers],
            "needs": [_words(row) for row in data.needs],
        },
    }


def _labels(vocabulary: str, terms: tuple[str, ...]) -> list[str]:
    return [danish_label(vocabulary, one) for one in terms]


def _words(row: ExchangeData) -> str:
    label = danish_label(VOCABULARY_OF[row.kind], row.term) if row.term else ""
    return ": ".join(part for part in (label, row.text) if part)
