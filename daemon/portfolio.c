/* SPDX-License-Identifier: GPL-3.0-or-later */
/* portfolio: see portfolio.h. */
#include "daemon/portfolio.h"

#include <stdio.h>

#include "config/edition.h"
#include "core/json.h"
#include "core/str.h"

int portfolio_newest_year(const struct settings *settings)
{
    int year = 0;

    for (size_t i = 0; i < settings->program_count; i++) {
        int found = settings_program_latest(&settings->programs[i])->fiscal_year;

        year = found > year ? found : year;
    }
    return year;
}

bool portfolio_stands(const struct program *program, const struct portfolio_choice *choice)
{
    for (size_t i = 0; i < program->year_count; i++) {
        if (program->years[i].fiscal_year == choice->year)
            return true;
    }
    return !choice->asked;
}

static void json_budget(struct json *json, const struct program *program)
{
    json_begin_object(json, "budget");
    for (size_t i = 0; i < program->year_count; i++) {
        char year[16];

        if (!program->years[i].budget.set)
            continue;
        snprintf(year, sizeof year, "%d", program->years[i].fiscal_year);
        json_integer(json, year, program->years[i].budget.thousand_yen);
    }
    json_end_object(json);
}

/* Who asks, and what for. */
struct asking {
    const struct settings *settings;
    const struct portfolio_choice *choice;
    bool whole;
};

static void json_ids(struct json *json, const struct asking *asking, const char *key,
                     struct indicator *const *items, size_t count)
{
    json_begin_array(json, key);
    for (size_t i = 0; i < count; i++)
        if (asking->whole || edition_shows(asking->settings, items[i]))
            json_string(json, NULL, items[i]->id);
    json_end_array(json);
}

static void json_filled(struct json *json, const char *key, const char *text)
{
    json_string(json, key, str_empty(text) ? NULL : text);
}

static void json_program(struct json *json, const struct asking *asking,
                         const struct program *program)
{
    enum language language = asking->settings->site.language;
    const struct program_year *facts = settings_program_year(program, asking->choice->year);

    json_begin_object(json, NULL);
    json_string(json, "id", program->id);
    json_string(json, "title", settings_label(&facts->title, language));
    json_string(json, "policy", facts->policy->id);
    json_string(json, "tier",
                facts->tier == TIER_NONE ? NULL : settings_tier_name(facts->tier));
    if (asking->whole || edition_publishes(asking->settings, EDITION_PLEDGES))
        json_bool(json, "pledge", facts->pledge);
    else
        json_null(json, "pledge");
    json_bool(json, "new", facts->is_new);
    json_string(json, "kind", settings_program_kind_name(program->kind));
    json_budget(json, program);
    json_ids(json, asking, "moves", program->moves, program->move_count);
    json_ids(json, asking, "context", program->context, program->context_count);
    json_filled(json, "summary", facts->summary);
    json_filled(json, "change", asking->whole ? facts->change : NULL);
    json_filled(json, "why", program->why);
    json_filled(json, "owner", asking->whole ? program->owner : NULL);
    json_end_object(json);
}

void portfolio_json(const struct settings *settings, const struct portfolio_choice *choice,
                    bool whole, struct buf *out)
{
    const struct asking asking = {settings, choice, whole || edition_is_internal(settings)};
    enum language language = settings->site.language;
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "challenges");
    for (size_t i = 0; i < settings->challenge_count; i++) {
        json_begin_object(&json, NULL);
        json_string(&json, "id", settings->challenges[i].id);
        json_string(&json, "title", settings_label(&settings->challenges[i].title, language));
        json_end_object(&json);
    }
    json_end_array(&json);
    json_begin_array(&json, "policies");
    for (size_t i = 0; i < settings->policy_count; i++) {
        const struct policy *policy = &settings->policies[i];

        json_begin_object(&json, NULL);
        json_string(&json, "id", policy->id);
        json_string(&json, "title", settings_label(&policy->title, language));
        json_string(&json, "challenge", policy->challenge ? policy->challenge->id : NULL);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_begin_array(&json, "programs");
    for (size_t i = 0; i < settings->program_count; i++) {
        if (portfolio_stands(&settings->programs[i], choice))
            json_program(&json, &asking, &settings->programs[i]);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}
