/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bomb: documents that are small on the way and huge or endless when read, for tests.
 *
 *   bomb xlsx|pdf|json|html|xml|csv|text >FILE
 *
 * xlsx and pdf hold 10 GiB of spaces in some 10 MB: one compressed piece, flushed so that it
 * refers to nothing before it, is repeated.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { PIECE = 16 << 20, REPEATS = 640, ROOM = 1 << 20, DEEP = 2000000 };

struct packed {
    unsigned char piece[ROOM]; /* PIECE spaces */
    size_t length;
};

static int pack(struct packed *out)
{
    z_stream stream = {.next_out = out->piece, .avail_out = sizeof out->piece};
    unsigned char *spaces = malloc(PIECE);
    if (spaces == NULL ||
        deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return -1;
    memset(spaces, ' ', PIECE);
    stream.next_in = spaces;
    stream.avail_in = PIECE;
    (void)deflate(&stream, Z_FULL_FLUSH);
    out->length = stream.total_out;
    (void)deflateEnd(&stream);
    free(spaces);
    return 0;
}

static void put_number(uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        (void)putchar((int)(value >> (8 * i) & 0xff));
}

static void put_bomb(const struct packed *packed)
{
    static const unsigned char end[] = {0x03, 0x00}; /* an empty last block */
    for (int i = 0; i < REPEATS; i++)
        (void)fwrite(packed->piece, packed->length, 1, stdout);
    (void)fwrite(end, sizeof end, 1, stdout);
}

/* --- xlsx: a ZIP by hand --- */

struct entry {
    const char *name;
    const char *text; /* stored; NULL = the bomb */
    uint32_t crc;
    uint32_t stored;
    uint32_t size;
    uint32_t at;
};

static void put_facts(const struct entry *entry)
{
    put_number(20, 2);
    put_number(0, 2);
    put_number(entry->text == NULL ? 8 : 0, 2);
    put_number(0x58210000, 4);
    put_number(entry->crc, 4);
    put_number(entry->stored, 4);
    put_number(entry->size, 4);
    put_number(strlen(entry->name), 2);
}

static void put_local(const struct entry *entry, const struct packed *packed)
{
    put_number(0x04034b50, 4);
    put_facts(entry);
    put_number(0, 2);
    (void)fputs(entry->name, stdout);
    if (entry->text == NULL)
        put_bomb(packed);
    else
        (void)fputs(entry->text, stdout);
}

static void put_central(const struct entry *entry)
{
    put_number(0x02014b50, 4);
    put_number(20, 2);
    put_facts(entry);
    put_number(0, 2);
    put_number(0, 2);
    put_number(0, 2);
    put_number(0, 2);
    put_number(0, 4);
    put_number(entry->at, 4);
    (void)fputs(entry->name, stdout);
}

static void measure(struct entry *entry, const struct packed *packed)
{
    /* The size is a lie, as in any bomb: 32 bits hold no 10 GiB. */
    entry->size = entry->text == NULL ? 1000000 : (uint32_t)strlen(entry->text);
    entry->stored =
        entry->text == NULL ? (uint32_t)(packed->length * REPEATS + 2) : entry->size;
    if (entry->text != NULL)
        entry->crc = (uint32_t)crc32(0, (const Bytef *)entry->text, (uInt)strlen(entry->text));
}

static void make_xlsx(const struct packed *packed)
{
    struct entry entries[] = {
        {.name = "[Content_Types].xml",
         .text =
             "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"},
        {.name = "_rels/.rels",
         .text = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
                 "relationships'><Relationship Id='r' Type='http://schemas.openxmlformats.org/"
                 "officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/>"
                 "</Relationships>"},
        {.name = "xl/workbook.xml",
         .text = "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
                 "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/"
                 "relationships'><sheets><sheet name='a' sheetId='1' r:id='s'/></sheets>"
                 "</workbook>"},
        {.name = "xl/_rels/workbook.xml.rels",
         .text = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
                 "relationships'><Relationship Id='s' Type='http://schemas.openxmlformats.org/"
                 "officeDocument/2006/relationships/worksheet' Target='sheet.xml'/>"
                 "</Relationships>"},
        {.name = "xl/sheet.xml"},
    };
    size_t count = sizeof entries / sizeof entries[0];
    uint32_t at = 0;
    uint32_t directory = 0;
    for (size_t i = 0; i < count; i++) {
        measure(&entries[i], packed);
        entries[i].at = at;
        put_local(&entries[i], packed);
        at += 30 + (uint32_t)strlen(entries[i].name) + entries[i].stored;
    }
    for (size_t i = 0; i < count; i++) {
        put_central(&entries[i]);
        directory += 46 + (uint32_t)strlen(entries[i].name);
    }
    put_number(0x06054b50, 4);
    put_number(0, 4);
    put_number(count, 2);
    put_number(count, 2);
    put_number(directory, 4);
    put_number(at, 4);
    put_number(0, 2);
}

/* --- pdf: one page, whose content is the bomb --- */

static void make_pdf(const struct packed *packed)
{
    (void)fputs(
        "%PDF-1.4\n"
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n",
        stdout);
    (void)printf("4 0 obj<</Filter/FlateDecode/Length %zu>>stream\n",
                 packed->length * REPEATS + 4);
    put_number(0xda78, 2); /* the head of zlib's own format */
    put_bomb(packed);
    (void)fputs("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", stdout);
}

/* --- text formats --- */

static void repeat(const char *text, long times)
{
    for (long i = 0; i < times; i++)
        (void)fputs(text, stdout);
}

static void make_xml(void)
{
    (void)fputs("<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a0 'aaaaaaaaaaaaaaaa'>", stdout);
    for (int i = 1; i < 20; i++) {
        (void)printf("<!ENTITY a%d '", i);
        for (int k = 0; k < 16; k++)
            (void)printf("&a%d;", i - 1);
        (void)fputs("'>", stdout);
    }
    (void)fputs("]><d><r><v>&a19;</v></r><r><v>&a19;</v></r></d>\n", stdout);
}

int main(int argc, char **argv)
{
    static struct packed packed;
    const char *kind = argc == 2 ? argv[1] : "";
    if (pack(&packed) != 0)
        return 71;
    if (strcmp(kind, "xlsx") == 0)
        make_xlsx(&packed);
    else if (strcmp(kind, "pdf") == 0)
        make_pdf(&packed);
    else if (strcmp(kind, "json") == 0)
        repeat("[", DEEP);
    else if (strcmp(kind, "html") == 0)
        (void)fputs("<!DOCTYPE html>", stdout), repeat("<table><tr><td>", DEEP);
    else if (strcmp(kind, "xml") == 0)
        make_xml();
    else if (strcmp(kind, "csv") == 0)
        (void)fputs("年度,人数\n2019年度,\"", stdout), repeat("1234567890", DEEP);
    else if (strcmp(kind, "text") == 0)
        (void)fputs("2019年度 ", stdout), repeat("あ", DEEP);
    else
        return 64;
    return fflush(stdout) == 0 ? 0 : 74;
}
