/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page: see page.h. */
#include "graphs/site/page.h"

#include <string.h>

#include "config/edition.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"
#include "graphs/chart.h"
#include "graphs/form.h"
#include "graphs/site/html.h"
#include "graphs/thumbnail.h"

#define SMALL_LIMIT 65536
#define PAGE_ROWS 200000   /* of figures, on one page */
#define PAGE_ROWS_LEAST 24 /* of one indicator, all the same */

static enum language language_of(const struct site_input *input)
{
    return input->settings->site.language;
}

static const char *say(const struct site_input *input, const char *ja, const char *en)
{
    return words_pick(language_of(input), ja, en);
}

bool page_has_picture(const struct site_input *input, const struct site_indicator *item)
{
    if (item->figure)
        return !str_empty(item->figure);
    return edition_shows(input->settings, item->indicator) &&
           (item->indicator->is_public || item->series->count > 0);
}

static bool has_figure(const struct site_input *input, const char *indicator_id)
{
    for (size_t i = 0; i < input->indicator_count; i++) {
        if (str_equal(input->indicators[i].indicator->id, indicator_id))
            return page_has_picture(input, &input->indicators[i]);
    }
    return false;
}

static void put_alert(const struct site_input *input, const struct alert *alert,
                      struct buf *out)
{
    bool linked = has_figure(input, alert->indicator_id);

    buf_puts(out, "<li class=\"");
    html_text(out, alert->severity);
    buf_puts(out, "\">");
    if (linked) {
        buf_puts(out, "<a href=\"#");
        html_text(out, alert->indicator_id);
        buf_puts(out, "\">");
    }
    html_text(out, alert->text);
    buf_puts(out, linked ? "</a></li>\n" : "</li>\n");
}

void page_alerts(const struct site_input *input, struct buf *out)
{
    if (!edition_is_internal(input->settings))
        return;
    buf_puts(out, "<section id=\"alerts\">\n");
    html_element(out, "h2", say(input, "お知らせ", "Alerts"));
    if (input->alert_count == 0)
        html_element(out, "p",
                     say(input, "継続中のお知らせはありません。", "No alert is open."));
    else
        buf_puts(out, "<ul class=\"alerts\">\n");
    for (size_t i = 0; i < input->alert_count; i++)
        put_alert(input, &input->alerts[i], out);
    buf_puts(out, input->alert_count ? "</ul>\n</section>\n" : "\n</section>\n");
}

/* "charts/ID.png" of a form. */
static void put_file(const struct indicator *indicator, struct form form, struct buf *out)
{
    char name[FORM_NAME_SIZE];

    form_name(&form, name);
    buf_printf(out, "charts/%s%s", indicator->id, name + 1);
}

/* The dark one where the reader's screen is dark. */
static void put_dark(const struct indicator *indicator, struct form form, struct buf *out)
{
    form.theme = PALETTE_THEME_DARK;
    buf_puts(out, "<source media=\"(prefers-color-scheme:dark)\" srcset=\"");
    put_file(indicator, form, out);
    buf_puts(out, form.kind == FORM_PNG ? " 2x\">" : "\">");
}

static void put_image(const struct site_indicator *item, struct buf *out)
{
    const struct indicator *indicator = item->indicator;
    struct form form = {FORM_PNG, FORM_STANDARD, PALETTE_THEME_LIGHT, 1};

    buf_puts(out, "<picture>");
    put_dark(indicator, (struct form){.kind = FORM_SVG}, out);
    buf_puts(out, "<img src=\"");
    put_file(indicator, form, out);
    buf_puts(out, "\" srcset=\"");
    put_file(indicator, form, out);
    buf_puts(out, " 1x, ");
    form.scale = 2;
    put_file(indicator, form, out);
    buf_printf(out, " 2x\" width=\"%d\" alt=\"", CHART_WIDTH);
    html_text(out, item->description);
    buf_puts(out, "\"></picture>\n");
}

