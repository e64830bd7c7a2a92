/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lists: references, events, conditions, and cells of sheets. */
#include "config/lists.h"

#include <string.h>
#include <strings.h>

#include "config/family.h"
#include "config/nearest.h"
#include "config/reader.h"
#include "config/sheetfield.h"
#include "core/str.h"

enum { QUOTE_SIZE = 96, ITEMS_MAX = 100, PLACES_MAX = 500 };

/* Adds an item to a member array and its count. The old array stays in the arena: lists are
 * short. */
static int append(const struct values_context *context, const struct key *key, void *object,
                  const void *item, size_t size, struct err *err)
{
    void *array = NULL;
    size_t count = 0;
    memcpy(&array, (const char *)object + key->offset, sizeof array);
    memcpy(&count, (const char *)object + key->second, sizeof count);
    size_t most = key->section == SECTION_SHEET ? PLACES_MAX : ITEMS_MAX;
    if (count == most)
        return err_set(err, ERR_CONFIG, "more than %zu of them, expected fewer", most);
    char *grown = arena_alloc(context->settings->arena, count + 1, size);
    if (count > 0)
        memcpy(grown, array, count * size);
    memcpy(grown + count * size, item, size);
    count++;
    memcpy((char *)object + key->offset, &grown, sizeof grown);
    memcpy((char *)object + key->second, &count, sizeof count);
    return 0;
}

static int expect(const char *text, const char *expected, struct err *err)
{
    char quote[QUOTE_SIZE];
    (void)str_copy(quote, sizeof quote, text);
    return err_set(err, ERR_CONFIG, "\"%s\", expected %s", quote, expected);
}

/* The English words of an event that is there, the first of its period that has none yet. */
static int translate(const struct key *key, const struct event *event, void *object,
                     struct err *err)
{
    struct event *events = NULL;
    size_t count = 0;
    memcpy(&events, (const char *)object + key->offset, sizeof events);
    memcpy(&count, (const char *)object + key->second, sizeof count);
    for (size_t i = 0; i < count; i++) {
        if (events[i].en == NULL && period_compare(events[i].period, event->period) == 0) {
            events[i].en = event->text;
            return 0;
        }
    }
    char period[PERIOD_TEXT_SIZE];
    period_print(event->period, period);
    return err_set(err, ERR_CONFIG, "no %s at %s to go with it, expected the period of one",
                   key->name, period);
}

int lists_event(const struct values_context *context, const struct key *key, const char *text,
                void *object, struct err *err)
{
    const char *cursor = text;
    const char *first = reader_word(context->settings->arena, &cursor);
    struct event event = {.text = cursor + strspn(cursor, " \t")};
    if (first == NULL || *event.text == '\0')
        return expect(text, values_describe(key->type), err);
    if (!context->has_frequency)
        return 0;
    if (period_parse_within(first, context->frequency, &event.period, err) != 0)
        return -1;
    return context->english ? translate(key, &event, object, err)
                            : append(context, key, object, &event, sizeof event, err);
}

int lists_condition(const struct values_context *context, const struct key *key,
                    const char *text, void *object, struct err *err)
{
    struct arena *arena = context->settings->arena;
    size_t length = strcspn(text, "=");
    const char *cell = text + length;
    cell += *cell == '=' ? 1 : 0;
    cell += strspn(cell, " \t");
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    bool alone = strchr(text, '=') == NULL;
    if (length == 0 || (*cell == '\0' && !alone))
        return expect(text, values_describe(key->type), err);
    struct condition condition = {arena_strndup(arena, text, length), cell};
    return append(context, key, object, &condition, sizeof condition, err);
}

/* WHERE FIELD: the field is the last word, for a sheet's name may have spaces. */
static int append_place(const struct values_context *context, const struct key *key,
                        const char *text, bool named, void *object, struct err *err)
{
    const struct sheet_form *form = object;
    const char *field = strrchr(text, ' ');
    struct sheet_place place = {.named = named, .origin = {context->file, context->line}};
    if (field == NULL)
        return expect(text, values_describe(key->type), err);
    size_t length = (size_t)(field - text);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    place.where = arena_strndup(context->settings->arena, text, length);
    place.name = field + 1;
    if (sheetfield_read(place.name, &place.field, err) != 0)
        return -1;
    for (size_t i = 0; i < form->place_count; i++) {
        const struct sheet_place *other = &form->places[i];
        bool field_twice = str_equal(other->name, place.name);
        if (field_twice ||
            (other->named == named && strcasecmp(other->where, place.where) == 0))
            return err_set(err, ERR_CONFIG, "\"%s\" stands at %s:%d already, expected it once",
                           field_twice ? place.name : place.where, other->origin.file,
                           other->origin.line);
    }
    return append(context, key, object, &place, sizeof place, err);
}

int lists_cell(const struct values_context *context, const struct key *key, const char *text,
               void *object, struct err *err)
{
    return append_place(context, key, text, false, object, err);
}

int lists_named(const struct values_context *context, const struct key *key, const char *text,
                void *object, struct err *err)
{
    return append_place(context, key, text, true, object, err);
}

