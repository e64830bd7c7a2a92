/* SPDX-License-Identifier: GPL-3.0-or-later */
/* site: see site.h. */
#include "graphs/site/site.h"

#include <stdio.h>
#include <string.h>

#include "config/edition.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/version.h"
#include "core/words.h"
#include "graphs/site/html.h"
#include "graphs/site/page.h"

#define PAGE_LIMIT ((size_t)256 << 20)
#define PATH_SIZE 4096

static const char STYLE[] =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--soft:#555;--line:#ddd;--accent:#0072b2;"
    "--paper:#fff;--panel:#f7f7f7}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#edeef0;--soft:#b9bec5;--line:#343a41;"
    "--accent:#56b4e9;--paper:#16191d;--panel:#1f242a}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 "
    "auto;padding:1.5rem;max-width:1240px;color:var(--ink);background:var(--paper);"
    "font-family:\"IPAexGothic\",\"Hiragino Kaku Gothic ProN\",\"Noto Sans CJK JP\",\"Noto "
    "Sans "
    "JP\",sans-serif;line-height:1.7}\n"
    "h1{font-size:1.6rem;margin:0 0 .2rem}\n"
    "h2{font-size:1.25rem;margin:2.5rem 0 .5rem;padding-bottom:.2rem;border-bottom:2px solid "
    "var(--ink)}\n"
    "h3{font-size:1.05rem;margin:1.2rem 0 .4rem}\n"
    "a{color:var(--accent)}\n"
    "figure{margin:0 0 1.5rem}\n"
    "img{max-width:100%;height:auto}\n"
    ".overview{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:"
    ".8rem}\n"
    ".overview a{border:1px solid var(--line);border-radius:4px;overflow:hidden}\n"
    ".overview img{display:block;width:100%}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}\n"
    "th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem;text-align:left;"
    "vertical-align:top}\n"
    "thead th{border-bottom:2px solid var(--line);white-space:nowrap;color:var(--soft)}\n"
    "tbody th{font-weight:normal}\n"
    ".programs tbody th{width:40%}\n"
    ".figures{width:auto;font-variant-numeric:tabular-nums}\n"
    ".figures td:nth-child(2),.money{text-align:right;white-space:nowrap}\n"
    ".money small{display:block;color:var(--soft)}\n"
    ".summary,.definition,.forms,.status,.challenge,footer{color:var(--soft);font-size:.85rem;"
    "margin:"
    ".2rem 0}\n"
    ".mark{display:inline-block;margin-left:.5em;padding:0 .4em;border:1px solid var(--soft);"
    "border-radius:.2em;font-size:.75rem}\n"
    ".alerts{padding:0;list-style:none}\n"
    ".alerts li{border-left:6px solid #999;padding:.3rem .8rem;margin:.4rem "
    "0;background:var(--panel)}\n"
    ".alerts .warning{border-color:#e69f00}\n"
    ".alerts .critical{border-color:#d55e00}\n"
    "nav ul{padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem}\n"
    "summary{cursor:pointer;color:var(--accent)}\n"
    "@media(max-width:700px){.programs td:nth-child(4),.programs "
    "th:nth-child(4){display:none}}\n"
    "@media "
    "print{nav,summary,.forms{display:none}figure,tr{break-inside:avoid}a{color:inherit}}\n";

/* Which indicators have been shown: each stands once, under the first policy that moves it. */
struct press {
    const struct site_input *input;
    bool *shown;
    struct buf out;
};

static bool policy_moves(const struct settings *settings, const struct policy *policy,
                         const struct indicator *indicator)
{
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];

        if (settings_program_latest(program)->policy == policy &&
            settings_moves(program, indicator))
            return true;
    }
    return false;
}

static void put_policy(struct press *press, const struct policy *policy)
{
    const struct site_input *input = press->input;
    enum language language = input->settings->site.language;

    buf_printf(&press->out, "<section id=\"policy-%s\">\n", policy->id);
    html_element(&press->out, "h2", settings_label(&policy->title, language));
    if (policy->challenge) {
        buf_puts(&press->out, "<p class=\"challenge\">");
        html_element(&press->out, "strong",
                     settings_label(&policy->challenge->title, language));
        buf_puts(&press->out, " ");
        html_text(&press->out, settings_label(&policy->challenge->text, language));
        buf_puts(&press->out, "</p>\n");
    }
    for (size_t i = 0; i < input->indicator_count; i++) {
        const struct site_indicator *item = &input->indicators[i];

        if (press->shown[i] || !page_has_picture(input, item) ||
            !policy_moves(input->settings, policy, item->indicator))
            continue;
        press->shown[i] = true;
        page_indicator(input, item, &press->out);
    }
    page_programs(input, policy, &press->out);
    html_classed(&press->out, "p", "definition", words_caution(language));
    buf_puts(&press->out, "</section>\n");
}