/* The picture to take along. */
static void put_forms(const struct site_input *input, const struct indicator *indicator,
                      struct buf *out)
{
    buf_puts(out, "<p class=\"forms\">");
    buf_puts(out, say(input, "図の保存：", "Save the chart: "));
    for (int kind = FORM_PNG; kind <= FORM_SVG; kind++) {
        struct form form = {(enum form_kind)kind, FORM_STANDARD, PALETTE_THEME_LIGHT,
                            kind == FORM_PNG ? 2 : 1};

        buf_puts(out, kind == FORM_PNG ? "<a href=\"" : " <a href=\"");
        put_file(indicator, form, out);
        buf_printf(out, "\" download>%s</a>", kind == FORM_PNG ? "PNG" : "SVG");
    }
    buf_puts(out, "</p>\n");
}

/* In one line, whatever the title holds: it is cut off at its end (page_figure). */
static void put_thumbnail(const struct site_input *input, const struct site_indicator *item,
                          struct buf *out)
{
    const struct indicator *indicator = item->indicator;
    struct form form = {FORM_PNG, FORM_THUMBNAIL, PALETTE_THEME_LIGHT, 2};
    size_t before = out->length;

    buf_printf(out, "<a href=\"#%s\"><picture>", indicator->id);
    put_dark(indicator, form, out);
    buf_puts(out, "<img src=\"");
    put_file(indicator, form, out);
    buf_printf(out, "\" width=\"%d\" height=\"%d\" alt=\"", THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT);
    html_text(out, settings_label(&indicator->title, language_of(input)));
    buf_puts(out, "\"></picture></a>");
    for (size_t i = before; i < out->length; i++) {
        if (out->data[i] == '\n')
            out->data[i] = ' ';
    }
}

/* "" when there is no figure to show. */
static void put_small(const struct site_input *input, const struct site_indicator *item,
                      struct buf *out)
{
    if (item->figure)
        buf_append(out, item->figure, strcspn(item->figure, "\n"));
    else if (page_has_picture(input, item) && series_latest(item->series))
        put_thumbnail(input, item, out);
}

void page_figure(const struct site_input *input, const struct site_indicator *item,
                 struct buf *out)
{
    put_small(input, item, out);
    buf_putc(out, '\n');
    page_indicator(input, item, out);
}

void page_overview(const struct site_input *input, struct buf *out)
{
    bool any = false;

    for (size_t i = 0; i < input->indicator_count; i++) {
        const struct site_indicator *item = &input->indicators[i];
        struct buf small;

        buf_init(&small, SMALL_LIMIT);
        put_small(input, item, &small);
        if (small.length > 0 && !any) {
            buf_puts(out, "<section id=\"overview\">\n");
            html_element(out, "h2", say(input, "一覧", "At a glance"));
            buf_puts(out, "<div class=\"overview\">\n");
        }
        any = any || small.length > 0;
        buf_printf(out, "%s%s", buf_text(&small), small.length > 0 ? "\n" : "");
        buf_free(&small);
    }
    if (any)
        buf_puts(out, "</div>\n</section>\n");
}

static void put_observation(const struct site_input *input, const struct site_indicator *item,
                            const struct observation *observation, struct buf *out)
{
    char text[WORDS_SIZE];

    words_period(observation->period, item->indicator->year_label, language_of(input), text);
    buf_puts(out, "<tr>");
    buf_puts(out, "<th scope=\"row\">");
    html_text(out, text);
    buf_puts(out, "</th>");
    words_value(observation->value, phrase_places(item->indicator, observation->value),
                language_of(input), text);
    html_element(out, "td", series_has_value(observation) ? text : "");
    html_classed(out, "td", "status", words_status(observation->status, language_of(input)));
    buf_puts(out, "</tr>\n");
}

