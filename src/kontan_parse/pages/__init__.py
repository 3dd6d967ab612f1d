"""Markup and Markdown → a `Page`: the lines of its story, and what it declares beside them.

html         a page of markup
markdown     text that is surely written in Markdown; emphasis pairs the marks around its words
tangle       ends what XML closes in its own way; refuses or tames what would choke a parser
elements     what an element means for its text; Kontan's classes
markup       markup → lines, each with its place
head         what a page declares: `meta`, `<title>`, canonical link, JSON-LD
densest      the element around a story, where no template is known
region       where the article stands among the lines
teasers      which line opens the story where others are teased
tail         what stands behind the story: its end, its editor, its tags
"""
