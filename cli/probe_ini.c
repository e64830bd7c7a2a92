/* SPDX-License-Identifier: GPL-3.0-or-later */
/* probe_ini: a suggestion as it would stand in a configuration. Comments have lines of their
 * own, so that no value can be taken for one. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/probe.h"
#include "config/keys.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/unicode.h"

#define SOURCE "document" /* the id of a source that is not configured */
#define ID_BYTES 40
#define TITLE_WIDTH 80

/* --- ids --- */

const char *probe_make_id(struct arena *arena, const char *label)
{
    char id[ID_BYTES];
    size_t length = 0;

    for (const char *at = unicode_key(arena, label); *at; at++) {
        if ((unsigned char)*at >= 0x80 || length + 1 == sizeof id)
            return "";
        bool sign = !isalnum((unsigned char)*at);
        if (!sign)
            id[length++] = (char)tolower((unsigned char)*at);
        else if (length > 0 && id[length - 1] != '-')
            id[length++] = '-';
    }
    while (length > 0 && id[length - 1] == '-')
        length--;
    id[length] = '\0';
    return length >= 2 && isalpha((unsigned char)id[0]) ? arena_strdup(arena, id) : "";
}

static const char *label_id(const struct probe *probe, size_t n)
{
    return probe_make_id(probe->arena,
                         probe->probing->suggestions.items[n].indicator.title.text);
}

static bool is_taken(const struct probe *probe, const char *id)
{
    return probe->settings && settings_indicator(probe->settings, id);
}

/* The n-th of "stem", "stem-2", "stem-3" that are free. */
static const char *stem_id(const struct probe *probe, size_t n)
{
    for (size_t number = 1, found = 0;; number++) {
        const char *id = number == 1
                             ? probe->stem
                             : arena_printf(probe->arena, "%s-%zu", probe->stem, number);

        if (!is_taken(probe, id) && found++ == n)
            return id;
    }
}

const char *probe_id(const struct probe *probe, size_t n)
{
    if (probe->stem)
        return stem_id(probe, n);
    const char *id = label_id(probe, n);
    bool good = str_is_id(id) && !is_taken(probe, id) && !str_starts(id, "suggested-");

    for (size_t i = 0; good && i < probe->probing->suggestions.count; i++)
        good = i == n || !str_equal(label_id(probe, i), id);
    for (size_t i = n + 1; !good; i += SUGGEST_MAX) {
        id = arena_printf(probe->arena, "suggested-%zu", i);
        good = !is_taken(probe, id);
    }
    return id;
}

/* --- lines --- */

static void put_key(struct buf *out, const char *key, const char *value)
{
    if (!str_empty(value))
        buf_printf(out, "%-9s = %s\n", key, value);
}

static void put_comment(const struct probe *probe, struct buf *out, const char *ja,
                        const char *en)
{
    buf_printf(out, "; %s\n", words_pick(probe->language, ja, en));
}

static const char *choice(const char *key, int value)
{
    return keys_find(SECTION_INDICATOR, key)->choices[value];
}

/* A title is for people: what would be read as a comment is written otherwise. */
static const char *plain_title(struct arena *arena, const char *text)
{
    const char *plain = plain_copy(arena, text);
    char *copy = arena_alloc(arena, strlen(plain) + 1, 1);

    for (size_t i = 0; plain[i]; i++)
        copy[i] = strchr(";#\"'[]", plain[i]) ? ' ' : plain[i];
    return str_trim(copy);
}

const char *probe_title(const struct probe *probe, size_t n)
{
    const struct suggestion *suggestion = &probe->probing->suggestions.items[n];
    const char *title = plain_title(probe->arena, suggestion->indicator.title.text);

    if (*title == '\0' && suggestion->grid < probe->probing->grid_count)
        title = plain_title(probe->arena, probe->probing->grids[suggestion->grid].name);
    return *title ? title : probe_id(probe, n);
}

/* 千人 may be had as 人: whoever configures it need not scale. */
static void put_base(const struct probe *probe, const struct suggestion *suggestion,
                     struct buf *out)
{
    const char *unit = plain_copy(probe->arena, suggestion->indicator.unit);
    const char *base = plain_copy(probe->arena, suggestion->unit_base);

    if (*base == '\0')
        return;
    put_comment(
        probe, out,
        arena_printf(probe->arena,
                     "資料の単位は%s: unit = %s とすれば換算して読みます（scale は不要）",
                     unit, base),
        arena_printf(probe->arena,
                     "printed in %s; with unit = %s it is converted, without `scale`", unit,
                     base));
}