/* A token, a colon, and text in which nothing can begin another header. */
int lists_header(const struct values_context *context, const struct key *key, const char *text,
                 void *object, struct err *err)
{
    static const char token[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        "!#$%&'*+-.^_`|~";
    size_t length = strspn(text, token);
    bool good = length > 0 && text[length] == ':' && text[length + 1] != '\0';
    for (const char *p = text; *p != '\0' && good; p++)
        good = (unsigned char)*p >= ' ' && *p != 0x7f;
    if (!good)
        return expect(text, values_describe(key->type), err);
    return append(context, key, object, &text, sizeof text, err);
}

static int find_choice(const struct key *key, const char *word, unsigned *bit, struct err *err)
{
    for (unsigned i = 0; key->choices[i] != NULL; i++) {
        if (str_equal(key->choices[i], word)) {
            *bit = 1U << i;
            return 0;
        }
    }
    struct nearest nearest;
    nearest_start(&nearest, word);
    for (unsigned i = 0; key->choices[i] != NULL; i++)
        nearest_offer(&nearest, key->choices[i]);
    const char *meant = nearest_found(&nearest);
    char quote[QUOTE_SIZE];
    (void)str_copy(quote, sizeof quote, word);
    if (meant == NULL)
        return expect(word, "one of the choices", err);
    return err_set(err, ERR_CONFIG,
                   "\"%s\", expected one of the choices (did you mean \"%s\"?)", quote, meant);
}

int lists_choices(const struct values_context *context, const struct key *key,
                  const char *text, void *object, struct err *err)
{
    const char *cursor = text;
    const char *word = NULL;
    unsigned all = 0;
    if (*text == '\0')
        return expect(text, values_describe(key->type), err);
    while (!str_equal(text, "none") &&
           (word = reader_word(context->settings->arena, &cursor)) != NULL) {
        unsigned bit = 0;
        if (find_choice(key, word, &bit, err) != 0)
            return -1;
        all |= bit;
    }
    memcpy((char *)object + key->offset, &all, sizeof all);
    return 0;
}

static bool has_url(const struct key *key, const void *object, const char *url)
{
    const char *const *urls = NULL;
    size_t count = 0;
    memcpy(&urls, (const char *)object + key->offset, sizeof urls);
    memcpy(&count, (const char *)object + key->second, sizeof count);
    for (size_t i = 0; i < count; i++)
        if (str_equal(urls[i], url))
            return true;
    return false;
}

int lists_urls(const struct values_context *context, const struct key *key, const char *text,
               void *object, struct err *err)
{
    const char *cursor = text;
    const char *url = NULL;
    if (*text == '\0')
        return expect(text, values_describe(key->type), err);
    while ((url = reader_word(context->settings->arena, &cursor)) != NULL) {
        if (values_check_url(key, url, err) != 0)
            return -1;
        if (has_url(key, object, url))
            return expect(url, "an address that is not named twice", err);
        if (append(context, key, object, &url, sizeof url, err) != 0)
            return -1;
    }
    return 0;
}

/* *out is NULL without a fault when the id may stand in a file that could not be read. */
static int find(const struct values_context *context, const struct key *key, const char *id,
                void **out, struct err *err)
{
    const char *kind = keys_section_name(key->target);
    struct nearest nearest;
    *out = family_find(context->settings, key->target, id);
    if (*out != NULL || !context->complete)
        return 0;
    char quote[QUOTE_SIZE];
    (void)str_copy(quote, sizeof quote, id);
    nearest_start(&nearest, id);
    family_suggest(context->settings, key->target, &nearest);
    const char *meant = nearest_found(&nearest);
    if (meant != NULL)
        return err_set(
            err, ERR_CONFIG,
            "there is no [%s %s], expected an id that is there (did you mean \"%s\"?)", kind,
            quote, meant);
    return err_set(err, ERR_CONFIG, "there is no [%s %s], expected an id that is there", kind,
                   quote);
}

int lists_reference(const struct values_context *context, const struct key *key,
                    const char *text, void *object, struct err *err)
{
    void *found = NULL;
    bool absent = str_equal(text, "none") && !key->required;
    if (*text == '\0')
        return expect(text, values_describe(key->type), err);
    if (!absent && find(context, key, text, &found, err) != 0)
        return -1;
    memcpy((char *)object + key->offset, &found, sizeof found);
    return 0;
}

static bool contains(const struct key *key, const void *object, const void *item)
{
    const char *array = NULL;
    size_t count = 0;
    memcpy(&array, (const char *)object + key->offset, sizeof array);
    memcpy(&count, (const char *)object + key->second, sizeof count);
    for (size_t i = 0; i < count; i++) {
        const void *one = NULL;
        memcpy(&one, array + i * sizeof one, sizeof one);
        if (one == item)
            return true;
    }
    return false;
}

int lists_references(const struct values_context *context, const struct key *key,
                     const char *text, void *object, struct err *err)
{
    const char *cursor = text;
    const char *word = NULL;
    if (str_equal(text, "none"))
        return 0;
    if (*text == '\0')
        return expect(text, values_describe(key->type), err);
    while ((word = reader_word(context->settings->arena, &cursor)) != NULL) {
        void *found = NULL;
        if (find(context, key, word, &found, err) != 0)
            return -1;
        if (found == NULL)
            continue;
        if (contains(key, object, found))
            return err_set(err, ERR_CONFIG, "\"%s\" is named twice, expected once", word);
        if (append(context, key, object, &found, sizeof found, err) != 0)
            return -1;
    }
    return 0;
}
