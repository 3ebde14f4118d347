"""A photograph of the paper the football club wrote on at the meeting, drawn for the occasion."""

import io
from datetime import timedelta

from PIL import Image, ImageDraw

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.sheets.domain.photos import WHOLE_PAGE, add_photo
from brobygger.sheets.models import Sheet
from brobygger.workspaces.models import Workspace

_SHEET = "Børnefodbold for nye"
_PAPER, _LINE, _PEN = "#f6f1e4", "#c9c2b2", "#1d3a5f"


def make_photos(workspace: Workspace) -> None:
    """One of the whole sheet, and one of what stands in a field."""
    sheet = Sheet.objects.get(workspace=workspace, title=_SHEET)
    assert sheet.created_by_id is not None
    by = User.objects.get(pk=sheet.created_by_id)
    with clock.travel_to(sheet.created_at + timedelta(hours=2)):
        add_photo(sheet=sheet, field_id=WHOLE_PAGE, content=_drawn(1400, 1000, 18), by=by)
        add_photo(sheet=sheet, field_id="purpose", content=_drawn(900, 420, 6), by=by)


def _drawn(width: int, height: int, lines: int) -> bytes:
    """A sheet of lined paper with strokes of a pen that nobody can read."""
    paper = Image.new("RGB", (width, height), _PAPER)
    pen = ImageDraw.Draw(paper)
    step = height // (lines + 1)
    for line in range(1, lines + 1):
        y = line * step
        pen.line((40, y, width - 40, y), fill=_LINE, width=2)
        length = width - 120 - (line * 173) % (width // 3)
        strokes = [(60 + x, y - 6 - (x * 7 + line * 13) % 19) for x in range(0, length, 11)]
        for start in range(0, len(strokes) - 6, 8):
            pen.line(strokes[start : start + 6], fill=_PEN, width=4, joint="curve")
    written = io.BytesIO()
    paper.save(written, "JPEG", quality=80)
    return written.getvalue()
