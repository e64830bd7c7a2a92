/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget_text: the form of a policy document, line by line; see budget.h. */
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
    size_t bare;       /* 【】 without an amount */
    bool in_challenge; /* below 現状・課題 */
    bool dense;        /* no blank lines are left, as of a PDF */
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

/* Programs, and no blank line between any of them. */
static bool is_dense(const struct walk *walk)
{
    size_t first = walk->count, last = 0, titles = 0;
    for (size_t i = 0; i < walk->count; i++)
        if (str_starts(walk->lines[i], OPEN)) {
            first = titles++ == 0 ? i : first;
            last = i;
        }
    for (size_t i = first; i < last; i++)
        if (!*walk->lines[i])
            return false;
    return titles > 1 && last > first + titles;
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

/* The line without the bullet in front of it. */
static const char *behind_bullet(const char *line)
{
    static const char *const bullets[] = {"■", "□", "●", "○", "◆", "◇", "＜", "<"};
    for (size_t i = 0; i < COUNT(bullets); i++)
        if (str_starts(line, bullets[i]))
            line += strlen(bullets[i]);
    return line + unicode_space(line);
}

static bool tier_of(struct arena *arena, const char *line, enum tier *tier)
{
    const char *key = unicode_key(arena, behind_bullet(line));
    *tier = str_equal(key, "重点事業") || str_equal(key, "重点事業>")   ? TIER_PRIORITY
            : str_equal(key, "主要事業") || str_equal(key, "主要事業>") ? TIER_MAIN
                                                                        : TIER_NONE;
    return *tier != TIER_NONE;
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

/* 前年度 1,000千円, also R6年度: */
static bool take_former(struct walk *walk, const char *text)
{
    struct budget_reading *r = walk->r;
    int years[2];
    const char *label = strstr(text, "年度");
    bool former = str_starts(text, "前年度") || (budget_years(r->arena, text, years, 2) == 1 &&
                                                 years[0] == r->choice->year - 1);
    if (!label || !former)
        return false;
    label += strlen("年度");
    static const char *const between[] = {"当初", "予算", "額", ":", "："};
    for (size_t i = 0; i < COUNT(between); i++) {
        label += unicode_space(label);
        if (str_starts(label, between[i]))
            label += strlen(between[i]);
    }
    return budget_amount(r, walk->entry->row, label, &walk->entry->has_former,
                         &walk->entry->former);
}

/* The amount, without the brackets behind it. */
static const char *bare_amount(struct walk *walk, const char *text)
{
    struct budget_reading *r = walk->r;
    const char *inside;
    size_t start = 0;
    while ((inside = budget_last_bracket(r->arena, text, &start)) && start > 0 &&
           (budget_take_word(r, walk->entry, inside) || take_former(walk, inside)))
        text = budget_tidy(r->arena, arena_strndup(r->arena, text, start));
    return text;
}

/* " [公約] 1,234千円" behind the title. */
static void take_rest(struct walk *walk, const char *rest)
{
    struct budget_reading *r = walk->r;
    const char *amount = bare_amount(walk, budget_take_marks(r, walk->entry, rest));
    if (*amount && !budget_amount(r, walk->entry->row, amount, &walk->entry->has_amount,
                                  &walk->entry->amount))
        budget_lose(r);
}

static void begin(struct walk *walk, const char *line)
{
    struct budget_reading *r = walk->r;
    finish(walk);
    const char *end = strstr(line, CLOSE);
    if (!end) {
        fault_add(r->faults, r->file, (int)walk->at + 1,
                  "\"%.100s\": the bracket is not closed on its line", line);
        budget_lose(r);
        return;
    }
    walk->entry = budget_start(r, (int)walk->at + 1);
    walk->entry->policy = walk->policy;
    walk->entry->tier = walk->tier;
    const char *inside = line + strlen(OPEN);
    budget_take_title(r, walk->entry, arena_strndup(r->arena, inside, (size_t)(end - inside)));
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

static bool is_known_policy(const struct walk *walk, const char *line)
{
    const struct budget_choice *choice = walk->r->choice;
    const char *key = unicode_key(walk->r->arena, behind_bullet(line));
    for (size_t i = 0; i < choice->policy_count; i++)
        if (str_equal(unicode_key(walk->r->arena, choice->policies[i]), key))
            return true;
    return false;
}

/* Without blank lines: 重点事業 comes first below a policy, so that the line above it is one;
 * above 主要事業 it may as well be the end of a summary. */
static bool starts_policy_densely(const struct walk *walk, enum tier *tier)
{
    const char *line = walk->lines[walk->at];
    bool before_tier = tier_of(walk->r->arena, line_at(walk, walk->at + 1), tier);
    return is_known_policy(walk, line) ||
           (before_tier && (*tier == TIER_PRIORITY || behind_bullet(line) != line));
}

/* Alone between blank lines: before a tier; without tiers before a program, when the one above
 * has its summary. */
static bool starts_policy(const struct walk *walk, enum tier *tier)
{
    if (walk->dense)
        return starts_policy_densely(walk, tier);
    struct arena *arena = walk->r->arena;
    const char *next = next_line(walk, walk->at + 1);
    bool alone = walk->at == 0 || !*line_at(walk, walk->at - 1);
    if (alone && tier_of(arena, next, tier))
        return true;
    return alone && is_title(next) && walk->inside != INSIDE_TITLE &&
           !*line_at(walk, walk->at + 1);
}

/* Behind a program without a summary, among 重点事業 and before 主要事業, both are possible
 * of a line without a bullet. */
static bool is_unclear(const struct walk *walk, const char *line, enum tier next)
{
    return walk->inside == INSIDE_TITLE && walk->tier == TIER_PRIORITY && next == TIER_MAIN &&
           behind_bullet(line) == line;
}

static void take_plain(struct walk *walk, const char *line)
{
    const struct budget_reading *r = walk->r;
    const char *between = "\n";
    enum tier next = TIER_NONE;
    if (starts_policy(walk, &next)) {
        if (!walk->dense && is_unclear(walk, line, next))
            fault_add(
                r->faults, r->file, (int)walk->at + 1,
                "\"%.100s\": the summary of what is above, or a policy? Without the blank "
                "line above it is a summary, with ■ in front of it a policy",
                line);
        finish(walk);
        walk->policy = behind_bullet(line);
        walk->tier = TIER_NONE;
    } else if (walk->dense && str_ends(unicode_key(r->arena, line), "特別会計")) {
        finish(walk);
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
    else
        budget_part(r);
    return true;
}

/* A blank line ends a text, but not the wait for one. */
static void take_blank(struct walk *walk)
{
    if (walk->inside == INSIDE_SUMMARY || walk->inside == INSIDE_CHANGE)
        walk->inside = INSIDE_NOTHING;
}

/* --- challenges --- */

static bool heads_challenges(struct arena *arena, const char *line)
{
    static const char *const heads[] = {"現状・課題", "現状と課題", "課題"};
    const char *key = unicode_key(arena, behind_bullet(line));
    return str_equal_any(key, heads, COUNT(heads));
}

/* A block of a title and its text, at the line; what is none ends them: a line that stands
 * alone, or a caption, whose second line is in brackets. */
static bool take_challenge(struct walk *walk)
{
    struct budget *out = walk->r->out;
    const char *title = walk->lines[walk->at];
    const char *text = line_at(walk, walk->at + 1);
    if (!*text || str_starts(text, "(") || str_starts(text, "（") || is_title(text))
        return false;
    while (*line_at(walk, walk->at + 2))
        text = add_line(walk, text, walk->lines[++walk->at + 1], "\n");
    walk->at++;
    out->challenges[out->challenge_count++] = (struct budget_challenge){title, text};
    return true;
}

/* Whether the line is one of a challenge. */
static bool is_challenge(struct walk *walk)
{
    struct arena *arena = walk->r->arena;
    const char *line = walk->lines[walk->at];
    enum tier tier;
    if (walk->in_challenge && *line && (is_title(line) || tier_of(arena, line, &tier)))
        walk->in_challenge = false;
    if (walk->in_challenge)
        return !*line || (walk->in_challenge = take_challenge(walk));
    if (walk->dense || walk->entry || *walk->policy || walk->r->out->challenge_count > 0 ||
        !heads_challenges(arena, line))
        return false;
    walk->in_challenge = true;
    return true;
}

/* --- the whole --- */

static void take_line(struct walk *walk)
{
    struct arena *arena = walk->r->arena;
    const char *line = walk->lines[walk->at];
    enum tier tier;
    const char *text;
    if (is_challenge(walk))
        return;
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
    } else if ((text = budget_former(arena, line)) && walk->entry) {
        budget_take_was(walk->r, walk->entry, text);
    } else if (!take_total(walk, line)) {
        take_plain(walk, line);
    }
}

static void say(const struct walk *walk)
{
    struct budget_reading *r = walk->r;
    bool ja = r->choice->language == LANGUAGE_JA;
    budget_say(r, words_pick(r->choice->language,
                             "形式: " OPEN "事業名" CLOSE " [公約] 1,234千円",
                             "form: " OPEN "title" CLOSE " [marks] 1,234千円"));
    if (walk->dense)
        fault_add(
            &r->out->notes, r->file, 0, "%s",
            words_pick(
                r->choice->language,
                "空行のない資料: 施策は重点事業のすぐ上の行と設定にある名称だけを読み、"
                "現状・課題は読まない",
                "no blank lines: policies are the lines above priority programs and titles "
                "that are configured; challenges are not read"));
    if (walk->bare > 0)
        fault_add(&r->out->notes, r->file, 0,
                  ja ? "金額のない" OPEN CLOSE " %zu件は予算事業としない"
                     : "%zu in " OPEN CLOSE " without an amount: no programs of a budget",
                  walk->bare);
}

void budget_text_read(struct budget_reading *r, const char *text)
{
    struct walk walk = {.r = r, .policy = ""};
    budget_begin(r);
    split(&walk, text);
    walk.dense = is_dense(&walk);
    r->out->challenges = arena_alloc(r->arena, walk.count, sizeof *r->out->challenges);
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
