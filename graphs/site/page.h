/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * page: THE table of kinds of pages, and what they share. Layer: graphs. To add one: a file
 * page_NAME.c with a row, its name in page.c.
 */
#ifndef GRAPHS_SITE_PAGE_H
#define GRAPHS_SITE_PAGE_H

#include "graphs/form.h"
#include "graphs/site/html.h"
#include "graphs/site/site.h"

#include <stdbool.h>
#include <stddef.h>

/* Of what there is a page of this kind each. */
enum page_of {
    PAGE_OF_SITE,
    PAGE_OF_PARTS,
    PAGE_OF_INDICATORS,
    PAGE_OF_PROGRAMS,
    PAGE_OF_POLICIES
};

/* What it is written from that is not gathered for all pages: figures of which indicators, the
 * rules in words. */
enum page_needs { PAGE_NEEDS_NONE, PAGE_NEEDS_ITS_OWN, PAGE_NEEDS_MOVED, PAGE_NEEDS_RULES };

struct page {
    const struct page_kind *kind;
    const struct site_input *input;
    const struct site_subject *subject;
    enum language language;
    struct arena *arena;
    struct html html;
};

struct page_kind {
    const char *name; /* of its marks: "page-NAME:ID" */
    const char *file; /* "index.html", "programs/" with "*.html" behind it: a '*' is the id */
    enum page_of of;
    enum page_needs needs;
    const char *menu[SITE_LANGUAGES]; /* its name in the navigation; NULL = not there */
    bool program; /* closes with the sentence on what moves indicators, and is not changed in a
                     time of quiet */

    /* May the edition show it? NULL = always. */
    bool (*is_shown)(const struct site_input *input, const void *entry);

    /* How many parts a list has (PAGE_OF_PARTS). */
    size_t (*parts)(const struct site_input *input);

    /* What it is made from, beside the configuration and the program's version; NULL = nothing
     * more. */
    void (*made_from)(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out);

    /* The heading; the site's title stands behind it in the window's. */
    const char *(*title)(const struct page *page);

    /* All between heading and footer. */
    void (*write)(struct page *page);

    /* Instant of the newest of what it shows; NULL or 0 = it does not say. */
    int64_t (*updated)(const struct page *page);
};

size_t page_count(void);
const struct page_kind *page_at(size_t index);

extern const struct page_kind page_home;
extern const struct page_kind page_list;
extern const struct page_kind page_indicator;
extern const struct page_kind page_policy;
extern const struct page_kind page_programs;
extern const struct page_kind page_program;
extern const struct page_kind page_alerts;
extern const struct page_kind page_sources;
extern const struct page_kind page_data;
extern const struct page_kind page_about;
extern const struct page_kind page_graphs;

/* --- words --- */

const char *page_say(const struct page *page, const char *ja, const char *en);

/* The words with the first % replaced by `a`, the second by `b` (NULL where there is none); a
 * number as words. */
const char *page_fill(const struct page *page, const char *ja, const char *en, const char *a,
                      const char *b);
const char *page_number(const struct page *page, size_t number);

/* An element with a text of the configuration: in the page's language if there is one, else
 * the original with its `lang`. page_label does for a label what page_foreign does for a text
 * that is in the configuration's language only. */
void page_label(struct page *page, const char *name, const char *class,
                const struct label *label);
void page_foreign(struct page *page, const char *name, const char *class, const char *text);

/* The label's text alone, for attributes and titles. */
const char *page_text(const struct page *page, const struct label *label);

/* The site's title. */
const char *page_site_title(const struct page *page);

/* "2026年3月1日", "1 Mar 2026" of an instant, local; "—" for 0. */
const char *page_day(const struct page *page, int64_t instant);

/* --- addresses, relative to the page --- */

/* Of a page of the same language: page_link(page, page_program.file, "ict-park"). */
const char *page_link(const struct page *page, const char *file, const char *id);

/* Of a file that all languages share ("style.css"). */
const char *page_shared(const struct page *page, const char *file);

/* Of a machine door (graphs/site/doors.h). */
const char *page_door(const struct page *page, const char *file, const char *id);

/* Something was recorded of it that the edition shows: so there is a data set. */
bool page_has_data(const struct site_input *input, const struct indicator *indicator);

/* Of this page in a language. */
const char *page_other(const struct page *page, enum language language);

/* <a href=...>text</a> with a label. */
void page_anchor(struct page *page, const char *href, const struct label *label);

/* --- indicators --- */

/* Its page stands in this edition. */
bool page_shows(const struct site_input *input, const struct indicator *indicator);

/* Its place among those of the configuration, of which its digest and revision are. */
size_t page_index(const struct site_input *input, const struct indicator *indicator);

/* The gravest open alert of it, where the edition tells alerts; NULL = none. */
const struct alert *page_alert_of(const struct site_input *input,
                                  const struct indicator *indicator);

/* Indicators with newest value, change, target and alert: as cards with small charts, those
 * without a figure behind them in a line; as a table, likewise. */
