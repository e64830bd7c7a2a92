/* SPDX-License-Identifier: GPL-3.0-or-later */
/* atom: see atom.h. */
#include "graphs/site/atom.h"

#include <string.h>

#include "core/instant.h"
#include "core/str.h"
#include "core/version.h"
#include "core/words.h"
#include "graphs/site/doors.h"

/* The year belongs to the scheme of the ids, not to the day: it never changes. */
#define SCHEME_YEAR "2026"

const char *atom_id(const struct settings *settings, struct arena *arena, const char *what)
{
    const char *path = doors_path(settings);
    size_t length = strcspn(path, "?#");
    const char *between = length > 0 && path[length - 1] == '/' ? "" : "/";

    return arena_printf(arena, "tag:%s," SCHEME_YEAR ":%.*s%s%s", doors_host(settings, arena),
                        (int)length, path, between, what);
}

static const char *find_address(const struct atom *atom, const char *file)
{
    const char *base = atom->settings->site.base_url;

    return arena_printf(atom->arena, "%s%s%s", base, str_ends(base, "/") ? "" : "/", file);
}

static void put_instant(struct xml *xml, const char *name, int64_t at)
{
    char text[INSTANT_TEXT_SIZE];

    instant_print(at, text);
    xml_leaf(xml, name, text);
}

static void put_link(struct xml *xml, const char *rel, const char *type, const char *href)
{
    xml_open(xml, "link");
    xml_attribute(xml, "rel", rel);
    if (type)
        xml_attribute(xml, "type", type);
    xml_attribute(xml, "href", href);
    xml_close(xml);
}

static void put_author(struct xml *xml, const struct site *site)
{
    xml_open(xml, "author");
    xml_leaf(xml, "name", settings_label(&site->title, site->language));
    xml_leaf(xml, "uri", site->base_url);
    xml_close(xml);
}

void atom_begin(struct atom *atom, const struct settings *settings, struct arena *arena,
                const struct atom_head *head, struct buf *out)
{
    const struct site *site = &settings->site;
    struct xml *xml = &atom->xml;

    *atom = (struct atom){.settings = settings, .arena = arena};
    xml_init(xml, out);
    xml_open(xml, "feed");
    xml_attribute(xml, "xmlns", "http://www.w3.org/2005/Atom");
    xml_attribute(xml, "xml:lang", words_code(site->language));
    xml_leaf(xml, "id", atom_id(settings, arena, head->id));
    xml_leaf(xml, "title", head->title);
    xml_leaf(xml, "subtitle", settings_label(&site->title, site->language));
    put_instant(xml, "updated", head->updated);
    put_author(xml, site);
    put_link(xml, "self", "application/atom+xml", find_address(atom, head->file));
    put_link(xml, "alternate", "text/html", find_address(atom, head->page));
    if (!str_empty(site->licence))
        xml_leaf(xml, "rights", site->licence);
    xml_open(xml, "generator");
    xml_attribute(xml, "version", VERSION_TEXT);
    xml_text(xml, "shihyo");
    xml_close(xml);
}

static void put_content(struct xml *xml, const struct atom_entry *entry)
{
    xml_open(xml, "content");
    xml_attribute(xml, "type", "xhtml");
    xml_open(xml, "div");
    xml_attribute(xml, "xmlns", "http://www.w3.org/1999/xhtml");
    for (size_t i = 0; i < entry->line_count; i++)
        xml_leaf(xml, "p", entry->lines[i]);
    xml_close(xml);
    xml_close(xml);
}

void atom_put(struct atom *atom, const struct atom_head *head, const struct atom_entry *entry)
{
    struct xml *xml = &atom->xml;
    const char *id = arena_printf(atom->arena, "%s/%s", head->id, entry->id);

    xml_open(xml, "entry");
    xml_leaf(xml, "id", atom_id(atom->settings, atom->arena, id));
    xml_leaf(xml, "title", entry->title);
    put_instant(xml, "published", entry->published);
    put_instant(xml, "updated", entry->updated);
    put_link(xml, "alternate", "text/html", find_address(atom, entry->page));
    if (!str_empty(entry->via))
        put_link(xml, "via", NULL, entry->via);
    xml_open(xml, "category");
    xml_attribute(xml, "term", entry->category);
    xml_attribute(xml, "label", entry->label);
    xml_close(xml);
    put_content(xml, entry);
    xml_close(xml);
}

void atom_end(struct atom *atom)
{
    xml_close(&atom->xml);
}
