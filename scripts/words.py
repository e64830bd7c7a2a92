#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""words.py FILES: every text for people has both languages, and both take the same arguments.

Looks at what stands in pairs in the sources: words_pick(language, JA, EN), pick_words(of, JA, EN),
`japanese ? JA : EN`, and a Japanese text beside one that is not. Where both are literals: both say something, the English one has no Japanese
letters left in it, a longer Japanese one is not in English, and the %-arguments are the same in the
same order. Prints what is not so, else how many pairs there are.
"""
import re
import sys

JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
ARGUMENT = re.compile(r"%(?!%)[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|j|z|t)?[a-zA-Z]")
LITERAL = r'"(?:[^"\\]|\\.)*"'
TEXT = r"(?:(?:%s|PRI[a-zA-Z0-9]+)\s*)+" % LITERAL
CALL = re.compile(r"\b(?:words_pick|pick_words)\s*\(\s*[^,\"()]*(?:\([^()]*\))?[^,\"()]*,\s*(%s),\s*(%s)\)" % (TEXT, TEXT))
CHOICE = re.compile(r"(?:\bjapanese\b|== LANGUAGE_JA)\s*\?\s*(%s):\s*(%s)[,);]" % (TEXT, TEXT))
# What is handed on to one of those, and tables: a Japanese text before one that is not.
BESIDE = re.compile(r"(?=[,({]\s*(%s),\s*(%s)[,)}])" % (TEXT, TEXT))


def join(text):
    """The text of literals that stand behind one another; PRId64 is as good as a type."""
    out = ""
    for part in re.findall(r"%s|PRI\w+" % LITERAL, text):
        out += part[1:-1] if part.startswith('"') else "d" if part[3] in "di" else part[3]
    return out.replace("%%", "")


def differ(ja, en):
    if ARGUMENT.findall(ja) != ARGUMENT.findall(en):
        yield "the arguments differ: %s and %s" % (
            " ".join(ARGUMENT.findall(ja)), " ".join(ARGUMENT.findall(en)))


def complaints(ja, en):
    if not ja.strip() or not en.strip():
        # a word of one language that the other does without
        if len(ja) > 24 or len(en) > 24:
            yield "one of the two says nothing"
        return
    if JAPANESE.search(en):
        yield "the English text has Japanese letters"
    if not JAPANESE.search(ja) and re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{2,}", ja):
        yield "the Japanese text is in English"
    yield from differ(ja, en)


def main():
    pairs, bad = 0, 0
    for name in sys.argv[1:]:
        text = open(name, encoding="utf-8").read()
        pairs_here = {}
        for found in BESIDE.finditer(text):
            ja, en = join(found.group(1)), join(found.group(2))
            if JAPANESE.search(ja) and not JAPANESE.search(en):
                pairs_here[found.start(1)] = list(differ(ja, en))
        for found in list(CALL.finditer(text)) + list(CHOICE.finditer(text)):
            pairs_here[found.start(1)] = list(complaints(join(found.group(1)), join(found.group(2))))
        pairs += len(pairs_here)
        for at, whats in sorted(pairs_here.items()):
            for what in whats:
                bad += 1
                print("%s:%d: %s" % (name, text.count("\n", 0, at) + 1, what))
    print("words: %d pairs%s" % (pairs, "" if bad else ", ok"))
    sys.exit(bad > 0 or pairs == 0)


main()
