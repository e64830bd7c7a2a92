/* SPDX-License-Identifier: GPL-3.0-or-later */
/* newyear_challenge: 現状・課題 of the document. Which policy answers which challenge no
 * document of this form says; see newyear.h. */
#include "core/str.h"
#include "core/unicode.h"
#include "daemon/newyear.h"

static const struct challenge *configured(const struct newyear *year, const char *title)
{
    const char *key = unicode_key(year->arena, title);
    for (size_t i = 0; i < year->settings->challenge_count; i++) {
        const struct challenge *one = &year->settings->challenges[i];
        if (one->title.text && str_equal(unicode_key(year->arena, one->title.text), key))
            return one;
    }
    return NULL;
}

/* A title has no year, so a challenge that is worded anew is not told from another one: those
 * of a document are written where none is configured. */
void newyear_challenge_gather(struct newyear *year)
{
    size_t count = year->budget->challenge_count;
    year->challenges = arena_alloc(year->arena, count + 1, sizeof *year->challenges);
    for (size_t i = 0; i < count; i++) {
        const struct budget_challenge *stated = &year->budget->challenges[i];
        const struct challenge *there = configured(year, stated->title);
        bool is_new = year->settings->challenge_count == 0;
        if (!there && !is_new)
            fault_add(&year->notes, year->file, 0,
                      year->language == LANGUAGE_JA
                          ? "資料の課題「%.100s」は設定にないが、書かない"
                          : "the challenge \"%.100s\" is not configured, and not written",
                      stated->title);
        else
            year->challenges[year->challenge_count++] = (struct newyear_challenge){
                stated, there ? there->id : arena_printf(year->arena, "challenge-%zu", i + 1),
                is_new};
    }
}

static bool is_known(const struct newyear *year, const char *id)
{
    for (size_t i = 0; i < year->settings->challenge_count; i++)
        if (str_equal(year->settings->challenges[i].id, id))
            return true;
    for (size_t i = 0; i < year->challenge_count; i++)
        if (str_equal(year->challenges[i].id, id))
            return true;
    return false;
}

static const char *name_challenge(struct newyear *year, const char *title, const char *id)
{
    const char *key = unicode_key(year->arena, title);
    for (size_t i = 0; i < year->challenge_count; i++) {
        struct newyear_challenge *one = &year->challenges[i];
        if (!str_equal(unicode_key(year->arena, one->stated->title), key))
            continue;
        if (str_equal(one->id, id)) /* as it would be anyway, or as it was written before */
            return NULL;
        if (!one->is_new)
            return "this challenge is configured";
        if (!str_is_id(id) || is_known(year, id))
            return "expected an id of a-z, 0-9, - and _ that no other challenge has";
        one->id = id;
        return NULL;
    }
    return "the document has no policy or challenge of that title";
}

/* NULL, or why it cannot be. */
const char *newyear_challenge_answer(struct newyear *year, const char *left, const char *id)
{
    struct newyear_policy *policy = newyear_find_policy(year, left);
    if (!policy)
        return name_challenge(year, left, id);
    const struct challenge *there = policy->policy ? policy->policy->challenge : NULL;
    if (there && str_equal(there->id, id)) /* as it was written before */
        return NULL;
    if (policy->policy)
        return "this policy is configured: write its challenge there";
    if (!is_known(year, id))
        return "no challenge of that id";
    policy->challenge = id;
    return NULL;
}

void newyear_challenge_note(struct newyear *year)
{
    bool any = year->settings->challenge_count > 0 || year->challenge_count > 0;
    for (size_t i = 0; i < year->policy_count && any; i++) {
        const struct newyear_policy *policy = &year->policies[i];
        if (policy->policy || policy->challenge || !*policy->title)
            continue;
        fault_add(&year->notes, year->file, 0,
                  year->language == LANGUAGE_JA
                      ? "新しい施策「%.80s」がどの課題に応えるかは資料にない: "
                        "'%.80s=challenge:ID' で示す"
                      : "which challenge the new policy \"%.80s\" answers, no document says: "
                        "'%.80s=challenge:ID'",
                  policy->title, policy->title);
    }
}
