/* SPDX-License-Identifier: GPL-3.0-or-later */
/* markup: libxml2 behind handles of our own. */
#include "collector/markup.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>

#include "core/mem.h"
#include "core/str.h"

/* libxml2's own limits stay on: HUGE is never set. */
#define XML_OPTIONS                                                                           \
    (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA)
#define HTML_OPTIONS                                                                          \
    (HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER)

struct markup {
    xmlDoc *document;
};

static void print_nothing(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

/* Some errors are printed past every handler of a parser: for the time of a call, to nobody.
 */
static void hush(bool on)
{
    xmlSetGenericErrorFunc(NULL, on ? print_nothing : NULL);
}

static const xmlNode *node_of(const struct markup_node *node)
{
    return (const xmlNode *)(const void *)node;
}

static const struct markup_node *wrap(const xmlNode *node)
{
    return (const struct markup_node *)(const void *)node;
}

static bool is_seen(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE || node->type == XML_TEXT_NODE ||
           node->type == XML_CDATA_SECTION_NODE;
}

static const struct markup_node *skip(const xmlNode *node)
{
    while (node != NULL && !is_seen(node))
        node = node->next;
    return wrap(node);
}

/* What the parser complained of first: the rest follows from that. */
struct complaint {
    int line;
    char text[200];
    bool unknown_entity; /* libxml2 reads on, without it */
};

static void note(struct complaint *complaint, const xmlError *error)
{
    bool entity = error->code == XML_WAR_UNDECLARED_ENTITY;
    if (entity && !complaint->unknown_entity)
        complaint->text[0] = '\0';
    complaint->unknown_entity = complaint->unknown_entity || entity;
    if (complaint->text[0] != '\0' || error->message == NULL || error->level < XML_ERR_ERROR)
        return;
    complaint->line = error->line;
    (void)str_copy(complaint->text, sizeof complaint->text, error->message);
    complaint->text[strcspn(complaint->text, "\r\n")] = '\0';
    char *advice = strstr(complaint->text, " use XML_PARSE_HUGE");
    if (advice != NULL)
        *advice = '\0';
}

static int refuse(const struct complaint *complaint, const char *what, struct err *err)
{
    if (complaint->text[0] == '\0')
        return err_set(err, ERR_DATA, "this is no %s", what);
    return err_set(err, ERR_DATA, "line %d: this is no %s: %s", complaint->line, what,
                   complaint->text);
}

static int refuse_declared(const char *what, struct err *err)
{
    return err_set(err, ERR_DATA, "this %s declares entities of its own, which is refused",
                   what);
}

/* --- a tree --- */

static void drop_namespaces(xmlNode *node)
{
    node->ns = NULL;
    if (node->type != XML_ELEMENT_NODE)
        return;
    for (xmlAttr *at = node->properties; at != NULL; at = at->next)
        at->ns = NULL;
}

/* Walks without recursion: the depth is the document's choice. */
static int tidy(xmlNode *root, struct err *err)
{
    int depth = 1;
    for (xmlNode *node = root; node != NULL;) {
        drop_namespaces(node);
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            if (++depth > MARKUP_DEPTH_MAX)
                return err_set(err, ERR_DATA, "line %ld: elements nest more than %d deep",
                               xmlGetLineNo(node), MARKUP_DEPTH_MAX);
            node = node->children;
            continue;
        }
        while (node != root && node->next == NULL) {
            node = node->parent;
            depth--;
        }
        node = node == root ? NULL : node->next;
    }
    return 0;
}

static int take(xmlDoc *document, const struct complaint *complaint, const char *what,
                struct markup **out, struct err *err)
{
    xmlNode *root = document == NULL ? NULL : xmlDocGetRootElement(document);
    const xmlDtd *dtd = document == NULL ? NULL : document->intSubset;
    bool declares = dtd != NULL && (dtd->entities != NULL || dtd->pentities != NULL);
    if (root == NULL || complaint->unknown_entity) {
        (void)refuse(complaint, what, err);
    } else if (declares) {
        (void)refuse_declared(what, err);
    } else if (tidy(root, err) == 0) {
        *out = mem_calloc(1, sizeof **out);
        (*out)->document = document;
        return 0;
    }
    xmlFreeDoc(document);
    return -1;
}

static void on_tree_error(void *context, xmlError *error)
{
    note(((xmlParserCtxt *)context)->_private, error);
}

int markup_open_xml(const void *bytes, size_t length, struct markup **out, struct err *err)
{
    struct complaint complaint = {.line = 0};
    if (length > INT_MAX)
        return err_set(err, ERR_DATA, "more than %d bytes of XML", INT_MAX);
    xmlParserCtxt *parser = xmlNewParserCtxt();
    if (parser == NULL)
        return err_set(err, ERR_INTERNAL, "no XML parser");
    parser->_private = &complaint;
    parser->sax->serror = on_tree_error;
    hush(true);
    xmlDoc *document = xmlCtxtReadMemory(parser, bytes, (int)length, NULL, NULL, XML_OPTIONS);
    hush(false);
    xmlFreeParserCtxt(parser);
    return take(document, &complaint, "XML", out, err);
}

