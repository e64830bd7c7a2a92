/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/decode/xml. All figures are test data. */
#include "collector/decode/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/buf.h"
#include "core/str.h"

static int decode(const void *bytes, size_t length, const char *rows, struct grids *grids,
                  struct err *err)
{
    struct document document = {.bytes = bytes,
                                .length = length,
                                .content_type = "",
                                .encoding = "auto",
                                .rows = rows};
    err_clear(err);
    grid_init(grids);
    return xml_decode(&document, grids, err);
}

/* All grids as `name{a|b/c|d}`: cells by |, rows by /. */
static void print(const struct grids *grids, struct buf *out)
{
    for (size_t g = 0; g < grids->count; g++) {
        const struct grid *grid = &grids->items[g];
        (void)buf_printf(out, "%s{", grid->name);
        for (size_t row = 0; row < grid->row_count; row++) {
            (void)buf_puts(out, row > 0 ? "/" : "");
            for (size_t i = 0; i < grid->rows[row].count; i++)
                (void)buf_printf(out, "%s%s", i > 0 ? "|" : "", grid_cell(grid, row, i));
            assert_true(grid->rows[row].count <= grid->column_count);
        }
        (void)buf_puts(out, "}");
    }
}

struct shape {
    const char *xml;
    const char *rows;
    const char *want;
};

static void check_shapes(const struct shape *shapes, size_t count)
{
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        struct grids grids;
        struct err err;
        struct buf got;
        buf_init(&got, 100000);
        if (decode(shapes[i].xml, strlen(shapes[i].xml), shapes[i].rows, &grids, &err) != 0)
            (void)buf_printf(&got, "error: %s", err.text);
        else
            print(&grids, &got);
        if (!str_equal(buf_text(&got), shapes[i].want)) {
            print_error("%s\n  got  %s\n  want %s\n", shapes[i].xml, buf_text(&got),
                        shapes[i].want);
            failed++;
        }
        buf_free(&got);
        grid_free(&grids);
    }
    assert_int_equal(failed, 0);
}

#define CHECK_SHAPES(shapes) check_shapes(shapes, sizeof(shapes) / sizeof((shapes)[0]))

static const struct shape rows[] = {
    {"<d><r><a>1</a><b>2</b></r><r><b>4</b><a>3</a></r></d>", "", "r{a|b/1|2/3|4}"},
    {"<d><r x='1' y='2'/><r y='3' z='4'/></d>", "", "r{x|y|z/1|2/|3|4}"},
    {"<d><r x='1'>5</r><r x='2'> 6\n</r></d>", "", "r{x|r/1|5/2|6}"},
    {"<d><r><a u='m'>1<b>2</b></a><c/></r><r/></d>", "/d/r", "r{a/u|a|a/b|c/m|1|2|/}"},
    {"<d><r><v>1</v><v>2</v><v>3</v></r><r><v>4</v></r></d>", "", "r{v|v[2]|v[3]/1|2|3/4}"},
    {"<d><r a='1'><a>2</a></r></d>", "//r", "r{a|a[2]/1|2}"},
    {"<d><head><k>1</k><k>2</k><k>3</k><k>4</k></head><r x='1'/><r x='2'/></d>", "",
     "r{x/1/2}"},
    {"<d><s n='1'/><s n='2'/><r x='1'/><r x='2'/><r x='3'/></d>", "", "r{x/1/2/3}"},
    {"<x:d xmlns:x='urn:t'><x:r x:a='1'/><x:r a='2'/></x:d>", "//r", "r{a/1/2}"},
    {"<d><r><a>x<![CDATA[<&]]>&#12354;</a></r></d>", "//r", "r{a/x<&あ}"},
    {"<d><r><a><b/></a><a/></r></d>", "//r", "r{a/b|a/|}"},
    {"<d><!-- c --><r><?p i?><a>1</a></r><r/></d>", "//r", "r{a/1/}"},
    {"<d/>", "",
     "error: <d> holds no elements that repeat: `rows` (an XPath) would say which hold the "
     "data"},
    {"<d><r x='1'/></d>", "//s", "error: rows: XPath \"//s\" finds nothing in <d>"},
    {"<d/>", "//[", "error: rows: \"//[\" is no XPath, or one without end"},
    {"<d/>", "count(//d)", "error: rows: XPath \"count(//d)\" yields no elements"},
    {"<d><r></d>", "",
     "error: line 1: this is no XML: Opening and ending tag mismatch: r line "
     "1 and d"},
    {"<?xml version='1.0' encoding='no-such'?><d/>", "",
     "error: its encoding \"no-such\" is not known here"},
    {"<?xml version='1.0' encoding='UTF-8'?><d>\x95\x5C</d>", "",
     "error: byte 42 is no UTF-8"},
};

