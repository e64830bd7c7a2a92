/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget_text: the form of a policy document, line by line; see budget.h. */
#include <inttypes.h>
#include <string.h>

#include "collector/budget.h"
#include "core/str.h"
#include "core/unicode.h"

#define OPEN "【"
#define CLOSE "】"
#define COUNT(list) (sizeof(list) / sizeof(list)[0])

enum { LINES_MAX = 50000 };

/* What was read last: a summary may be parted by a blank line from its program. */
enum inside { INSIDE_NOTHING, INSIDE_TITLE, INSIDE_SUMMARY, INSIDE_CHANGE };

struct walk {
    struct budget_reading *r;
    const char **lines; /* tidy */
    size_t count;
    size_t at;
    const char *policy;
    enum tier tier;
    struct budget_entry *entry; /* being read; NULL = none */
    enum inside inside;
    size_t bare; /* 【】 without an amount */
};

static void split(struct walk *walk, const char *text)
{
    struct arena *arena = walk->r->arena;
    size_t most = 1;
    for (const char *p = text; *p; p++)
        most += *p == '\n';
    walk->lines = arena_alloc(arena, most, sizeof *walk->lines);
    for (const char *p = text; walk->count < most; p++) {
        size_t length = strcspn(p, "\n");
        walk->lines[walk->count++] = budget_tidy(arena, arena_strndup(arena, p, length));
        p += length;
        if (!*p)
            break;
    }
}

static const char *line_at(const struct walk *walk, size_t at)
{
    return at < walk->count ? walk->lines[at] : "";
}

/* The first line from `at` on that says something. */
static const char *next_line(const struct walk *walk, size_t at)
{
    while (at < walk->count && !*walk->lines[at])
        at++;
    return line_at(walk, at);
}

static bool is_title(const char *line)
{
    return str_starts(line, OPEN);
}

static const char *mark_of_change(const char *line)
{
    static const char *const marks[] = {"▶", "►", "▸", "⇒"};
    for (size_t i = 0; i < COUNT(marks); i++)
        if (str_starts(line, marks[i]))
            return line + strlen(marks[i]);
    return NULL;
}

static bool tier_of(struct arena *arena, const char *line, enum tier *tier)
{
    static const char *const bullets[] = {"■", "□", "●", "○", "◆", "◇", "＜", "<"};
    for (size_t i = 0; i < COUNT(bullets); i++)
        if (str_starts(line, bullets[i]))
            line += strlen(bullets[i]);
    const char *key = unicode_key(arena, line);
    *tier = str_equal(key, "重点事業") || str_equal(key, "重点事業>")   ? TIER_PRIORITY
            : str_equal(key, "主要事業") || str_equal(key, "主要事業>") ? TIER_MAIN
                                                                        : TIER_NONE;
    return *tier != TIER_NONE;
}

/* (旧:A／B): what stands behind the colon; NULL for anything else. */
static const char *former_of(struct arena *arena, const char *line)
{
    static const char *const opens[] = {"(旧:", "（旧:", "(旧：", "（旧："};
    for (size_t i = 0; i < COUNT(opens); i++) {
        if (!str_starts(line, opens[i]))
            continue;
        const char *names = line + strlen(opens[i]);
        size_t length = strlen(names);
        if (str_ends(names, ")"))
            length -= strlen(")");
        else if (str_ends(names, "）"))
            length -= strlen("）");
        return arena_strndup(arena, names, length);
    }
    return NULL;
}

/* --- a program --- */

static void finish(struct walk *walk)
{
    if (walk->entry && walk->entry->has_amount)
        budget_finish(walk->r, walk->entry);
    else if (walk->entry)
        walk->bare++;
    walk->entry = NULL;
    walk->inside = INSIDE_NOTHING;
}

/* " [公約] 1,234千円" behind the title. */
static void take_rest(struct walk *walk, const char *rest)
{
    struct budget_reading *r = walk->r;
    const char *amount = budget_take_marks(r, walk->entry, rest);
    if (*amount)
        (void)budget_amount(r, walk->entry->row, amount, &walk->entry->has_amount,
                            &walk->entry->amount);
}

static void begin(struct walk *walk, const char *line)
{
    struct budget_reading *r = walk->r;
    finish(walk);
    const char *end = strstr(line, CLOSE);
    if (!end) {
        fault_add(r->faults, r->choice->file, (int)walk->at + 1,
                  "\"%.100s\": the bracket is not closed on its line", line);
        return;
    }
    walk->entry = budget_start(r, (int)walk->at + 1);
    walk->entry->policy = walk->policy;
    walk->entry->tier = walk->tier;
    const char *inside = line + strlen(OPEN);
    const char *title = arena_strndup(r->arena, inside, (size_t)(end - inside));
    walk->entry->title = budget_tidy(r->arena, budget_take_marks(r, walk->entry, title));
    take_rest(walk, end + strlen(CLOSE));
    walk->inside = INSIDE_TITLE;
}

/* Lines of one text: a mark between two that the document marked. */
static const char *add_line(const struct walk *walk, const char *text, const char *line,
                            const char *between)
{
    if (!*text)
        return line;
    return budget_tidy(walk->r->arena,
                       arena_printf(walk->r->arena, "%s%s%s", text, between, line));
}

