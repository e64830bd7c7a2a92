/* SPDX-License-Identifier: GPL-3.0-or-later */
/* difftable_data: the same for programs and spreadsheets; see difftable.h. */
#include "cli/difftable.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/csvfile.h"
#include "core/json.h"

enum { NUMBER_BYTES = 32 };

static const char *title_of(const struct settings *settings, const struct program_year *facts)
{
    return settings_label(&facts->title, settings->site.language);
}

static const struct program_year *newest(const struct yeardiff_row *row)
{
    return row->after.has ? row->after.facts : row->before.facts;
}

static const char *former(const struct settings *settings, const struct yeardiff_row *row)
{
    bool renamed = row->before.has && row->after.has && (row->changes & YEARDIFF_RENAMED);

    return renamed ? title_of(settings, row->before.facts) : NULL;
}

/* --- JSON --- */

static void json_side(struct json *json, const char *key, const struct yeardiff_side *side)
{
    if (side->has)
        json_integer(json, key, side->amount);
    else
        json_null(json, key);
}

static void json_ids(struct json *json, const char *key, struct yeardiff_row *const *rows,
                     size_t count)
{
    json_begin_array(json, key);
    for (size_t i = 0; i < count; i++)
        json_string(json, NULL, rows[i]->program->id);
    json_end_array(json);
}

static void json_changes(struct json *json, unsigned changes)
{
    const char *name;
    unsigned bit;

    json_begin_array(json, "changes");
    for (size_t i = 0; (name = yeardiff_name(i, &bit)); i++)
        if (changes & bit)
            json_string(json, NULL, name);
    json_end_array(json);
}

static void json_row(struct json *json, const struct settings *settings,
                     const struct yeardiff_row *row)
{
    json_begin_object(json, NULL);
    json_string(json, "id", row->program->id);
    json_string(json, "title", title_of(settings, newest(row)));
    json_string(json, "former", former(settings, row));
    json_string(json, "policy", newest(row)->policy->id);
    json_string(json, "kind", settings_program_kind_name(row->program->kind));
    json_side(json, "before", &row->before);
    json_side(json, "after", &row->after);
    json_integer(json, "difference", row->after.amount - row->before.amount);
    json_changes(json, row->changes);
    json_ids(json, "continues", row->from, row->from_count);
    json_ids(json, "continued_by", row->into, row->into_count);
    json_end_object(json);
}

static void json_sum(struct json *json, const char *key, const struct yeardiff_sum *sum)
{
    json_begin_object(json, key);
    json_integer(json, "programs", (int64_t)sum->budgeted);
    json_integer(json, "all", sum->all);
    json_integer(json, "loans", sum->loans);
    json_integer(json, "others", sum->all - sum->loans);
    json_end_object(json);
}

void difftable_json(const struct yeardiff *diff, const struct settings *settings,
                    struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_integer(&json, "from", diff->from);
    json_integer(&json, "to", diff->to);
    json_begin_array(&json, "programs");
    for (size_t i = 0; i < diff->count; i++)
        json_row(&json, settings, &diff->rows[i]);
    json_end_array(&json);
    json_begin_object(&json, "totals");
    json_sum(&json, "before", &diff->before);
    json_sum(&json, "after", &diff->after);
    json_end_object(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}

/* --- CSV --- */

static void csv_amount(struct buf *out, bool has, int64_t amount, char behind)
{
    char text[NUMBER_BYTES];

    snprintf(text, sizeof text, "%" PRId64, amount);
    csvfile_put(out, has ? text : NULL, behind);
}

static void csv_titles(const struct settings *settings, struct yeardiff_row *const *rows,
                       size_t count, struct arena *arena, struct buf *out)
{
    const char *text = "";

    for (size_t i = 0; i < count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? "; " : "",
                            title_of(settings, newest(rows[i])));
    csvfile_put(out, text, ',');
}

static void csv_row(const struct settings *settings, const struct yeardiff_row *row,
                    struct arena *arena, struct buf *out)
{
    const struct program_year *facts = newest(row);
    enum language language = settings->site.language;

    csvfile_put(out, settings_label(&facts->policy->title, language), ',');
    csvfile_put(out, row->program->id, ',');
    csvfile_put(out, title_of(settings, facts), ',');
    csvfile_put(out, former(settings, row), ',');
    csvfile_put(out, settings_tier_name(facts->tier), ',');
    csvfile_put(out, facts->pledge ? "yes" : "no", ',');
    csvfile_put(out, settings_program_kind_name(row->program->kind), ',');
    csv_titles(settings, row->from, row->from_count, arena, out);
    csv_titles(settings, row->into, row->into_count, arena, out);
    csvfile_put(out, yeardiff_say(row->changes, language, arena), ',');
    csv_amount(out, row->before.has, row->before.amount, ',');
    csv_amount(out, row->after.has, row->after.amount, ',');
    csv_amount(out, true, row->after.amount - row->before.amount, '\n');
}

void difftable_csv(const struct yeardiff *diff, const struct settings *settings,
                   struct arena *arena, struct buf *out)
{
    buf_printf(out,
               CSVFILE_MARK
               "policy,id,title,former,tier,pledge,kind,continues,continued_by,changes,"
               "budget_%d,budget_%d,difference\n",
               diff->from, diff->to);
    for (size_t i = 0; i < diff->count; i++)
        csv_row(settings, &diff->rows[i], arena, out);
}