static void put_unit(const struct probe *probe, const struct suggestion *suggestion,
                     struct buf *out)
{
    if (suggestion->unit_from == SUGGEST_UNIT_LIKELY)
        put_comment(probe, out, "資料に単位の記載なし: 項目名からの推測です。確かめてください",
                    "no unit is printed: this one is likely by the label, check it");
    else if (suggestion->unit_from == SUGGEST_UNIT_UNKNOWN)
        put_comment(probe, out, "資料に単位の記載なし: 書いてください",
                    "no unit is printed: put it here");
    put_base(probe, suggestion, out);
    put_key(out, "unit", suggestion->indicator.unit);
}

static void put_frequency(const struct probe *probe, const struct suggestion *suggestion,
                          struct buf *out)
{
    if (suggestion->year_is_open)
        put_comment(probe, out, "「年」と書かれた年度のときは fiscal-year",
                    "fiscal-year, if these years run from April");
    put_key(out, "frequency", period_frequency_name(suggestion->indicator.frequency));
}

static void put_selection(const struct probe *probe, const struct suggestion *suggestion,
                          struct buf *out)
{
    const struct indicator *indicator = &suggestion->indicator;

    put_key(out, "table", indicator->table);
    put_key(out, "layout", choice("layout", (int)indicator->layout));
    put_key(out, "value", indicator->value);
    if (!str_equal(indicator->period, "auto"))
        put_key(out, "period", indicator->period);
    for (size_t i = 0; i < indicator->where_count; i++)
        put_key(out, "where",
                arena_printf(probe->arena, "%s%s%s", indicator->where[i].head,
                             *indicator->where[i].cell == '\0' ? "" : "=",
                             indicator->where[i].cell));
    if (*suggestion->choices != '\0')
        buf_printf(out, "; %s %s\n",
                   words_pick(probe->language, "行の候補:", "rows to choose:"),
                   plain_copy(probe->arena, suggestion->choices));
    if (indicator->era == ERA_NAME_NONE)
        return;
    if (suggestion->era_is_open)
        put_comment(probe, out, "元号の記載なし: 推測です。確かめてください",
                    "no era is printed: this one is a guess, check it");
    put_key(out, "era", choice("era", (int)indicator->era));
}

void probe_ini(const struct probe *probe, size_t n, struct buf *out)
{
    const struct suggestion *suggestion = &probe->probing->suggestions.items[n];
    char decimals[16];

    snprintf(decimals, sizeof decimals, "%d", suggestion->indicator.decimals);
    buf_printf(out, "[indicator %s]\n", probe_id(probe, n));
    put_key(out, "title", probe_title(probe, n));
    put_unit(probe, suggestion, out);
    put_key(out, "decimals", decimals);
    put_frequency(probe, suggestion, out);
    put_comment(probe, out, "higher（高いほど良い）・lower・neutral から選んでください",
                "choose: higher, lower or neutral");
    put_key(out, "better", settings_better_name(BETTER_NEUTRAL));
    put_key(out, "source", probe->source ? probe->source : SOURCE);
    put_selection(probe, suggestion, out);
}

static void put_url(const struct probe *probe, struct buf *out)
{
    if (probe->page) {
        put_key(out, "page", probe->page);
        put_key(out, "link", probe->link);
        return;
    }
    if (probe->url) {
        put_key(out, "url", probe->url);
        return;
    }
    put_comment(probe, out, "公表元のアドレスに書き換えてください",
                "put the publisher's address here");
    /* a file alone is read by hand until its address is known */
    buf_puts(out, probe->stem ? "; " : "");
    put_key(out, "url", "https://example.jp/document");
}

void probe_ini_source(const struct probe *probe, struct buf *out)
{
    const char *address =
        arena_strndup(probe->arena, probe->address, strcspn(probe->address, "?#"));
    const char *slash = strrchr(address, '/');
    const char *said = str_empty(probe->title) ? "" : plain_title(probe->arena, probe->title);
    said = arena_strndup(probe->arena, said, unicode_fit(said, TITLE_WIDTH));
    const char *name = *said ? said : plain_title(probe->arena, slash ? slash + 1 : address);
    const char *id = probe->stem ? probe->stem : SOURCE;

    buf_printf(out, "[source %s]\n", id);
    put_key(out, "title", *name ? name : id);
    put_url(probe, out);
    put_key(out, "format", probe->probing->format);
    if (!str_empty(probe->robots))
        put_key(out, "robots", probe->robots);
    if (probe->probing->published_by != PUBLISHED_NONE)
        put_key(out, "published", published_pattern(probe->probing->published_by));
}

void probe_ini_published(const struct probe *probe, struct buf *out)
{
    const struct source *source = settings_source(probe->settings, probe->source);

    if (probe->probing->published_by == PUBLISHED_NONE || !str_empty(source->published))
        return;
    if (probe->language == LANGUAGE_JA)
        buf_printf(out, "; 資料に公表日があります。[source %s] に:\n; ", probe->source);
    else
        buf_printf(out, "; the document says when it was published; for [source %s]:\n; ",
                   probe->source);
    put_key(out, "published", published_pattern(probe->probing->published_by));
}