void page_cards(struct page *page, const struct indicator *const *items, size_t count);
void page_table(struct page *page, const struct indicator *const *items, size_t count);

/* The chart in its forms: light, dark, of a screen with more pixels. */
void page_chart(struct page *page, const struct indicator *indicator);

/* What a chart shows, folded: it repeats what most readers see. */
void page_words(struct page *page, const char *words);

/* In their place, where the edition shows none: the public one never says that none is set,
 * nor that one is. */
const char *page_no_indicator(const struct page *page);

/* The address of one of its pictures. */
const char *page_picture(const struct page *page, const struct indicator *indicator,
                         struct form form);

/* What it is: definition, unit, target, sources, documents, what is expected next. */
void page_facts(struct page *page);

/* One of them, in our words; nothing when the text is empty. */
void page_fact(struct page *page, const char *name, const char *text);

/* The matter of a page of one indicator. */
const struct site_matter *page_matter(const struct page *page);

/* The table of all its figures, and how they were revised. */
void page_figures(struct page *page, const struct site_matter *matter);

/* --- comments (core/comment.h) that the edition shows --- */

/* All of its figures', the newest first, those of long ago folded; nothing where there are
 * none. The same of the newest figure of each that a program is meant to move, inside only. */
void page_comments(struct page *page, const struct site_matter *matter);
void page_comments_moved(struct page *page);

/* Behind a figure's period in its table: a link to what is said of it, if anything is. */
void page_comment_mark(struct page *page, const struct indicator *indicator,
                       struct period period);

/* --- what a page is made from --- */

void page_put_comments(const struct site_input *input, const struct indicator *indicator,
                       struct buf *out);

void page_put(struct buf *out, const char *text);
void page_put_indicator(const struct site_input *input, const struct indicator *indicator,
                        struct buf *out);

void page_put_alerts(const struct site_input *input, struct buf *out);
void page_put_alerts_of(const struct site_input *input, const struct indicator *indicator,
                        struct buf *out);

/* --- sources --- */

/* Its title, leading to its publisher, and that it is for reference. */
void page_source(struct page *page, const struct source *source);

/* "（参考値）" behind the title of one that is not official, where that does not say so. */
const char *page_grade(const struct page *page, const struct source *source);

/* An address of the web without a key in it: one that a reader may be sent to. */
bool page_may_link(const char *address);

/* --- alerts --- */

/* Whether the edition tells of it: alerts of what it does not show stay inside. */
bool page_tells(const struct site_input *input, const struct alert *alert);

/* <li>: what it says; leads to its indicator. */
void page_alert_item(struct page *page, const struct alert *alert);

/* When its next figure is expected: the period and the day. Where that is overdue, an edition
 * that tells failures says so; else it is no day to come, and "" as where nothing is expected.
 * And what of that a page is made from. */
const char *page_awaited(const struct page *page, const struct indicator *indicator,
                         const struct awaited *awaited);
void page_put_awaited(const struct awaited *awaited, struct buf *out);

/* --- programs --- */

/* What is printed of the programs of a policy (NULL = all) in the newest fiscal year. */
struct page_money {
    size_t count; /* of programs with an amount */
    int64_t all;  /* thousand yen */
    size_t loans; /* of which so many are loans, which stand apart */
    int64_t lent;
    const struct program *loan; /* the only one */
    int year;
    enum amount_kind kind; /* of all of them, or AMOUNT_NONE when they differ */
};
struct page_money page_add_up(const struct page *page, const struct policy *policy);

/* "掲載28事業の計 7,022,899千円（うち融資事業費 6,650,876千円、原資預託を含む）、同事業を除く
 * 計 372,023千円": never as the department's budget, which holds more. */
const char *page_money_say(const struct page *page, const struct page_money *money);

/* Whether what it is meant to move did move (config/outcome.h), where the edition says so; and
 * what of that depends on the day. */
void page_outcome(struct page *page, const struct program *program);
void page_put_outcome(const struct site_input *input, const struct program *program,
                      struct buf *out);

/* What it was before, and what goes on in its place: former titles, `was`, whose `was` it is.
 */
void page_lineage(struct page *page, const struct program *program);

/* Whether any program is of the policy now. */
bool page_has_programs(const struct page *page, const struct policy *policy);

/* A table of programs: budget, what they are meant to move. */
void page_program_table(struct page *page, const struct policy *policy);

/* "7,469千円（令和6年度当初予算）" of the newest year that has an amount; "" when none. */
const char *page_budget(const struct page *page, const struct program *program);

/* --- regions --- */

/* A region that is scrolled by itself where it is wider than the screen, and can be reached by
 * keyboard; what stands in it is a table named `name`, as no other of the page is. */
void page_open_region(struct page *page, const char *name);
void page_close_region(struct page *page);

/* <tr> heads of columns. */
void page_heads(struct page *page, const char *const *heads, size_t count);

#endif
