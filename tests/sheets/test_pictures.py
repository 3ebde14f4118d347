"""A photograph as it is kept."""

import io

import pytest
from PIL import Image

from brobygger.sheets.pictures import MAX_BYTES, PhotoRefused, prepare
from tests.sheets.pictures import photo


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_it_is_a_jpeg_that_tells_nothing_of_the_telephone(form: str) -> None:
    kept = prepare(photo(form=form))

    for content in (kept.content, kept.small):
        assert opened(content).format == "JPEG"
        assert not opened(content).getexif()
        assert b"Telefon" not in content


def test_it_stands_upright() -> None:
    kept = prepare(photo(60, 40, turned=True))
    assert (kept.width, kept.height) == (40, 60)
    red, _, blue = opened(kept.content).convert("RGB").getpixel((20, 5))  # type: ignore[misc]
    assert red > 200 > 100 > blue


def test_it_is_no_larger_than_one_can_read_from() -> None:
    kept = prepare(photo(5000, 2500))
    assert (kept.width, kept.height) == (2400, 1200)
    assert opened(kept.small).size == (900, 450)


def test_what_one_sees_through_lies_on_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(written, "PNG")
    assert opened(prepare(written.getvalue()).content).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tom"),
        (b"%PDF-1.7 og saa videre", "ikke et foto"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "ikke et foto"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (photo()[:300], "gået i stykker"),
        (b"x" * (MAX_BYTES + 1), "MB"),
    ],
    ids=["empty", "pdf", "svg", "heic", "half", "large"],
)
def test_what_is_no_photograph_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(PhotoRefused, match=words):
        prepare(content)


def test_a_picture_that_would_take_all_memory_is_refused() -> None:
    written = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(written, "PNG")
    with pytest.raises(PhotoRefused, match="punkter"):
        prepare(written.getvalue())