/* A page of thousands of long tables would be opened by no browser. */
static size_t count_shown(const struct site_input *input, const struct series *series)
{
    size_t most = PAGE_ROWS / (input->settings->indicator_count + 1);

    most = most < PAGE_ROWS_LEAST ? PAGE_ROWS_LEAST : most;
    return series->count < most ? series->count : most;
}

/* Newest first: what most readers look for. */
static void put_table(const struct site_input *input, const struct site_indicator *item,
                      struct buf *out)
{
    const struct series *series = item->series;

    if (series->count == 0)
        return;
    buf_puts(out, "<details>");
    html_element(out, "summary", say(input, "数値を表で見る", "The figures as a table"));
    buf_puts(out, "\n<table class=\"figures\">\n<thead><tr>");
    html_element(out, "th", say(input, "期間", "Period"));
    html_element(out, "th", settings_label(&item->indicator->unit_label, language_of(input)));
    html_element(out, "th", say(input, "種別", "Status"));
    buf_puts(out, "</tr></thead>\n<tbody>\n");
    size_t shown = count_shown(input, series);
    for (size_t i = 0; i < shown; i++)
        put_observation(input, item, &series->observations[series->count - 1 - i], out);
    buf_puts(out, "</tbody>\n</table>\n");
    if (shown < series->count)
        html_classed(out, "p", "definition",
                     say(input, "これより前の値は載せていません。",
                         "Earlier figures are left out here."));
    buf_puts(out, "</details>\n");
}

void page_indicator(const struct site_input *input, const struct site_indicator *item,
                    struct buf *out)
{
    const struct indicator *indicator = item->indicator;
    const char *definition = settings_label(&indicator->definition, language_of(input));
    const char *note = settings_label(&indicator->note, language_of(input));

    if (item->figure) {
        const char *behind = strchr(item->figure, '\n');

        buf_puts(out, behind ? behind + 1 : "");
        return;
    }
    buf_printf(out, "<figure id=\"%s\">\n", indicator->id);
    html_element(out, "h3", settings_label(&indicator->title, language_of(input)));
    put_image(item, out);
    put_forms(input, indicator, out);
    if (!str_empty(definition))
        html_classed(out, "p", "definition", definition);
    if (!str_empty(note) && edition_is_internal(input->settings)) {
        buf_printf(out, "<p class=\"definition\">%s",
                   say(input, "内部メモ：", "Internal note: "));
        html_text(out, note);
        buf_puts(out, "</p>\n");
    }
    put_table(input, item, out);
    buf_puts(out, "</figure>\n");
}

static void put_indicators(const struct site_input *input, struct indicator *const *items,
                           size_t count, struct buf *out)
{
    buf_puts(out, "<td>");
    for (size_t i = 0, shown = 0; i < count; i++) {
        if (!edition_shows(input->settings, items[i]))
            continue;
        buf_puts(out, shown++ ? "<br>" : "");
        html_text(out, settings_label(&items[i]->title, language_of(input)));
    }
    buf_puts(out, "</td>");
}

static void put_amount(const struct site_input *input, const struct program_year *year,
                       struct buf *out)
{
    int64_t amount = 0;
    enum amount_kind kind = settings_program_amount(year, &amount);
    char money[WORDS_SIZE] = "";

    if (kind != AMOUNT_NONE)
        words_budget(amount, language_of(input), money);
    buf_puts(out, "<td class=\"money\">");
    html_text(out, money);
    if (kind != AMOUNT_NONE)
        html_element(out, "small", words_amount_kind(kind, language_of(input)));
    buf_puts(out, "</td>");
}

static void put_program(const struct site_input *input, const struct program *program,
                        struct buf *out)
{
    const struct program_year *year = settings_program_latest(program);