/* What stands behind </html> becomes part of the page: pages put together carelessly end more
 * than once. */
static void gather_roots(xmlDoc *document)
{
    xmlNode *root = document == NULL ? NULL : xmlDocGetRootElement(document);
    xmlNode *next = NULL;
    for (xmlNode *at = root == NULL ? NULL : root->next; at != NULL; at = next) {
        next = at->next;
        if (at->type != XML_ELEMENT_NODE)
            continue;
        xmlUnlinkNode(at);
        (void)xmlAddChild(root, at);
    }
}

int markup_open_html(const char *text, size_t length, struct markup **out, struct err *err)
{
    if (length > INT_MAX)
        return err_set(err, ERR_DATA, "more than %d bytes of HTML", INT_MAX);
    const struct complaint none = {.line = 0};
    hush(true);
    xmlDoc *document = htmlReadMemory(text, (int)length, NULL, "UTF-8", HTML_OPTIONS);
    hush(false);
    gather_roots(document);
    return take(document, &none, "HTML", out, err);
}

void markup_close(struct markup *markup)
{
    if (markup == NULL)
        return;
    xmlFreeDoc(markup->document);
    mem_free(markup);
}

const struct markup_node *markup_root(const struct markup *markup)
{
    return wrap(xmlDocGetRootElement(markup->document));
}

const struct markup_node *markup_first(const struct markup_node *node)
{
    return node_of(node)->type == XML_ELEMENT_NODE ? skip(node_of(node)->children) : NULL;
}

const struct markup_node *markup_next(const struct markup_node *node)
{
    return skip(node_of(node)->next);
}

const struct markup_node *markup_parent(const struct markup_node *node)
{
    const xmlNode *parent = node_of(node)->parent;
    return parent != NULL && parent->type == XML_ELEMENT_NODE ? wrap(parent) : NULL;
}

const char *markup_name(const struct markup_node *node)
{
    return node_of(node)->type == XML_ELEMENT_NODE ? (const char *)node_of(node)->name : NULL;
}

const char *markup_text(const struct markup_node *node)
{
    if (node_of(node)->type == XML_ELEMENT_NODE)
        return NULL;
    return node_of(node)->content == NULL ? "" : (const char *)node_of(node)->content;
}

/* One node: values with entities that are not known were refused. */
static const char *value_of(const xmlAttr *attribute)
{
    const xmlNode *value = attribute->children;
    return value == NULL || value->content == NULL ? "" : (const char *)value->content;
}

const char *markup_attribute(const struct markup_node *node, const char *name)
{
    if (node_of(node)->type != XML_ELEMENT_NODE)
        return NULL;
    for (const xmlAttr *at = node_of(node)->properties; at != NULL; at = at->next)
        if (str_equal((const char *)at->name, name))
            return value_of(at);
    return NULL;
}

void markup_attributes(const struct markup_node *node,
                       void (*visit)(const char *name, const char *value, void *context),
                       void *context)
{
    if (node_of(node)->type != XML_ELEMENT_NODE)
        return;
    for (const xmlAttr *at = node_of(node)->properties; at != NULL; at = at->next)
        visit((const char *)at->name, value_of(at), context);
}

long markup_line(const struct markup_node *node)
{
    long line = xmlGetLineNo((xmlNode *)(uintptr_t)node);
    return line > 0 ? line : 0;
}

/* Errors of XPath go nowhere: the caller has its own words. */
static void ignore_error(void *context, xmlError *error)
{
    (void)context;
    (void)error;
}

static int copy_elements(const xmlXPathObject *found, const struct markup_node ***nodes,
                         size_t *count)
{
    size_t size = found->nodesetval == NULL ? 0 : (size_t)found->nodesetval->nodeNr;
    *nodes = mem_calloc(size, sizeof **nodes);
    *count = 0;
    for (size_t i = 0; i < size; i++)
        if (found->nodesetval->nodeTab[i]->type == XML_ELEMENT_NODE)
            (*nodes)[(*count)++] = wrap(found->nodesetval->nodeTab[i]);
    return 0;
}

int markup_select(const struct markup *markup, const char *xpath,
                  const struct markup_node ***nodes, size_t *count, struct err *err)
{
    xmlXPathContext *context = xmlXPathNewContext(markup->document);
    if (context == NULL)
        return err_set(err, ERR_INTERNAL, "no XPath context");
    context->error = ignore_error;
    context->opLimit = 10000000;
    hush(true);
    xmlXPathObject *found = xmlXPathEvalExpression((const xmlChar *)xpath, context);
    hush(false);
    int result = 0;
    if (found == NULL)
        result = err_set(err, ERR_CONFIG, "\"%s\" is no XPath, or one without end", xpath);
    else if (found->type != XPATH_NODESET)
        result = err_set(err, ERR_DATA, "XPath \"%s\" yields no elements", xpath);
    else
        result = copy_elements(found, nodes, count);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return result;
}

void markup_release(const struct markup_node **nodes)
{
    mem_free((void *)nodes);
}

/* --- a reader --- */

