"""Of a web page counts what a person sees: no trick of hiding adds words, no ordinary style takes any away."""

import pytest

from bot.providers.documents.web_page import seen_text

HIDDEN = [
    '<p style="display:none">{}</p>',
    '<p style="color: red; DISPLAY : none !important">{}</p>',
    '<p style="visibility:hidden">{}</p>',
    '<p style="opacity:0">{}</p>',
    '<p style="opacity: 0.0; color: red">{}</p>',
    '<p style="font-size:0px">{}</p>',
    '<p style="position:absolute; left:-9999px">{}</p>',
    '<p style="color:transparent">{}</p>',
    '<div style="display:none"><p>{}</p><div>{}</div></div>',
    "<p hidden>{}",
    "<p HIDDEN=''>{}</p>",
    "<ul hidden><li>{}<li>{}</ul>",
    "<style>.a,p.b{{display:none}}</style><p class='x b'>{}</p>",
    "<style>@media screen {{ #c {{ visibility: hidden }} }}</style><p id=c>{}</p>",
    "<style>/* .d */ aside{{font-size:0}}</style><aside>{}</aside>",
    "<!-- {} -->",
    "<script>{}</script>",
    "<template><p>{}</p></template>",
    "<noscript>{}</noscript>",
    "<iframe>{}</iframe>",
    "<dialog>{}</dialog>",
    "<svg><text>{}</text></svg>",
    "<img alt='{}'>",
    "<input type=hidden value='{}'>",
]


@pytest.mark.parametrize("hiding", HIDDEN)
def test_hidden_words_do_not_count_and_what_follows_does(hiding: str) -> None:
    """However they are hidden."""
    page = f"<body><p>Before.</p>{hiding.format('Retries are free.', 'Retries are free.')}<p>After.</p></body>"
    assert seen_text(page) == "Before.\nAfter."


SEEN = [
    ('<p style="font-size:small">{}</p>', "{}"),
    ('<p style="font-size:0.9em; opacity:0.8">{}</p>', "{}"),
    ('<p style="background-color:transparent; margin-left:-12px">{}</p>', "{}"),
    ("<style>@media print {{ p {{ display: none }} }}</style><p>{}", "{}"),
    ("<style>@media (max-width: 600px) {{ .a {{display:none}} }}</style><p class=a>{}", "{}"),
    ("<style>.menu p {{display:none}}</style><p>{}", "{}"),
    ("<details><summary>More</summary>{}</details>", "More\n{}"),
    ("<dialog open>{}</dialog>", "{}"),
    ("<p aria-hidden=true>{}", "{}"),
    ("<p>{}</span></p>", "{}"),
    ("<b>{}</b>", "{}"),
    ("<p>&lt;b&gt; {}&nbsp;</p>", "<b> {}"),
    ("<ol><li>One<li>{}</ol>", "One\n{}"),
    ("<p>One<table><tr><th>Two<th>{}</table>", "One\nTwo\t{}"),
    ("<pre>  a\n    b: {}</pre>", "a\nb: {}"),
    ("<head><meta charset=utf-8><p>{}", "{}"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "seen"), SEEN)
def test_ordinary_pages_keep_their_words(page: str, seen: str) -> None:
    """However carelessly they are written."""
    words = "Timeouts are billed."
    assert seen_text(page.format(words)) == seen.format(words)
