/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_programs: all programs by policy, with what is printed of their budgets. */
#include "graphs/site/page.h"

static const char *title(const struct page *page)
{
    return page_say(page, "事業", "Programs");
}

bool page_has_programs(const struct page *page, const struct policy *policy)
{
    const struct settings *settings = page->input->settings;

    for (size_t i = 0; i < settings->program_count; i++) {
        if (settings_program_latest(&settings->programs[i])->policy == policy)
            return true;
    }
    return false;
}

static void put_policy(struct page *page, const struct policy *policy)
{
    struct page_money money = page_add_up(page, policy);

    html_open(&page->html, "h2");
    page_anchor(page, page_link(page, page_policy.file, policy->id), &policy->title);
    html_close(&page->html, "h2");
    html_line(&page->html);
    if (money.count > 0)
        html_classed(&page->html, "p", "money", page_money_say(page, &money));
    page_program_table(page, policy);
}

static void write_programs(struct page *page)
{
    const struct settings *settings = page->input->settings;
    struct page_money money = page_add_up(page, NULL);

    html_element(&page->html, "h1", title(page));
    html_line(&page->html);
    if (money.count > 0)
        html_classed(&page->html, "p", "newest", page_money_say(page, &money));
    if (settings->program_count == 0)
        html_element(&page->html, "p",
                     page_say(page, "事業の掲載はありません。", "No program is listed."));
    for (size_t i = 0; i < settings->policy_count; i++) {
        if (page_has_programs(page, &settings->policies[i]))
            put_policy(page, &settings->policies[i]);
    }
}

static void made_from(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out)
{
    (void)subject;
    buf_printf(out, "%d\x1f", input->year);
}

const struct page_kind page_programs = {
    .name = "programs",
    .file = "programs.html",
    .menu = {"事業", "Programs"},
    .program = true,
    .made_from = made_from,
    .title = title,
    .write = write_programs,
};