static void put_others(struct press *press)
{
    const struct site_input *input = press->input;
    bool any = false;

    for (size_t i = 0; i < input->indicator_count; i++) {
        if (press->shown[i] || !page_has_picture(input, &input->indicators[i]))
            continue;
        if (!any) {
            buf_puts(&press->out, "<section id=\"others\">\n");
            html_element(&press->out, "h2",
                         words_pick(input->settings->site.language, "その他の指標",
                                    "Other indicators"));
        }
        any = true;
        page_indicator(input, &input->indicators[i], &press->out);
    }
    if (any)
        buf_puts(&press->out, "</section>\n");
}

static void put_navigation(struct press *press)
{
    const struct settings *settings = press->input->settings;

    buf_puts(&press->out, "<nav><ul>\n");
    for (size_t i = 0; i < settings->policy_count; i++) {
        buf_printf(&press->out, "<li><a href=\"#policy-%s\">", settings->policies[i].id);
        html_text(&press->out,
                  settings_label(&settings->policies[i].title, settings->site.language));
        buf_puts(&press->out, "</a></li>\n");
    }
    buf_puts(&press->out, "</ul></nav>\n");
}

static void put_head(struct press *press)
{
    const struct settings *settings = press->input->settings;
    enum language language = settings->site.language;
    const char *title = settings_label(&settings->site.title, language);

    buf_printf(&press->out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n",
               words_pick(language, "ja", "en"));
    buf_puts(&press->out, "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                          "content=\"width=device-width,initial-scale=1\">\n");
    html_element(&press->out, "title", title);
    buf_puts(&press->out,
             "\n<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n<header>\n");
    html_element(&press->out, "h1", title);
    if (edition_is_internal(settings))
        html_classed(&press->out, "p", "definition",
                     words_pick(language, "庁内版", "Internal edition"));
    buf_puts(&press->out, "</header>\n");
}

static void put_foot(struct press *press)
{
    enum language language = press->input->settings->site.language;

    buf_puts(&press->out, "<footer><p>");
    html_text(
        &press->out,
        words_pick(
            language,
            "事業と指標の結び付きは設定ファイルに記した提案であり、効果の評価ではありません。",
            "The ties between programs and indicators are proposals made in the "
            "configuration, not findings."));
    buf_puts(&press->out, "</p><p>shihyo " VERSION_TEXT "</p></footer>\n</body>\n</html>\n");
}

static void put_page(struct press *press)
{
    const struct settings *settings = press->input->settings;

    put_head(press);
    put_navigation(press);
    buf_puts(&press->out, "<main>\n");
    page_alerts(press->input, &press->out);
    page_overview(press->input, &press->out);
    for (size_t i = 0; i < settings->policy_count; i++)
        put_policy(press, &settings->policies[i]);
    put_others(press);
    page_graphs(press->input, &press->out);
    page_sources(press->input, &press->out);
    buf_puts(&press->out, "</main>\n");
    put_foot(press);
}

static int write_file(const char *folder, const char *name, const void *bytes, size_t length,
                      size_t *written, struct err *err)
{
    char path[PATH_SIZE];
    bool changed;

    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        return err_set(err, ERR_IO, "%s: the path is too long", folder);
    if (file_write_changed(path, bytes, length, &changed, err))
        return -1;
    *written += changed;
    return 0;
}

void site_figure(const struct site_input *input, const struct site_indicator *item,
                 struct buf *out)
{
    if (page_has_picture(input, item))
        page_figure(input, item, out);
}

int site_publish(const struct site_input *input, const char *folder, size_t *written,
                 struct err *err)
{
    struct press press = {.input = input};
    int failed;

    *written = 0;
    if (file_make_folder(folder, 0755, err))
        return -1;
    press.shown = mem_calloc(input->indicator_count, sizeof *press.shown);
    buf_init(&press.out, PAGE_LIMIT);
    put_page(&press);
    if (press.out.overflow)
        failed = err_set(err, ERR_INTERNAL, "%s/index.html: the page is too long", folder);
    else
        failed = write_file(folder, "style.css", STYLE, strlen(STYLE), written, err) ||
                         write_file(folder, "index.html", press.out.data, press.out.length,
                                    written, err)
                     ? -1
                     : 0;
    buf_free(&press.out);
    mem_free(press.shown);
    return failed;
}
