/* SPDX-License-Identifier: GPL-3.0-or-later */
/* site: see site.h. */
#include "graphs/site/site.h"

#include "graphs/site/page.h"
#include "graphs/site/shell.h"

const char *site_prefix(enum language language, enum language original)
{
    return language == original ? "" : words_pick(language, "ja/", "en/");
}

static int finish(struct page *page, struct err *err)
{
    int failed = html_end(&page->html, err);

    if (failed)
        err_prefix(err, "page %s %s", page->kind->name, page->subject->id);
    arena_free(page->arena);
    return failed;
}

int site_page(const struct page_kind *kind, const struct site_input *input,
              const struct site_subject *subject, struct buf *out, struct err *err)
{
    struct page page = {
        .kind = kind,
        .input = input,
        .subject = subject,
        .language = input->settings->site.language,
        .arena = arena_new(),
    };

    html_init_part(&page.html, out);
    shell_write(&page);
    return finish(&page, err);
}

/* --- of what is not configured any more --- */

static const char *gone_title(const struct page *page)
{
    return page_say(page, "このページの掲載は終わりました", "This page has ended");
}

/* Nothing of what it was is said: the configuration does not hold it any more. */
static void write_gone(struct page *page)
{
    html_element(&page->html, "h1", gone_title(page));
    html_line(&page->html);
    html_element(
        &page->html, "p",
        page_say(page, "この指標、事業又は施策は、掲載の対象ではなくなりました。",
                 "This indicator, program or policy is not among those shown any more."));
    html_open(&page->html, "p");
    html_open(&page->html, "a");
    html_attr(&page->html, "href", page_link(page, page_home.file, ""));
    html_text(&page->html, page_say(page, "最初のページへ", "To the first page"));
    html_close(&page->html, "a");
    html_close(&page->html, "p");
}

int site_gone(const struct page_kind *kind, const struct site_input *input, const char *id,
              struct buf *out, struct err *err)
{
    const struct page_kind gone = {
        .name = kind->name, .file = kind->file, .title = gone_title, .write = write_gone};
    const struct site_subject subject = {.id = id};

    return site_page(&gone, input, &subject, out, err);
}