static void test_rows(void **state)
{
    (void)state;
    CHECK_SHAPES(rows);
}

/* --- encodings --- */

static void check_encoding(const void *bytes, size_t length, const char *encoding)
{
    struct grids grids;
    struct err err;
    if (decode(bytes, length, "", &grids, &err) != 0)
        fail_msg("%s", err.text);
    assert_string_equal(grids.encoding, encoding);
    assert_string_equal(grid_cell(&grids.items[0], 1, 0), "表");
    grid_free(&grids);
}

#define DATA(text) "<d><r x='" text "'/><r x=''/></d>"

static void test_encodings(void **state)
{
    (void)state;
    static const char sjis[] =
        "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>" DATA("\x95\x5C");
    static const char euc[] = "<?xml version='1.0' encoding='euc-jp' ?>" DATA("\xC9\xBD");
    static const char mark[] =
        "\xEF\xBB\xBF<?xml version='1.0' encoding='euc-jp'?>" DATA("表");
    static const char wrong[] = "<?xml version='1.0' encoding='UTF-16'?>" DATA("表");
    check_encoding(sjis, sizeof sjis - 1, "CP932");
    check_encoding(euc, sizeof euc - 1, "euc-jp");
    check_encoding(mark, sizeof mark - 1, "UTF-8");
    check_encoding(wrong, sizeof wrong - 1, "UTF-8");
    check_encoding(DATA("表"), sizeof DATA("表") - 1, "UTF-8");
    static const char plain[] = "<?xml version='1.0'?><d><r x='__'/><r x=''/></d>";
    char wide[2 * sizeof plain];
    for (size_t i = 0; i < sizeof plain; i++) {
        wide[2 * i] = plain[i];
        wide[2 * i + 1] = 0;
    }
    size_t place = 2 * (size_t)(strstr(plain, "__") - plain);
    memcpy(wide + place, "\x68\x88-\0", 4); /* 表- */
    struct grids grids;
    struct err err;
    assert_int_equal(decode(wide, sizeof wide - 2, "", &grids, &err), 0);
    assert_string_equal(grids.encoding, "UTF-16LE");
    assert_string_equal(grid_cell(&grids.items[0], 1, 0), "表-");
    grid_free(&grids);
}