/* Alone between blank lines: before a tier; without tiers before a program, when the one above
 * has its summary. */
static bool starts_policy(const struct walk *walk, enum tier *tier)
{
    struct arena *arena = walk->r->arena;
    const char *next = next_line(walk, walk->at + 1);
    bool alone = walk->at == 0 || !*line_at(walk, walk->at - 1);
    if (alone && tier_of(arena, next, tier))
        return true;
    return alone && is_title(next) && walk->inside != INSIDE_TITLE &&
           !*line_at(walk, walk->at + 1);
}

/* Behind a program without a summary, among 重点事業 and before 主要事業, both are possible.
 */
static bool is_unclear(const struct walk *walk, enum tier next)
{
    return walk->inside == INSIDE_TITLE && walk->tier == TIER_PRIORITY && next == TIER_MAIN;
}

static void take_plain(struct walk *walk, const char *line)
{
    const struct budget_reading *r = walk->r;
    const char *between = "\n";
    enum tier next = TIER_NONE;
    if (starts_policy(walk, &next)) {
        if (is_unclear(walk, next))
            fault_add(
                r->faults, r->choice->file, (int)walk->at + 1,
                "\"%.100s\": the summary of what is above, or a policy? Without the blank "
                "line above it is a summary",
                line);
        finish(walk);
        walk->policy = line;
        walk->tier = TIER_NONE;
    } else if (walk->entry &&
               (walk->inside == INSIDE_TITLE || walk->inside == INSIDE_SUMMARY)) {
        walk->entry->summary = add_line(walk, walk->entry->summary, line, between);
        walk->inside = INSIDE_SUMMARY;
    } else if (walk->entry && walk->inside == INSIDE_CHANGE) {
        walk->entry->change = add_line(walk, walk->entry->change, line, between);
    }
}

/* 計 1,234千円 */
static bool take_total(struct walk *walk, const char *line)
{
    struct budget_reading *r = walk->r;
    size_t length = strcspn(line, " :");
    const char *wide = strstr(line, "　");
    if (wide && (size_t)(wide - line) < length)
        length = (size_t)(wide - line);
    const char *label = arena_strndup(r->arena, line, length);
    const char *rest = line + length;
    rest += strspn(rest, " :");
    rest += unicode_space(rest);
    bool present = false;
    int64_t amount = 0;
    if (!budget_is_total(r->arena, label) || !*rest)
        return false;
    finish(walk);
    if (budget_amount(r, (int)walk->at + 1, rest, &present, &amount) && present)
        budget_total(r, (int)walk->at + 1, label, amount);
    return true;
}

/* A blank line ends a text, but not the wait for one. */
static void take_blank(struct walk *walk)
{
    if (walk->inside == INSIDE_SUMMARY || walk->inside == INSIDE_CHANGE)
        walk->inside = INSIDE_NOTHING;
}

static void take_line(struct walk *walk)
{
    struct arena *arena = walk->r->arena;
    const char *line = walk->lines[walk->at];
    enum tier tier;
    const char *text;
    if (!*line) {
        take_blank(walk);
    } else if (is_title(line)) {
        begin(walk, line);
    } else if (tier_of(arena, line, &tier)) {
        finish(walk);
        walk->tier = tier;
        walk->r->out->says_tier = true;
    } else if ((text = mark_of_change(line)) && walk->entry) {
        walk->entry->change =
            add_line(walk, walk->entry->change, budget_tidy(arena, text), " ▶");
        walk->inside = INSIDE_CHANGE;
    } else if ((text = former_of(arena, line)) && walk->entry) {
        budget_take_was(walk->r, walk->entry, text);
    } else if (!take_total(walk, line)) {
        take_plain(walk, line);
    }
}

static void say(const struct walk *walk)
{
    struct budget_reading *r = walk->r;
    budget_say(r, OPEN "title" CLOSE " [marks] amount");
    if (walk->bare > 0)
        fault_add(&r->out->notes, r->choice->file, 0,
                  "%zu in " OPEN CLOSE " without an amount: no programs of a budget",
                  walk->bare);
}

void budget_text_read(struct budget_reading *r, const char *text)
{
    struct walk walk = {.r = r, .policy = ""};
    split(&walk, text);
    for (; walk.at < walk.count; walk.at++)
        take_line(&walk);
    finish(&walk);
    static const enum budget_column said[] = {BUDGET_TITLE,   BUDGET_AMOUNT, BUDGET_POLICY,
                                              BUDGET_SUMMARY, BUDGET_CHANGE, BUDGET_WAS};
    for (size_t i = 0; i < COUNT(said); i++)
        r->out->says[said[i]] = true;
    r->out->says_new = true;
    say(&walk);
}

size_t budget_text_count(struct arena *arena, const char *text)
{
    size_t count = 0;
    for (const char *p = strstr(text, OPEN); p && count < LINES_MAX; p = strstr(p + 1, OPEN)) {
        const char *end = strstr(p, CLOSE);
        size_t length = strcspn(p, "\n");
        if (!end || (size_t)(end - p) > length || (p > text && p[-1] != '\n' && p[-1] != ' '))
            continue;
        const char *rest = arena_strndup(arena, end, length - (size_t)(end - p));
        count += strstr(rest, "円") != NULL;
    }
    return count;
}