    buf_puts(out, "<tr><th scope=\"row\">");
    html_text(out, settings_label(&year->title, language_of(input)));
    if (year->is_new)
        html_classed(out, "span", "mark", say(input, "新", "new"));
    /* Which programs are the mayor's pledges is for the office, unless it says otherwise. */
    if (year->pledge && edition_is_internal(input->settings))
        html_classed(out, "span", "mark", say(input, "公約", "pledge"));
    if (!str_empty(year->summary))
        html_classed(out, "p", "summary", year->summary);
    buf_puts(out, "</th>");
    put_amount(input, year, out);
    put_indicators(input, program->moves, program->move_count, out);
    put_indicators(input, program->context, program->context_count, out);
    html_element(out, "td", program->why ? program->why : "");
    buf_puts(out, "</tr>\n");
}

void page_programs(const struct site_input *input, const struct policy *policy,
                   struct buf *out)
{
    const struct settings *settings = input->settings;

    buf_puts(out, "<table class=\"programs\">\n<thead><tr>");
    html_element(out, "th", say(input, "関連する主な事業", "Programs"));
    html_element(out, "th", say(input, "予算額", "Budget"));
    html_element(out, "th", say(input, "成果指標", "Meant to move"));
    html_element(out, "th", say(input, "背景指標", "Background"));
    html_element(out, "th", say(input, "ねらい", "How"));
    buf_puts(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < settings->program_count; i++) {
        if (settings_program_latest(&settings->programs[i])->policy == policy)
            put_program(input, &settings->programs[i], out);
    }
    buf_puts(out, "</tbody>\n</table>\n");
}

/* "2024-04-01" of an instant, local; "—" for never. */
static void put_day(int64_t instant, struct buf *out)
{
    char text[INSTANT_TEXT_SIZE] = "—";

    if (instant != 0) {
        instant_print_local(instant, text);
        text[strcspn(text, " ")] = '\0';
    }
    html_element(out, "td", text);
}

void page_sources(const struct site_input *input, struct buf *out)
{
    bool internal = edition_is_internal(input->settings);

    buf_puts(out, "<section id=\"sources\">\n");
    html_element(out, "h2", say(input, "出典", "Sources"));
    buf_puts(out, "<table class=\"sources\">\n<thead><tr>");
    html_element(out, "th", say(input, "出典", "Source"));
    html_element(out, "th", say(input, "最終確認", "Last read"));
    html_element(out, "th", say(input, "最終更新", "Last change"));
    html_element(out, "th", internal ? say(input, "状況", "State") : "");
    buf_puts(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < input->settings->source_count; i++) {
        const struct source *source = &input->settings->sources[i];
        const struct health *health = &input->sources[i];

        if (!edition_shows_source(input->settings, source))
            continue;
        buf_puts(out, "<tr>");
        html_element(out, "td", settings_label(&source->title, language_of(input)));
        put_day(health->last_success, out);
        put_day(health->last_change, out);
        html_element(out, "td", internal && health->failing_since ? health->error : "");
        buf_puts(out, "</tr>\n");
    }
    buf_puts(out, "</tbody>\n</table>\n</section>\n");
}

void page_graphs(const struct site_input *input, struct buf *out)
{
    const struct settings *settings = input->settings;

    if (settings->graph_count == 0 || !edition_is_internal(input->settings))
        return;
    buf_puts(out, "<section id=\"graphs\">\n");
    html_element(out, "h2", say(input, "rrdgraphによる図", "Graphs by rrdgraph"));
    buf_puts(out, "<details>");
    html_element(out, "summary", say(input, "表示する", "Show"));
    for (size_t i = 0; i < settings->graph_count; i++) {
        if (input->drawn && !input->drawn[i])
            continue;
        buf_printf(out, "<figure><img loading=\"lazy\" src=\"graphs/%s.png\" alt=\"",
                   settings->graphs[i].id);
        html_text(out, settings_label(&settings->graphs[i].title, language_of(input)));
        buf_puts(out, "\"></figure>\n");
    }
    buf_puts(out, "</details>\n</section>\n");
}
