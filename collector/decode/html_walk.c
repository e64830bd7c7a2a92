/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_walk: one step at a time. */
#include "collector/decode/html_walk.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/str.h"

struct tag_row {
    const char *name;
    enum html_tag tag;
};

/* In alphabetical order. Furigana (rt), struck-out figures (del, s) and the choices of forms
 * are not what the page says. */
static const struct tag_row tags[] = {
    {"a", HTML_LINK},
    {"address", HTML_BLOCK},
    {"article", HTML_BLOCK},
    {"aside", HTML_BLOCK},
    {"audio", HTML_HIDDEN},
    {"b", HTML_BOLD},
    {"blockquote", HTML_BLOCK},
    {"body", HTML_BLOCK},
    {"br", HTML_BREAK},
    {"canvas", HTML_HIDDEN},
    {"caption", HTML_CAPTION},
    {"center", HTML_BLOCK},
    {"datalist", HTML_HIDDEN},
    {"dd", HTML_DD},
    {"del", HTML_HIDDEN},
    {"details", HTML_BLOCK},
    {"dir", HTML_BLOCK},
    {"div", HTML_BLOCK},
    {"dl", HTML_DL},
    {"dt", HTML_DT},
    {"fieldset", HTML_BLOCK},
    {"figcaption", HTML_BLOCK},
    {"figure", HTML_BLOCK},
    {"footer", HTML_BLOCK},
    {"form", HTML_BLOCK},
    {"h1", HTML_HEADING},
    {"h2", HTML_HEADING},
    {"h3", HTML_HEADING},
    {"h4", HTML_HEADING},
    {"h5", HTML_HEADING},
    {"h6", HTML_HEADING},
    {"head", HTML_HIDDEN},
    {"header", HTML_BLOCK},
    {"hr", HTML_BLOCK},
    {"iframe", HTML_HIDDEN},
    {"legend", HTML_HEADING},
    {"li", HTML_BLOCK},
    {"main", HTML_BLOCK},
    {"menu", HTML_BLOCK},
    {"nav", HTML_BLOCK},
    {"noframes", HTML_HIDDEN},
    {"noscript", HTML_HIDDEN},
    {"object", HTML_HIDDEN},
    {"ol", HTML_BLOCK},
    {"option", HTML_HIDDEN},
    {"p", HTML_BLOCK},
    {"pre", HTML_PRE},
    {"rp", HTML_HIDDEN},
    {"rt", HTML_HIDDEN},
    {"rtc", HTML_HIDDEN},
    {"s", HTML_HIDDEN},
    {"script", HTML_HIDDEN},
    {"section", HTML_BLOCK},
    {"select", HTML_HIDDEN},
    {"strike", HTML_HIDDEN},
    {"strong", HTML_BOLD},
    {"style", HTML_HIDDEN},
    {"summary", HTML_BLOCK},
    {"sup", HTML_SUP},
    {"svg", HTML_HIDDEN},
    {"table", HTML_TABLE},
    {"tbody", HTML_TBODY},
    {"td", HTML_TD},
    {"template", HTML_HIDDEN},
    {"textarea", HTML_HIDDEN},
    {"tfoot", HTML_TFOOT},
    {"th", HTML_TH},
    {"thead", HTML_THEAD},
    {"title", HTML_HIDDEN},
    {"tr", HTML_TR},
    {"ul", HTML_BLOCK},
    {"video", HTML_HIDDEN},
};

static int compare(const void *left, const void *right)
{
    const struct tag_row *a = left;
    const struct tag_row *b = right;
    return strcmp(a->name, b->name);
}

/* `display: none` and `visibility: hidden`, however they are spaced. */
static bool style_hides(const char *style)
{
    char flat[256];
    size_t n = 0;
    for (; *style != '\0' && n + 1 < sizeof flat; style++)
        if (!isspace((unsigned char)*style))
            flat[n++] = (char)tolower((unsigned char)*style);
    flat[n] = '\0';
    return strstr(flat, "display:none") != NULL || strstr(flat, "visibility:hidden") != NULL;
}

static enum html_tag tag_of(const struct markup_node *node)
{
    struct tag_row key = {.name = markup_name(node)};
    const struct tag_row *row =
        bsearch(&key, tags, sizeof tags / sizeof tags[0], sizeof tags[0], compare);
    const char *style = markup_attribute(node, "style");
    if (markup_attribute(node, "hidden") != NULL || (style != NULL && style_hides(style)))
        return HTML_HIDDEN;
    return row == NULL ? HTML_INLINE : row->tag;
}

void html_walk_init(struct html_walk *walk, const struct markup_node *root)
{
    *walk = (struct html_walk){.root = root, .node = root, .step = HTML_ENTER};
}

/* To a node not seen before; false when it is hidden. */
static bool visit(struct html_walk *walk, const struct markup_node *node)
{
    walk->node = node;
    walk->step = markup_name(node) == NULL ? HTML_TEXT : HTML_ENTER;
    walk->tag = walk->step == HTML_ENTER ? tag_of(node) : HTML_INLINE;
    return walk->tag != HTML_HIDDEN;
}

static enum html_step leave(struct html_walk *walk, const struct markup_node *node)
{
    if (node == walk->root) {
        walk->step = HTML_END;
    } else {
        walk->node = node;
        walk->step = HTML_LEAVE;
        walk->tag = tag_of(node);
    }
    return walk->step;
}

enum html_step html_walk_next(struct html_walk *walk)
{
    if (walk->step == HTML_END)
        return HTML_END;
    if (walk->step == HTML_ENTER && !walk->skip) {
        const struct markup_node *inside = markup_first(walk->node);
        if (inside == NULL)
            return leave(walk, walk->node);
        if (visit(walk, inside))
            return walk->step;
    }
    walk->skip = false;
    const struct markup_node *next = markup_next(walk->node);
    while (next != NULL && !visit(walk, next))
        next = markup_next(walk->node);
    return next != NULL ? walk->step : leave(walk, markup_parent(walk->node));
}

void html_walk_skip(struct html_walk *walk)
{
    walk->skip = true;
}

bool html_walk_is_block(enum html_tag tag)
{
    return tag != HTML_INLINE && tag != HTML_BREAK && tag != HTML_BOLD && tag != HTML_LINK &&
           tag != HTML_SUP && tag != HTML_HIDDEN;
}