static void test_told_encoding(void **state)
{
    (void)state;
    struct document document = {.bytes = DATA("\xA4\xA2"),
                                .length = strlen(DATA("\xA4\xA2")),
                                .content_type = "application/xml; charset=EUC-JP",
                                .encoding = "auto",
                                .rows = ""};
    struct grids grids;
    struct err err;
    grid_init(&grids);
    assert_int_equal(xml_decode(&document, &grids, &err), 0);
    assert_string_equal(grid_cell(&grids.items[0], 1, 0), "あ");
    grid_free(&grids);
    grid_init(&grids);
    document.encoding = "UTF-8";
    assert_int_equal(xml_decode(&document, &grids, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    grid_free(&grids);
}

/* --- SDMX --- */

#define GENERIC(header, sets)                                                                 \
    "<m:GenericData xmlns:m='urn:m' xmlns:g='urn:g'><m:Header>" header "</m:Header>" sets     \
    "</m:GenericData>"
#define SET(name, text) "<m:DataSet " name ">" text "</m:DataSet>"
#define VALUE(id, value) "<g:Value id='" id "' value='" value "'/>"
#define OBS(time, value, attributes)                                                          \
    "<g:Obs><g:ObsDimension value='" time "'/><g:ObsValue value='" value "'/>" attributes     \
    "</g:Obs>"
#define STATUS(code) "<g:Attributes>" VALUE("OBS_STATUS", code) "</g:Attributes>"

static const struct shape messages[] = {
    {GENERIC(
         "<m:Structure structureID='S' dimensionAtObservation='TIME_PERIOD'/>",
         SET("structureRef='S' action='Append'",
             "<g:Series><g:SeriesKey>" VALUE("FREQ", "M")
                 VALUE("AREA", "01204") "</g:SeriesKey><g:Attributes>" VALUE(
                     "UNIT", "PS") "</g:Attributes>" OBS("2024-01", "1.5", STATUS("P"))
                     OBS("2024-02", "NaN",
                         "") "</g:Series>"
                             "<g:Series><g:SeriesKey>" VALUE("FREQ", "A") "</g:SeriesKey>" OBS(
                                 "2023", "7", STATUS("A")) "</g:Series>")),
     "",
     "S{FREQ|AREA|UNIT|TIME_PERIOD|OBS_VALUE|OBS_STATUS/M|01204|PS|2024-01|1.5|P/"
     "M|01204|PS|2024-02|/A|||2023|7|A}"},
    {GENERIC("",
             SET("", "<g:Obs><g:ObsKey>" VALUE("FREQ", "A") VALUE(
                         "TIME_PERIOD", "2024") "</g:ObsKey><g:ObsValue value='5'/></g:Obs>")),
     "", "DataSet{FREQ|TIME_PERIOD|OBS_VALUE/A|2024|5}"},
    {GENERIC("<m:Structure dimensionAtObservation='AREA'/>",
             SET("", "<g:Series>" OBS("01204", "5", "") "</g:Series>")),
     "", "DataSet{AREA|OBS_VALUE/01204|5}"},
    {"<m:CompactData xmlns:m='urn:m'><DataSet><Series FREQ='A'><Obs TIME_PERIOD='2024' "
     "OBS_VALUE='3' OBS_STATUS='E'/></Series></DataSet></m:CompactData>",
     "", "DataSet{FREQ|TIME_PERIOD|OBS_VALUE|OBS_STATUS/A|2024|3|E}"},
    {"<m:StructureSpecificData xmlns:m='urn:m' xmlns:s='urn:s' xmlns:x='urn:x'>"
     "<m:DataSet s:structureRef='T' s:dataScope='DataStructure' UNIT='PS'>"
     "<Group x:type='G' FREQ='A'/><Obs FREQ='M' TIME_PERIOD='2024-01' OBS_VALUE='3'/>"
     "<Obs FREQ='M' TIME_PERIOD='2024-02' OBS_VALUE='4' action='Delete'/></m:DataSet>"
     "</m:StructureSpecificData>",
     "", "T{UNIT|FREQ|TIME_PERIOD|OBS_VALUE/PS|M|2024-01|3}"},
    {"<GenericData><DataSet><Series><SeriesKey><Value concept='FREQ' value='A'/></SeriesKey>"
     "<Obs><Time>2024</Time><ObsValue value='3'/></Obs></Series></DataSet></GenericData>",
     "", "DataSet{FREQ|TIME_PERIOD|OBS_VALUE/A|2024|3}"},
    {GENERIC("", SET("action='Delete'", OBS("2024", "1", "")) SET("", OBS("2025", "2", ""))),
     "", "DataSet{TIME_PERIOD|OBS_VALUE/2025|2}"},
    {GENERIC("<m:DataSetAction>Delete</m:DataSetAction>", SET("", OBS("2024", "1", ""))), "",
     "error: the message holds no observations, only what is to be deleted"},
    {GENERIC("", ""), "", "error: the message holds no observations"},
    {"<m:Error xmlns:m='urn:m'><m:ErrorMessage code='100'><c:Text xmlns:c='urn:c'>No Results "
     "Found</c:Text></m:ErrorMessage></m:Error>",
     "", "error: the message says error 100: No Results Found"},
    {"<Error><a x='1'/><a x='2'/></Error>", "", "a{x/1/2}"},
    {GENERIC("", SET("", OBS("2024", "1", ""))), "//ObsValue", "ObsValue{value/1}"},
};

static void test_messages(void **state)
{
    (void)state;
    CHECK_SHAPES(messages);
}

/* --- limits --- */

static void fill(struct buf *out, const char *text, int times)
{
    for (int i = 0; i < times; i++)
        (void)buf_puts(out, text);
}

static void check_refused(struct buf *xml, const char *want)
{
    struct grids grids;
    struct err err;
    assert_int_equal(decode(xml->data, xml->length, "//r", &grids, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    if (strstr(err.text, want) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, want);
    grid_free(&grids);
    buf_free(xml);
}

static void test_limits(void **state)
{
    (void)state;
    struct buf xml;
    buf_init(&xml, (size_t)1 << 24);
    fill(&xml, "<d><r>", 1);
    fill(&xml, "<v/>", XML_COLUMNS_MAX + 1);
    fill(&xml, "</r></d>", 1);
    check_refused(&xml, "more than 1024 columns: \"v[1025]\" is one too many");
    buf_init(&xml, (size_t)1 << 24);
    fill(&xml, "<d><r>", 1);
    fill(&xml, "<vvvvvvvvv>", 30);
    fill(&xml, "</vvvvvvvvv>", 30);
    fill(&xml, "</r></d>", 1);
    check_refused(&xml, "line 1: elements in elements, with names of more than 256 bytes");
    buf_init(&xml, (size_t)1 << 24);
    fill(&xml, "<d><r ", 1);
    fill(&xml, "v", 300);
    fill(&xml, "='1'/></d>", 1);
    check_refused(&xml, "a name of more than 256 bytes");
    struct grids grids;
    struct err err;
    buf_init(&xml, (size_t)1 << 24);
    fill(&xml, "<GenericData><DataSet><Series><SeriesKey>", 1);
    fill(&xml, "<Value id='K' value='v'/>", 50000);
    fill(&xml, "</SeriesKey>", 1);
    fill(&xml, "<Obs/>", 50000);
    fill(&xml, "</Series></DataSet></GenericData>", 1);
    assert_int_equal(decode(xml.data, xml.length, "", &grids, &err), -1);
    assert_string_equal(err.text, "more than 20000000 values");
    grid_free(&grids);
    buf_free(&xml);
}

static void test_recognise(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is;
    } samples[] = {{" <a></a>\n", true},
                   {"<_/>", true},
                   {"<a", false},
                   {"a>", false},
                   {"", false},
                   {"<1,>", false},
                   {"<表 x='1'>1</表>", true},
                   {"<a/>", true},
                   {"<注>,a\n1,<b>", false},
                   {"<a><b>1<c>", true},
                   {"<a>\n <a x='1'>1</b>", true},
                   {"<a>,<b>", false},
                   {"<a>1<b>", false},
                   {"<a><1>", false},
                   {"</a>", false}};
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        struct document document = {.bytes = samples[i].text,
                                    .length = strlen(samples[i].text)};
        assert_int_equal(xml_recognise(&document), samples[i].is);
    }
}

/* Of e-Stat's two days the later one; DATE is when the reply was made. */
static void test_the_day_of_publication(void **state)
{
#define REPLY(root, table)                                                                    \
    "<" root "><RESULT><DATE>2026-11-25T09:00:00</DATE></RESULT><STATISTICAL_DATA>" table     \
    "<DATA_INF><VALUE time=\"2021001111\">1</VALUE><VALUE time=\"2021001212\">2</VALUE>"      \
    "</DATA_INF></STATISTICAL_DATA></" root ">"
#define OF(days) REPLY("GET_STATS_DATA", "<TABLE_INF id=\"3\">" days "</TABLE_INF>")
    static const char *const cases[][2] = {
        {OF("<OPEN_DATE>2026-10-30</OPEN_DATE>"), "2026-10-30"},
        {OF("<OPEN_DATE>2026-09-30</OPEN_DATE><UPDATED_DATE> 2026-10-30 </UPDATED_DATE>"),
         "2026-10-30"},
        {OF("<OPEN_DATE>2026-10-30</OPEN_DATE><UPDATED_DATE>2026-09-30</UPDATED_DATE>"),
         "2026-10-30"},
        {OF("<SURVEY_DATE>202609</SURVEY_DATE><OPEN_DATE/>"), ""},
        {REPLY("GET_STATS_DATA", ""), ""},
        {REPLY("OTHER", "<TABLE_INF><OPEN_DATE>2026-10-30</OPEN_DATE></TABLE_INF>"), ""},
    };
    static const char *const paths[] = {"", "//VALUE"};
    (void)state;
    for (size_t i = 0; i < 2 * sizeof cases / sizeof cases[0]; i++) {
        const char *const *one = cases[i / 2];
        struct grids grids;
        struct err err;
        if (decode(one[0], strlen(one[0]), paths[i % 2], &grids, &err) != 0)
            fail_msg("%s: %s", one[0], err.text);
        const char *got = grids.published == NULL ? "" : grids.published;
        if (strcmp(got, one[1]) != 0)
            fail_msg("%s: \"%s\", expected \"%s\"", one[0], got, one[1]);
        grid_free(&grids);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_told_encoding),
        cmocka_unit_test(test_messages),
        cmocka_unit_test(test_the_day_of_publication),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_recognise),
    };
    return cmocka_run_group_tests_name("decode/xml", tests, NULL, NULL);
}
