/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paper_names: names in a sentence, never too many; see paper.h. */
#include "graphs/paper.h"
#include "graphs/paper_part.h"

void paper_names_init(struct paper_names *names, size_t most)
{
    *names = (struct paper_names){.most = most};
    buf_init(&names->text, PAPER_WORDS_LIMIT);
}

void paper_names_add(const struct paper *paper, struct paper_names *names, const char *name)
{
    if (names->count++ < names->most)
        buf_printf(&names->text, "%s%s",
                   names->text.length > 0 ? words_pick(paper->language, "、", "; ") : "",
                   name);
}

const char *paper_names_end(const struct paper *paper, struct paper_names *names)
{
    const char *all = arena_strdup(paper->arena, buf_text(&names->text));
    size_t more = names->count > names->most ? names->count - names->most : 0;

    buf_free(&names->text);
    if (more == 0)
        return all;
    return arena_printf(paper->arena,
                        paper->language == LANGUAGE_JA ? "%s　ほか%zu件" : "%s; and %zu more",
                        all, more);
}
