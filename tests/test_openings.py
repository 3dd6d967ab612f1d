"""How texts open: what is a dateline, a place, a caption, and what only looks like one."""

from __future__ import annotations

import pytest

from kontan_parse import parse

_HEADER = "Reporter: Bagas Pramudito | Editor: Ningsih Larasati"
_STORY = "KONTAN.CO.ID - JAKARTA. Harga gula naik."


@pytest.mark.parametrize(
    ("behind", "captions", "title", "paragraphs"),
    [
        (f"Popularitas Turun dalam Survei Reuters/Lembah\n{_HEADER}\n{_STORY}",
         "", "Popularitas Turun dalam Survei Reuters/Lembah", 1),
        (f"Harga Gula Naik Lebih dari 13%.\n{_HEADER}\n{_STORY}",
         "", "Harga Gula Naik Lebih dari 13%.", 1),
        ("KONTAN.CO.ID - WASHINGTON. Gula turun, kata survei Reuters/Lembah.", "", None, 1),
        (f"Pedagang itu menimbang gula.\n{_HEADER}\n{_STORY}",
         " Pedagang itu menimbang gula.", None, 1),
        (f"Pasar Induk Wonomukti Pagi Itu.\nFoto KONTAN/Surya Atmaja\n{_HEADER}\n{_STORY}",
         " Pasar Induk Wonomukti Pagi Itu. Foto KONTAN/Surya Atmaja", None, 1),
    ],
)  # fmt: skip
def test_a_caption_ends_before_headline_and_story(
    behind: str, captions: str, title: str | None, paragraphs: int
) -> None:
    article = parse(f"ILUSTRASI. Karung gula.\n{behind}")
    assert article.captions == (f"ILUSTRASI. Karung gula.{captions}",)
    assert article.title == title
    assert len(article.paragraphs) == paragraphs


@pytest.mark.parametrize(
    "prose",
    ["Sebanyak 40% puas, kata survei Reuters/Lembah.", "Reuters/Lembah merilis survei itu."],
)
def test_a_caption_in_the_story_takes_no_paragraph(prose: str) -> None:
    article = parse(f"{_STORY}\nILUSTRASI. Karung gula.\n{prose}")
    assert article.captions == ("ILUSTRASI. Karung gula.",)
    assert article.paragraphs[-1] == prose
