/* SPDX-License-Identifier: GPL-3.0-or-later */
/* container: see container.h. */
#include "collector/decode/container.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/str.h"

#include "collector/archive.h"

#define MIMETYPE_MAX 200

struct mark {
    const char *entry; /* an entry's name, or the start of one when it ends with / */
    const char *words;
    bool workbook;
};

static const struct mark zip_marks[] = {
    {"xl/workbook.bin", "a binary Excel workbook (.xlsb)", false},
    {"word/", "a Word document (.docx)", false},
    {"ppt/", "a PowerPoint document (.pptx)", false},
    {"xl/", "an Excel workbook", true},
    {"[Content_Types].xml", "an Office document", true},
    {"META-INF/MANIFEST.MF", "a Java archive", false},
};

static const struct mark mimetypes[] = {
    {"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)",
     false},
    {"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", false},
    {"application/vnd.oasis.opendocument", "an OpenDocument file", false},
    {"application/epub", "an EPUB book", false},
};

/* Streams, by their whole name; capitals do not matter. */
static const struct mark ole_marks[] = {
    {"EncryptedPackage", "an encrypted Excel workbook (.xlsx) or other Office document",
     false},
    {"Workbook", "an old Excel workbook (.xls)", false},
    {"Book", "an old Excel workbook (.xls of Excel 5 or 95)", false},
    {"WordDocument", "an old Word document (.doc)", false},
    {"PowerPoint Document", "an old PowerPoint document (.ppt)", false},
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* --- ZIP --- */

static bool fits(const char *name, const char *entry)
{
    return str_ends(entry, "/") ? strncasecmp(name, entry, strlen(entry)) == 0
                                : strcasecmp(name, entry) == 0;
}

static const struct mark *find_entry(const struct archive *archive)
{
    for (size_t i = 0; i < COUNT(zip_marks); i++)
        for (size_t n = 0; n < archive_count(archive); n++)
            if (fits(archive_name(archive, n), zip_marks[i].entry))
                return &zip_marks[i];
    return NULL;
}

static const struct mark *find_mimetype(struct archive *archive)
{
    struct buf type;
    struct err ignored;
    const struct mark *found = NULL;
    buf_init(&type, MIMETYPE_MAX);
    if (archive_has(archive, "mimetype") &&
        archive_read(archive, "mimetype", &type, &ignored) == 0)
        for (size_t i = 0; i < COUNT(mimetypes) && found == NULL; i++)
            found = str_starts(buf_text(&type), mimetypes[i].entry) ? &mimetypes[i] : NULL;
    buf_free(&type);
    return found;
}

static void describe_entries(const struct archive *archive, char words[CONTAINER_WORDS_SIZE])
{
    char first[80];
    size_t count = archive_count(archive);
    (void)str_copy(first, sizeof first, archive_name(archive, 0));
    if (first[0] == '\0')
        (void)snprintf(words, CONTAINER_WORDS_SIZE, "a ZIP archive (entries: %zu)", count);
    else
        (void)snprintf(words, CONTAINER_WORDS_SIZE,
                       "a ZIP archive (entries: %zu, the first is \"%s\")", count, first);
}

/* A damaged one may be a workbook: its decoder knows more to say. */
static void describe_zip(const void *bytes, size_t length, char words[CONTAINER_WORDS_SIZE],
                         bool *workbook)
{
    struct archive *archive = NULL;
    struct err ignored;
    *workbook = true;
    (void)str_copy(words, CONTAINER_WORDS_SIZE, "an Excel workbook or another ZIP archive");
    if (archive_open(bytes, length, &archive, &ignored) != 0)
        return;
    const struct mark *mark = find_mimetype(archive);
    if (mark == NULL)
        mark = find_entry(archive);
    *workbook = mark != NULL && mark->workbook;
    if (mark != NULL)
        (void)str_copy(words, CONTAINER_WORDS_SIZE, mark->words);
    else
        describe_entries(archive, words);
    archive_close(archive);
}

/* --- OLE --- */

/* A directory entry has 128 bytes: a name of up to 32 UTF-16 units, its length with a NUL in
 * bytes at 64, its type at 66 (2 = stream). */
static bool is_stream(const unsigned char *entry, const char *name)
{
    size_t length = strlen(name);
    if (entry[64] != 2 * (length + 1) || entry[65] != 0 || entry[66] != 2)
        return false;
    char found[32] = "";
    for (size_t i = 0; i < length && i < sizeof found - 1; i++)
        found[i] = (char)(entry[2 * i + 1] == 0 ? entry[2 * i] : '?');
    return strcasecmp(found, name) == 0; /* some makers write WORKBOOK */
}

/* Entries stand at multiples of their size, whatever the sectors: looking at all places is
 * simpler than following the chain, which a document may have broken. */
static const struct mark *find_stream(const unsigned char *bytes, size_t length)
{
    for (size_t at = 512; at + 128 <= length; at += 128)
        for (size_t i = 0; i < COUNT(ole_marks); i++)
            if (is_stream(bytes + at, ole_marks[i].entry))
                return &ole_marks[i];
    return NULL;
}

bool container_describe(const void *bytes, size_t length, char words[CONTAINER_WORDS_SIZE],
                        bool *workbook)
{
    *workbook = false;
    if (length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0) {
        describe_zip(bytes, length, words, workbook);
        return true;
    }
    if (length < 8 || memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) != 0)
        return false;
    const struct mark *mark = find_stream(bytes, length);
    (void)str_copy(words, CONTAINER_WORDS_SIZE,
                   mark == NULL ? "an old Excel workbook (.xls) or another old Office document"
                                : mark->words);
    return true;
}
