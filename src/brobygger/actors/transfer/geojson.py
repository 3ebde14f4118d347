"""The actors that stand on a map (RFC 7946), one feature a place."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from brobygger.actors.domain.data import VOCABULARY_OF
from brobygger.actors.domain.terms import danish_label
from brobygger.actors.enums import ExchangeKind
from brobygger.actors.models import Actor, Location


def write_geojson(actors: Iterator[Actor], output: BinaryIO) -> int:
    """Write a FeatureCollection; answers how many actors have a place on the map."""
    output.write(b'{"type": "FeatureCollection", "features": [')
    count = 0
    separator = b"\n"
    for actor in actors:
        places = [place for place in actor.locations.all() if place.latitude is not None]
        for place in places:
            feature = json.dumps(_feature(actor, place), ensure_ascii=False)
            output.write(separator + feature.encode())
            separator = b",\n"
        count += bool(places)
    output.write(b"\n]}\n")
    return count


def _feature(actor: Actor, place: Location) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": str(place.pk),
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "actor_id": str(actor.pk),
            "name": actor.name,
            "kind": danish_label("actor_kinds", actor.kind),
            "area": actor.area,
            "place": place.name,
            "street": place.street,
            "postcode": place.postcode,
            "town": place.town,
            "website": actor.website,
            "target_groups": [danish_label("target_groups", one) for one in actor.target_groups],
            "offers": [_words(row) for row in actor.offers.all()],
            "needs": [_words(row) for row in actor.needs.all()],
        },
    }


def _words(row: Any) -> str:
    label = danish_label(VOCABULARY_OF[ExchangeKind(row.kind)], row.term) if row.term else ""
    return ": ".join(part for part in (label, row.text) if part)
