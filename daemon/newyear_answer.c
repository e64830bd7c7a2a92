/* SPDX-License-Identifier: GPL-3.0-or-later */
/* newyear_answer: what a person decided; see newyear.h. */
#include <string.h>

#include "config/keys.h"
#include "core/file.h"
#include "core/str.h"
#include "core/unicode.h"
#include "daemon/newyear.h"

#define FILE_LIMIT ((size_t)1 << 20)

/* --- reading them --- */

int newyear_answer(const char *text, struct origin origin, struct arena *arena,
                   struct newyear_answer *out, struct err *err)
{
    const char *equals = strrchr(text, '=');
    if (!equals || equals == text || !equals[1])
        return err_set(err, ERR_USAGE,
                       "\"%.100s\": expected an answer such as NEW=OLD, NEW=new or OLD=ended",
                       text);
    *out = (struct newyear_answer){
        .left = budget_tidy(arena, arena_strndup(arena, text, (size_t)(equals - text))),
        .right = budget_tidy(arena, equals + 1),
        .origin = origin};
    return 0;
}

static int take_lines(char *text, const char *file, struct arena *arena,
                      struct newyear_answer *out, size_t *count, struct err *err)
{
    int line = 0;
    for (char *at = text; at && *at;) {
        char *end = strchr(at, '\n');
        if (end)
            *end = '\0';
        const char *said = budget_tidy(arena, at);
        line++;
        at = end ? end + 1 : NULL;
        if (!*said || *said == ';' || *said == '#')
            continue;
        if (*count == NEWYEAR_ANSWERS_MAX)
            return err_set(err, ERR_DATA, "%s: more than %d answers", file,
                           NEWYEAR_ANSWERS_MAX);
        if (newyear_answer(said, (struct origin){file, line}, arena, &out[*count], err)) {
            err->code = ERR_DATA;
            return err_prefix(err, "%s:%d", file, line);
        }
        (*count)++;
    }
    return 0;
}

int newyear_answers(const char *file, struct arena *arena, struct newyear_answer *out,
                    size_t *count, struct err *err)
{
    struct buf text;
    buf_init(&text, FILE_LIMIT);
    int failed = file_read_regular(file, &text, err);
    if (!failed && text.length > 0 && !unicode_valid(text.data, text.length))
        failed = err_set(err, ERR_DATA, "%s: not UTF-8", file);
    if (!failed && text.length > 0)
        failed = take_lines(text.data + (str_starts(text.data, "\xef\xbb\xbf") ? 3 : 0), file,
                            arena, out, count, err);
    buf_free(&text);
    return failed;
}

/* --- applying them --- */

static void refuse(const struct newyear *year, const struct newyear_answer *answer,
                   const char *why)
{
    const char *file = answer->origin.file ? answer->origin.file : "the answer";
    fault_add(year->faults, file, answer->origin.line, "%.100s=%.100s: %s", answer->left,
              answer->right, why);
}

/* The programs of the right side, separated by commas; a title with one in it stands alone. */
static const char **split_names(const struct newyear *year, const char *right, size_t *count)
{
    size_t most = 1;
    for (const char *p = right; *p; p++)
        most += *p == ',';
    const char **names = arena_alloc(year->arena, most, sizeof *names);
    *count = 0;
    if (newyear_find_old(year, right) || newyear_find_item(year, right)) {
        names[(*count)++] = right;
        return names;
    }
    while (*right) {
        size_t length = strcspn(right, ",");
        const char *name = budget_tidy(year->arena, arena_strndup(year->arena, right, length));
        if (*name)
            names[(*count)++] = name;
        right += length + (right[length] == ',');
    }
    return names;
}

static const char *NO_ITEM = "the document has no program of that title";
static const char *NO_OLD = "no program of that id or title is configured";

static void apply_continued(struct newyear *year, const struct newyear_answer *answer,
                            struct newyear_item *item)
{
    size_t count;
    const char **names = split_names(year, answer->right, &count);
    for (size_t i = 0; i < count; i++) {
        struct newyear_old *old = newyear_find_old(year, names[i]);
        if (!old) {
            refuse(year, answer, arena_printf(year->arena, "\"%.80s\": %s", names[i], NO_OLD));
            return;
        }
        newyear_continue(item, old);
    }
    item->said = true;
}

static void apply_split(struct newyear *year, const struct newyear_answer *answer,
                        struct newyear_old *old)
{
    size_t count;
    const char **names = split_names(year, answer->right + strlen("split:"), &count);
    for (size_t i = 0; i < count; i++) {
        struct newyear_item *item = newyear_find_item(year, names[i]);
        if (!item) {
            refuse(year, answer,
                   arena_printf(year->arena, "\"%.80s\": %s", names[i], NO_ITEM));
            return;
        }
        newyear_continue(item, old);
        item->said = true;
    }
    if (count < 2)
        refuse(year, answer, "expected two or more, as split:NEW,NEW");
    old->split = true;
}

