/* SPDX-License-Identifier: GPL-3.0-or-later */
/* year_print_json: see year_print.h. */
#include "cli/year_print.h"
#include "core/json.h"
#include "core/str.h"
#include "daemon/yeardiff.h"

static void put_amount(struct json *json, const char *key, bool has, int64_t amount)
{
    if (has)
        json_integer(json, key, amount);
    else
        json_null(json, key);
}

static void put_changes(struct json *json, const struct newyear_item *item)
{
    unsigned changes = newyear_changes(item), bit;
    const char *name;
    json_begin_array(json, "changes");
    for (size_t i = 0; (name = yeardiff_name(i, &bit)); i++)
        if (changes & bit)
            json_string(json, NULL, name);
    json_end_array(json);
}

static void put_item(struct json *json, const struct newyear_item *item)
{
    const struct budget_entry *entry = item->entry;
    json_begin_object(json, NULL);
    json_integer(json, "row", entry->row);
    json_string(json, "title", entry->title);
    json_string(json, "id", item->fate == NEWYEAR_OPEN ? NULL : item->id);
    put_changes(json, item);
    json_begin_array(json, "continues");
    for (size_t i = 0; i < item->from_count; i++)
        json_string(json, NULL, item->from[i]->program->id);
    json_end_array(json);
    put_amount(json, "before", item->has_before, item->before);
    put_amount(json, "after", entry->has_amount, entry->amount);
    json_string(json, "policy", item->policy ? item->policy->id : NULL);
    json_string(json, "tier",
                entry->tier == TIER_NONE ? NULL : settings_tier_name(entry->tier));
    json_bool(json, "pledge", entry->pledge);
    json_bool(json, "new", entry->is_new);
    json_string(json, "evidence", item->evidence);
    json_end_object(json);
}

static void put_old(struct json *json, const struct newyear_old *old)
{
    const char *fate = old->fate == NEWYEAR_ENDED   ? "ended"
                       : old->fate == NEWYEAR_RESTS ? "rests"
                       : old->fate == NEWYEAR_TAKEN ? "continued"
                                                    : "open";
    json_begin_object(json, NULL);
    json_string(json, "id", old->program->id);
    json_string(json, "title", old->facts->title.text);
    json_integer(json, "before", old->amount);
    json_string(json, "fate", fate);
    json_string(json, "evidence", old->evidence);
    json_end_object(json);
}

static void put_others(struct json *json, const struct newyear *year)
{
    json_begin_array(json, "others");
    for (size_t i = 0; i < year->old_count; i++) {
        const struct newyear_old *old = &year->olds[i];
        if (old->listed && old->fate != NEWYEAR_GOES_ON && !(old->settled && !old->claims))
            put_old(json, old);
    }
    json_end_array(json);
}

static void put_policies(struct json *json, const struct newyear *year)
{
    json_begin_array(json, "policies");
    for (size_t i = 0; i < year->policy_count; i++) {
        const struct newyear_policy *policy = &year->policies[i];
        if (!*policy->title)
            continue;
        json_begin_object(json, NULL);
        json_string(json, "title", policy->title);
        json_string(json, "id", policy->id);
        json_bool(json, "new", !policy->policy);
        json_string(json, "challenge",
                    policy->policy && policy->policy->challenge ? policy->policy->challenge->id
                                                                : policy->challenge);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_challenges(struct json *json, const struct newyear *year)
{
    json_begin_array(json, "challenges");
    for (size_t i = 0; i < year->challenge_count; i++) {
        json_begin_object(json, NULL);
        json_string(json, "title", year->challenges[i].stated->title);
        json_string(json, "id", year->challenges[i].id);
        json_bool(json, "new", year->challenges[i].is_new);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_questions(struct json *json, const struct newyear *year)
{
    json_begin_array(json, "questions");
    for (size_t i = 0; i < year->question_count; i++) {
        const struct newyear_question *question = &year->questions[i];
        json_begin_object(json, NULL);
        json_string(json, "text", question->text);
        json_string(json, "evidence", question->evidence);
        json_begin_array(json, "answers");
        for (size_t n = 0; n < NEWYEAR_CHOICES && question->choices[n]; n++)
            json_string(json, NULL, question->choices[n]);
        json_end_array(json);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_notes(struct json *json, const struct faults *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        json_begin_object(json, NULL);
        json_integer(json, "row", notes->items[i].line);
        json_string(json, "text", notes->items[i].text);
        json_end_object(json);
    }
}

static void put_files(struct json *json, const struct amend *amend)
{
    json_begin_array(json, "files");
    for (size_t i = 0; i < amend->count; i++) {
        const struct amend_file *file = &amend->files[i];
        if (file->count == 0)
            continue;
        json_begin_object(json, NULL);
        json_string(json, "file", file->path);
        json_begin_array(json, "added");
        for (size_t n = 0; n < file->count; n++) {
            json_begin_object(json, NULL);
            json_integer(json, "line", file->additions[n].line);
            json_string(json, "text", file->additions[n].text);
            json_end_object(json);
        }
        json_end_array(json);
        json_end_object(json);
    }
    json_end_array(json);
}

void year_print_json(const struct newyear *year, const struct amend *amend, bool written,
                     struct buf *out)
{
    struct json json;
    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_integer(&json, "year", year->year);
    json_string(&json, "document", year->file);
    json_begin_array(&json, "taken");
    for (size_t i = 0; i < year->budget->taken_count; i++)
        json_string(&json, NULL, year->budget->taken[i]);
    json_end_array(&json);
    json_bool(&json, "total", year->budget->has_total);
    json_integer(&json, "sum", year->budget->sum);
    json_begin_array(&json, "programs");
    for (size_t i = 0; i < year->count; i++)
        put_item(&json, &year->items[i]);
    json_end_array(&json);
    put_others(&json, year);
    put_policies(&json, year);
    put_challenges(&json, year);
    put_questions(&json, year);
    json_begin_array(&json, "notes");
    put_notes(&json, &year->budget->notes);
    put_notes(&json, &year->notes);
    json_end_array(&json);
    json_bool(&json, "written", written);
    put_files(&json, amend);
    json_end_object(&json);
    buf_putc(out, '\n');
}