struct markup_reader {
    const struct markup_events *events;
    void *context;
    xmlParserCtxt *parser;
    char *values; /* of the attributes at hand */
    size_t values_size;
    const char **attributes;
    size_t attributes_size;
    int depth;
    bool ended; /* by an event */
    struct complaint complaint;
    struct err err;
};

static void judge(struct markup_reader *reader, int result)
{
    if (result == 0)
        return;
    reader->ended = true;
    xmlStopParser(reader->parser);
}

/* Values come as pairs of pointers into the document: copies end with a NUL. */
static void copy_attributes(struct markup_reader *reader, size_t count, const xmlChar **five)
{
    size_t bytes = 0;
    size_t places = 2 * count + 1;
    for (size_t i = 0; i < count; i++)
        bytes += (size_t)(five[5 * i + 4] - five[5 * i + 3]) + 1;
    if (bytes > reader->values_size) {
        reader->values = mem_realloc(reader->values, bytes, 1);
        reader->values_size = bytes;
    }
    if (places > reader->attributes_size) {
        reader->attributes =
            mem_realloc((void *)reader->attributes, places, sizeof *reader->attributes);
        reader->attributes_size = places;
    }
    char *to = reader->values;
    for (size_t i = 0; i < count; i++) {
        size_t length = (size_t)(five[5 * i + 4] - five[5 * i + 3]);
        memcpy(to, five[5 * i + 3], length);
        to[length] = '\0';
        reader->attributes[2 * i] = (const char *)five[5 * i];
        reader->attributes[2 * i + 1] = to;
        to += length + 1;
    }
    reader->attributes[2 * count] = NULL;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespaces_count, const xmlChar **namespaces,
                     int count, int defaulted, const xmlChar **five)
{
    struct markup_reader *reader = context;
    (void)prefix;
    (void)uri;
    (void)namespaces_count;
    (void)namespaces;
    (void)defaulted;
    if (reader->ended)
        return;
    if (++reader->depth > MARKUP_DEPTH_MAX) {
        judge(reader, err_set(&reader->err, ERR_DATA, "elements nest more than %d deep",
                              MARKUP_DEPTH_MAX));
        return;
    }
    copy_attributes(reader, (size_t)count, five);
    judge(reader, reader->events->start(reader->context, (const char *)name,
                                        reader->attributes, &reader->err));
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri)
{
    struct markup_reader *reader = context;
    (void)prefix;
    (void)uri;
    if (reader->ended)
        return;
    reader->depth--;
    judge(reader, reader->events->end(reader->context, (const char *)name, &reader->err));
}

static void on_text(void *context, const xmlChar *text, int length)
{
    struct markup_reader *reader = context;
    if (!reader->ended)
        judge(reader, reader->events->text(reader->context, (const char *)text, (size_t)length,
                                           &reader->err));
}

static void on_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                      const xmlChar *system_id, xmlChar *content)
{
    struct markup_reader *reader = context;
    (void)name;
    (void)type;
    (void)public_id;
    (void)system_id;
    (void)content;
    if (!reader->ended)
        judge(reader, refuse_declared("XML", &reader->err));
}

static void on_reader_error(void *context, xmlError *error)
{
    note(&((struct markup_reader *)context)->complaint, error);
}

struct markup_reader *markup_reader_new(const struct markup_events *events, void *context)
{
    struct markup_reader *reader = mem_calloc(1, sizeof *reader);
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = on_start,
                             .endElementNs = on_end,
                             .characters = on_text,
                             .ignorableWhitespace = on_text,
                             .cdataBlock = on_text,
                             .entityDecl = on_entity,
                             .serror = on_reader_error};
    reader->events = events;
    reader->context = context;
    reader->parser = xmlCreatePushParserCtxt(&handler, reader, NULL, 0, NULL);
    /* NOENT: else `&` in an attribute comes out as `&#38;`. There is nothing else to replace,
     * since declarations are refused. */
    if (reader->parser != NULL)
        (void)xmlCtxtUseOptions(reader->parser, XML_OPTIONS | XML_PARSE_NOENT);
    return reader;
}

int markup_reader_feed(struct markup_reader *reader, const void *bytes, size_t length,
                       int last, struct err *err)
{
    if (reader->parser == NULL || length > INT_MAX)
        return err_set(err, ERR_INTERNAL, "no XML parser for these bytes");
    hush(true);
    int code = xmlParseChunk(reader->parser, bytes, (int)length, last);
    hush(false);
    if (reader->ended) {
        *err = reader->err;
        return -1;
    }
    if (code != XML_ERR_OK && reader->parser->wellFormed == 0)
        return refuse(&reader->complaint, "XML", err);
    return 0;
}

void markup_reader_free(struct markup_reader *reader)
{
    if (reader == NULL)
        return;
    if (reader->parser != NULL) {
        xmlFreeDoc(reader->parser->myDoc); /* where libxml2 keeps a document's declarations */
        xmlFreeParserCtxt(reader->parser);
    }
    mem_free(reader->values);
    mem_free((void *)reader->attributes);
    mem_free(reader);
}

const char *markup_find(const char *const *attributes, const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2)
        if (str_equal(attributes[i], name))
            return attributes[i + 1];
    return NULL;
}