static void apply_id(const struct newyear *year, const struct newyear_answer *answer,
                     struct newyear_item *item)
{
    const char *id = answer->right + strlen("id:");
    const struct newyear_old *old = newyear_find_old(year, id);
    bool written = old && !old->listed && newyear_has_year(year, old) &&
                   str_equal(old->key_now, item->entry->key);
    if (!str_is_id(id) || str_equal(id, "none"))
        refuse(year, answer, "expected an id of a-z, 0-9, - and _");
    else if (settings_program(year->settings, id) && !written)
        refuse(year, answer, "there is such a program already");
    item->said_id = id;
    for (size_t i = 0; i < year->count; i++)
        if (&year->items[i] != item && year->items[i].said_id &&
            str_equal(year->items[i].said_id, id))
            refuse(year, answer, "another program is to have this id");
}

static void apply_kind(const struct newyear *year, const struct newyear_answer *answer,
                       struct newyear_item *item)
{
    const char *said = answer->right + strlen("kind:");
    const char *const *choices = keys_find(SECTION_PROGRAM, "kind")->choices;
    for (size_t i = 0; choices[i]; i++)
        if (str_equal(choices[i], said))
            item->kind = choices[i];
    if (!item->kind || !str_equal(item->kind, said))
        refuse(year, answer, "expected a kind such as service, grant or loan");
}

static const struct policy *policy_of(const struct newyear *year, const char *id)
{
    for (size_t i = 0; i < year->settings->policy_count; i++)
        if (str_equal(year->settings->policies[i].id, id))
            return &year->settings->policies[i];
    return NULL;
}

/* Of a policy that the document names, or of one program. */
static void apply_policy(struct newyear *year, const struct newyear_answer *answer)
{
    const char *id = answer->right + strlen("policy:");
    struct newyear_item *item = newyear_find_item(year, answer->left);
    struct newyear_policy *policy = newyear_find_policy(year, answer->left);
    if (!str_is_id(id) || str_equal(id, "none")) {
        refuse(year, answer, "expected an id of a-z, 0-9, - and _");
    } else if (policy) {
        policy->policy = policy_of(year, id);
        policy->id = id;
    } else if (item && policy_of(year, id)) {
        if (!item->policy || *item->policy->title)
            item->policy = &year->policies[year->policy_count++];
        *item->policy =
            (struct newyear_policy){.title = "", .policy = policy_of(year, id), .id = id};
    } else {
        refuse(year, answer,
               item ? "no policy of that id is configured"
                    : "the document has no policy or program of that title");
    }
}

#define CHALLENGE "challenge:"

/* Ids of challenges before the policies that name them. */
static void apply_challenges(struct newyear *year, const struct newyear_answer *answers,
                             size_t count)
{
    for (int of_policies = 0; of_policies < 2; of_policies++)
        for (size_t i = 0; i < count; i++) {
            bool of_policy = newyear_find_policy(year, answers[i].left) != NULL;
            if (!str_starts(answers[i].right, CHALLENGE) || of_policy != of_policies)
                continue;
            const char *why = newyear_challenge_answer(year, answers[i].left,
                                                       answers[i].right + strlen(CHALLENGE));
            if (why)
                refuse(year, &answers[i], why);
        }
}

static bool has_budget(const struct newyear *year, const struct newyear_old *old)
{
    const struct newyear_item *item = newyear_find_item(year, old->facts->title.text);
    return item && item->entry->has_amount && item->entry->amount > 0 && !item->said;
}

static void apply_old(struct newyear *year, const struct newyear_answer *answer)
{
    struct newyear_old *old = newyear_find_old(year, answer->left);
    if (!old)
        refuse(year, answer, NO_OLD);
    else if (str_starts(answer->right, "split:"))
        apply_split(year, answer, old);
    else if (old->claims > 0 || has_budget(year, old))
        refuse(year, answer, "the document has a budget for it");
    else {
        old->fate = str_equal(answer->right, "ended") ? NEWYEAR_ENDED : NEWYEAR_RESTS;
        old->evidence = words_pick(year->language, "回答による", "as answered");
    }
}

static void apply_item(struct newyear *year, const struct newyear_answer *answer)
{
    struct newyear_item *item = newyear_find_item(year, answer->left);
    if (!item) {
        refuse(year, answer, NO_ITEM);
    } else if (str_starts(answer->right, "id:")) {
        apply_id(year, answer, item);
    } else if (str_starts(answer->right, "kind:")) {
        apply_kind(year, answer, item);
    } else if (str_equal(answer->right, "new")) {
        item->fate = NEWYEAR_NEW;
        item->said = true;
    } else {
        apply_continued(year, answer, item);
    }
}

/* What is said of old ones may depend on what is said of the document's. */
static bool is_of_old(const struct newyear_answer *answer)
{
    return str_equal(answer->right, "ended") || str_equal(answer->right, "rests") ||
           str_starts(answer->right, "split:");
}

void newyear_apply(struct newyear *year, struct newyear_answer *answers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_starts(answers[i].right, "policy:"))
            apply_policy(year, &answers[i]);
        else if (!is_of_old(&answers[i]) && !str_starts(answers[i].right, CHALLENGE))
            apply_item(year, &answers[i]);
    }
    apply_challenges(year, answers, count);
    for (size_t i = 0; i < count; i++)
        if (is_of_old(&answers[i]))
            apply_old(year, &answers[i]);
    for (size_t i = 0; i < year->count; i++)
        if (year->items[i].fate == NEWYEAR_NEW && year->items[i].from_count > 0)
            fault_add(year->faults, year->file, year->items[i].entry->row,
                      "\"%.120s\": it cannot be new and continue others",
                      year->items[i].entry->title);
}
