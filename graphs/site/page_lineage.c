/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_lineage: what a program was, and what goes on in its place; see page.h. */
#include "config/lineage.h"

#include "core/str.h"
#include "core/words.h"
#include "graphs/site/page.h"

static void begin_fact(struct page *page, const char *name)
{
    html_element(&page->html, "dt", name);
    html_open(&page->html, "dd");
}

static void end_fact(struct page *page)
{
    html_close(&page->html, "dd");
    html_line(&page->html);
}

static void put_link(struct page *page, const struct program *program, size_t told)
{
    if (told > 0)
        html_text(&page->html, page_say(page, "、", ", "));
    page_anchor(page, page_link(page, page_program.file, program->id),
                &settings_program_latest(program)->title);
}

/* Until the year before the next title. */
static void put_titles(struct page *page, const struct program *program)
{
    for (size_t i = 0; i + 1 < program->year_count; i++) {
        const struct program_year *facts = &program->years[i], *next = facts + 1;
        char until[WORDS_SIZE];

        if (str_equal(facts->title.text, next->title.text))
            continue;
        words_fiscal_year(next->fiscal_year - 1, page->language, until);
        begin_fact(page, page_say(page, "旧称", "Former title"));
        page_label(page, "span", NULL, &facts->title);
        html_text(&page->html, page_fill(page, "（%まで）", " (until %)", until, NULL));
        end_fact(page);
    }
}

static void put_sources(struct page *page, const struct program *program)
{
    size_t count;
    const struct lineage *list =
        lineage_of(page->input->settings, program, page->arena, &count);

    if (count == 0)
        return;
    begin_fact(page, page_say(page, "前身", "Continues"));
    for (size_t i = 0; i < count; i++) {
        if (list[i].program) {
            put_link(page, list[i].program, i);
            continue;
        }
        if (i > 0)
            html_text(&page->html, page_say(page, "、", ", "));
        page_foreign(page, "span", NULL, list[i].name);
    }
    end_fact(page);
}

static bool continues(const struct page *page, const struct program *program,
                      const struct program *former)
{
    size_t count;
    const struct lineage *list =
        lineage_of(page->input->settings, program, page->arena, &count);

    for (size_t i = 0; i < count; i++)
        if (list[i].program == former)
            return true;
    return false;
}

static void put_heirs(struct page *page, const struct program *program)
{
    const struct settings *settings = page->input->settings;
    size_t told = 0;

    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *other = &settings->programs[i];

        if (other == program || !continues(page, other, program))
            continue;
        if (told == 0)
            begin_fact(page, page_say(page, "引き継ぐ事業", "Continued by"));
        put_link(page, other, told++);
    }
    if (told > 0)
        end_fact(page);
}

void page_lineage(struct page *page, const struct program *program)
{
    put_titles(page, program);
    put_sources(page, program);
    put_heirs(page, program);
}
