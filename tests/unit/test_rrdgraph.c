/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of rrd/rrdgraph. All names and figures are test data. */
#include "rrd/rrdgraph.h"

#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/civil.h"
#include "core/file.h"
#include "core/series.h"
#include "core/str.h"
#include "rrd/rrdfile.h"
#include "tests/unit/scratch.h"

enum { MONTHS = 60 };

struct fixture {
    char folder[SCRATCH_PATH];
    char picture[SCRATCH_PATH];
    struct indicator indicators[2];
    struct settings settings;
    struct graph graph;
    const char *remark;
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    scratch_path(f->picture, f->folder, "g.png");
    f->indicators[0].id = "lobo-di";
    f->indicators[1].id = "zoo";
    f->settings.indicators = f->indicators;
    f->settings.indicator_count = 2;
    f->graph = (struct graph){.id = "g",
                              .title = {"全産業 業況DI（試験用データ）", NULL},
                              .rrdgraph = "",
                              .origin = {"graphs.ini", 12}};
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    scratch_remove(f->folder);
    free(f);
    return 0;
}

/* --- splitting --- */

static void test_split(void **state)
{
    static const struct {
        const char *text;
        const char *words[5];
    } CASES[] = {
        {"", {0}},
        {"  \t\n ", {0}},
        {"a b", {"a", "b"}},
        {"  a\t\tb\nc ", {"a", "b", "c"}},
        {"'a b' c", {"a b", "c"}},
        {"\"a 'b'\" 'c \"d\"'", {"a 'b'", "c \"d\""}},
        {"a'b 'c", {"ab c"}},
        {"a\\ b c", {"a b", "c"}},
        {"\\\"a \\'b", {"\"a", "'b"}},
        {"'' b", {"", "b"}},
        {"LINE2:v#1f4e79:業況DI\\: 全産業", {"LINE2:v#1f4e79:業況DI\\:", "全産業"}},
        {"a\\n", {"a\\n"}},
        {"a\\", {"a\\"}},
        {"'it\\'s' b", {"it's", "b"}},
    };
    struct err err = {0};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arena *arena = arena_new();
        char **words;
        size_t count;
        assert_int_equal(rrdgraph_split(arena, CASES[i].text, &words, &count, &err), 0);
        for (size_t k = 0; k < count; k++) {
            assert_non_null(CASES[i].words[k]);
            assert_string_equal(words[k], CASES[i].words[k]);
        }
        assert_null(CASES[i].words[count]);
        arena_free(arena);
    }
}

static void test_split_refuses(void **state)
{
    static const char *const OPEN[] = {"'a b", "a \"b", "a'", "\"it's", "'"};
    (void)state;
    for (size_t i = 0; i < sizeof OPEN / sizeof OPEN[0]; i++) {
        struct arena *arena = arena_new();
        struct err err = {0};
        char **words;
        size_t count;
        assert_int_equal(rrdgraph_split(arena, OPEN[i], &words, &count, &err), -1);
        assert_int_equal(err.code, ERR_CONFIG);
        assert_non_null(strstr(err.text, "not closed"));
        arena_free(arena);
    }
}

static void test_split_has_a_limit(void **state)
{
    char text[1003];
    struct arena *arena = arena_new();
    struct err err = {0};
    char **words;
    size_t count;
    (void)state;
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = i % 2 ? ' ' : 'a';
    text[sizeof text - 1] = '\0'; /* 501 words */
    assert_int_equal(rrdgraph_split(arena, text, &words, &count, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    text[1000] = ' ';
    assert_int_equal(rrdgraph_split(arena, text, &words, &count, &err), 0);
    assert_int_equal(count, 500);
    arena_free(arena);
}

/* --- checking --- */

static void test_check_accepts(void **state)
{
    static const char *const GOOD[] = {
        "DEF:v=lobo-di:LAST LINE2:v#1f4e79:業況DI",
        "DEF:v=lobo-di:LAST AREA:v#3a7bd555 LINE2:v#1f4e79:'業況DI 全産業' HRULE:0#000000",
        "DEF:v=lobo-di:LAST DEF:w=zoo:AVERAGE CDEF:x=v,w,+ LINE1:x#000000",
        "--upper-limit 100 --lower-limit=-100 --rigid DEF:v=lobo-di:LAST LINE1:v#000000",
        "--lower-limit -100 DEF:v=lobo-di:LAST LINE1:v#000000",
        "--color BACK#ffffff DEF:v=lobo-di:LAST VDEF:m=v,AVERAGE GPRINT:m:%lf COMMENT:x",
        "--x-grid YEAR:1:YEAR:1:YEAR:1:0:%Y DEF:v=lobo-di:LAST TICK:v#ff0000:1",
        "DEF:v=lobo-di:LAST:step=86400 LINE1:v#000000",
        "--width 1600 --height=400 --font TITLE:18:IPAexGothic --font=AXIS:12 --color "
        "AXIS#00000080 DEF:v=lobo-di:LAST LINE1:v#000000",
        "DEF:v=lobo-di:LAST AREA:v#1f4e79#1f4e7900:'#1 of all' LINE1:v HRULE:0#000000aa",
        "DEF:v=lobo-di:LAST CDEF:x=v,UN,PREV(v),v,IF,2,1,ROLL,POP LINE2:x HRULE:0.5#000000",
        "DEF:v=lobo-di:LAST COMMENT:#1 TICK:v#ff0000:0.5:x GPRINT:v:LAST:#%lf",
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++) {
        f->graph.rrdgraph = GOOD[i];
        if (rrdgraph_check(&f->graph, &f->settings, &f->err))
            fail_msg("%s: %s", GOOD[i], f->err.text);
    }
}

static void test_check_refuses(void **state)
{
    static const struct {
        const char *text;
        const char *said; /* a part of the complaint */
    } BAD[] = {
        {"", "expected elements"},
        {"DEF:v=nobody:LAST LINE1:v#000000", "nobody"},
        {"DEF:v=/etc/passwd:x:LAST LINE1:v#000000", "/etc/passwd"},
        {"DEF:v=../other:LAST LINE1:v#000000", "../other"},
        {"DEF:v=cb//lobo-di:v:LAST LINE1:v#000000", "cb//"},
        {"DEF:v lobo-di", "DEF:v"},
        {"DEF:v=lobo-di:value:AVERAGE LINE1:v#000000", "DEF:NAME=INDICATOR:LAST"},
        {"DEF:v=lobo-di:LASTS LINE1:v#000000", "expected LAST"},
        {"DEF:v=lobo-di:LAST:daemon=example.jp:42217 LINE1:v#000000", "daemon"},
        {"DEF:v=lobo-di:LAST 'LINE1:v", "not closed"},
        {"--start 0 DEF:v=lobo-di:LAST LINE1:v#000000", "--start"},
        {"--end=now DEF:v=lobo-di:LAST LINE1:v#000000", "--end"},
        {"-s 0 DEF:v=lobo-di:LAST LINE1:v#000000", "-s"},
        {"--rigid -s 0 DEF:v=lobo-di:LAST LINE1:v#000000", "-s"},
        {"--imgformat PDF DEF:v=lobo-di:LAST LINE1:v#000000", "--imgformat"},
        {"--graph-render-mode mono LINE1:v#000000", "--graph-render-mode"},
        {"--daemon example.jp LINE1:v#000000", "--daemon"},
        {"--title x LINE1:v#000000", "--title"},
        {"--width 99999 LINE1:v#000000", "--width \"99999\": expected 100 to 4096"},
        {"--height=99 LINE1:v#000000", "--height \"99\""},
        {"--height 4097 LINE1:v#000000", "--height"},
        {"--width 1e3 LINE1:v#000000", "--width"},
        {"--width '' LINE1:v#000000", "--width"},
        {"--font TITLE LINE1:v#000000", "--font \"TITLE\""},
        {"--font TITLE:200 LINE1:v#000000", "--font"},
        {"--font HEAD:12:IPAexGothic LINE1:v#000000", "HEAD:12"},
        {"--color BACK#12 LINE1:v#000000", "--color \"BACK#12\""},
        {"--color FOO#121212 LINE1:v#000000", "FOO#121212"},
        {"--color=#121212 LINE1:v#000000", "#121212"},
        {"DEF:v=lobo-di:LAST LINE2:v#1f4e7", "LINE2:v#1f4e7\": expected a colour"},
        {"DEF:v=lobo-di:LAST LINE2:v#zzzzzz:x", "LINE2:v#zzzzzz"},
        {"DEF:v=lobo-di:LAST AREA:v#1f4e79#12", "AREA:v#1f4e79#12"},
        {"DEF:v=lobo-di:LAST HRULE:0#00000000aa", "HRULE:0"},
        {"out.png DEF:v=lobo-di:LAST LINE1:v#000000", "out.png"},
        {"- DEF:v=lobo-di:LAST LINE1:v#000000", "\"-\""},
        {"-- DEF:v=lobo-di:LAST LINE1:v#000000", "\"--\""},
        {"DEF:v=lobo-di:LAST LINE1:v#000000 --vertical-label", "--vertical-label"},
        {"DEF:v=lobo-di:LAST LINE2:w#1f4e79", "nothing is called \"w\""},
        {"LINE2:v#1f4e79 DEF:v=lobo-di:LAST", "nothing is called \"v\""},
        {"DEF:v=lobo-di:LAST CDEF:x=v,FOO,+ LINE1:x#000000", "\"FOO\""},
        {"DEF:v=lobo-di:LAST CDEF:x=w,2,* LINE1:x#000000", "\"w\""},
        {"DEF:v=lobo-di:LAST VDEF:m=w,AVERAGE GPRINT:m:%lf", "\"w\""},
        {"DEF:v=lobo-di:LAST GPRINT:m:%lf", "\"m\""},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        f->graph.rrdgraph = BAD[i].text;
        err_clear(&f->err);
        if (rrdgraph_check(&f->graph, &f->settings, &f->err) == 0)
            fail_msg("accepted: %s", BAD[i].text);
        assert_int_equal(f->err.code, ERR_CONFIG);
        if (strstr(f->err.text, BAD[i].said) == NULL)
            fail_msg("%s: \"%s\" does not name %s", BAD[i].text, f->err.text, BAD[i].said);
    }
}

/* What librrd will take a word for, whatever it looks like. */
static void test_words(void **state)
{
    static const struct {
        const char *definition;
        enum rrdgraph_kind kinds[4];
        const char *indicator; /* of the last DEF */
    } CASES[] = {
        {"DEF:v=lobo-di:LAST LINE2:v#1f4e79:zoo", {RRDGRAPH_DEF, RRDGRAPH_ELEMENT}, "lobo-di"},
        {"DEF:v='zoo':LAST LINE2:v#1f4e79", {RRDGRAPH_DEF, RRDGRAPH_ELEMENT}, "zoo"},
        {"DEF:v=\"zoo\":LAST COMMENT:=lobo-di:", {RRDGRAPH_DEF, RRDGRAPH_ELEMENT}, "zoo"},
        {"--vertical-label 'DEF: index' DEF:v=zoo:LAST LINE2:v#1f4e79",
         {RRDGRAPH_OPTION, RRDGRAPH_VALUE, RRDGRAPH_DEF, RRDGRAPH_ELEMENT},
         "zoo"},
        {"--vertical-label=DEF: --rigid DEF:v=zoo:LAST",
         {RRDGRAPH_OPTION, RRDGRAPH_OPTION, RRDGRAPH_DEF},
         "zoo"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arena *arena = arena_new();
        struct rrdgraph_word *words;
        size_t count;
        f->graph.rrdgraph = CASES[i].definition;
        assert_int_equal(
            rrdgraph_read(&f->graph, &f->settings, arena, &words, &count, &f->err), 0);
        for (size_t k = 0; k < count; k++) {
            assert_int_equal(words[k].kind, CASES[i].kinds[k]);
            if (words[k].kind == RRDGRAPH_DEF)
                assert_string_equal(words[k].indicator->id, CASES[i].indicator);
            else
                assert_null(words[k].indicator);
        }
        arena_free(arena);
    }
}

/* --- drawing --- */

static void write_rrd(struct fixture *f, const char *folder, const char *id)
{
    struct observation observations[MONTHS];
    struct series series = {id, FREQUENCY_MONTHLY, observations, MONTHS};
    for (int32_t i = 0; i < MONTHS; i++)
        observations[i] = (struct observation){.period = {FREQUENCY_MONTHLY, 2019 * 12 + i},
                                               .value = {i % 13 - 40, 0}};
    char path[SCRATCH_PATH];
    (void)snprintf(path, sizeof path, "%s/%s.rrd", folder, id);
    assert_int_equal(rrdfile_write(path, &series, &f->err), 0);
}

static int draw_in(struct fixture *f, const char *folder)
{
    const struct rrdgraph_order order = {
        .graph = &f->graph,
        .settings = &f->settings,
        .folder = folder,
        .today = civil_day(2024, 4, 1),
        .remark = f->remark,
    };
    return rrdgraph_draw(&order, f->picture, &f->err);
}

static int draw(struct fixture *f, const char *definition)
{
    f->graph.rrdgraph = definition;
    err_clear(&f->err);
    (void)unlink(f->picture);
    return draw_in(f, f->folder);
}

/* The pixels that are not white in the rows [top, bottom). */
static size_t count_ink(const char *path, unsigned top, unsigned bottom)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    size_t ink = 0;
    assert_true(png_image_begin_read_from_file(&image, path));
    image.format = PNG_FORMAT_GRAY;
    assert_true(image.height >= bottom);
    unsigned char *pixels = malloc(PNG_IMAGE_SIZE(image));
    assert_non_null(pixels);
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    for (size_t i = (size_t)top * image.width; i < (size_t)bottom * image.width; i++)
        ink += pixels[i] < 128;
    free(pixels);
    png_image_free(&image);
    return ink;
}

static void test_draws_a_picture(void **state)
{
    struct fixture *f = *state;
    png_image image = {.version = PNG_IMAGE_VERSION};
    write_rrd(f, f->folder, "lobo-di");
    assert_int_equal(
        draw(f, "--lower-limit -60 DEF:v=lobo-di:LAST AREA:v#3a7bd555 LINE2:v#1f4e79:業況DI"),
        0);
    assert_true(png_image_begin_read_from_file(&image, f->picture));
    assert_int_equal(image.width, 1000);
    assert_int_equal(image.height, 320);
    png_image_free(&image);
    size_t japanese = count_ink(f->picture, 0, 24);
    f->graph.title.text = "";
    assert_int_equal(draw(f, "DEF:v=lobo-di:LAST LINE2:v#1f4e79:業況DI"), 0);
    assert_true(japanese > count_ink(f->picture, 0, 24) + 200); /* the title is there */
}

/* Below the title: where it stands the plot begins as before. */
static void test_a_remark(void **state)
{
    struct fixture *f = *state;
    write_rrd(f, f->folder, "lobo-di");
    assert_int_equal(draw(f, "DEF:v=lobo-di:LAST LINE2:v#1f4e79"), 0);
    size_t title = count_ink(f->picture, 0, 24);
    size_t below = count_ink(f->picture, 24, 46);
    f->remark = "解禁前の値を含む（2026-03-05 08:50まで外部に出さないこと）";
    assert_int_equal(draw(f, "DEF:v=lobo-di:LAST LINE2:v#1f4e79"), 0);
    assert_int_equal(count_ink(f->picture, 0, 24), title);
    assert_true(count_ink(f->picture, 24, 46) > below + 200);
}

/* A folder's name may hold what rrdgraph's own syntax takes for its own. */
static void test_folder_with_a_colon(void **state)
{
    struct fixture *f = *state;
    char folder[SCRATCH_PATH];
    scratch_path(folder, f->folder, "a:b\\c d");
    assert_int_equal(mkdir(folder, 0700), 0);
    write_rrd(f, folder, "lobo-di");
    f->graph.rrdgraph = "DEF:v=lobo-di:LAST LINE2:v#1f4e79";
    assert_int_equal(draw_in(f, folder), 0);
    assert_true(file_exists(f->picture));
}

/* The picture of an earlier file goes with it. */
static void test_without_a_file_there_is_nothing_to_draw(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(draw(f, "DEF:v=lobo-di:LAST LINE2:v#1f4e79"), 0);
    assert_false(file_exists(f->picture));
    assert_true(scratch_write(f->picture, "x", 1));
    assert_int_equal(draw_in(f, f->folder), 0);
    assert_false(file_exists(f->picture));
}

/* A value of an option that looks like a DEF is none. */
static void test_draws_odd_words(void **state)
{
    struct fixture *f = *state;
    write_rrd(f, f->folder, "lobo-di");
    assert_int_equal(draw(f, "--vertical-label \"DEF: index\" DEF:v=lobo-di:LAST "
                             "LINE2:v#1f4e79"),
                     0);
    assert_true(file_exists(f->picture));
}

static void test_failures_name_the_definition(void **state)
{
    static const char *const BAD[] = {
        "DEF:v=nobody:LAST LINE1:v#000000",
        "DEF:v=lobo-di:LAST LINE1:w#000000",
        "DEF:v=lobo-di:NOSUCH LINE1:v#000000",
        "--units x DEF:v=lobo-di:LAST LINE1:v#000000",
        "DEF:v=lobo-di:LAST",
    };
    struct fixture *f = *state;
    write_rrd(f, f->folder, "lobo-di");
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        if (draw(f, BAD[i]) == 0)
            fail_msg("drawn: %s", BAD[i]);
        assert_int_equal(f->err.code, ERR_CONFIG);
        assert_true(str_starts(f->err.text, "graphs.ini:12: graph g: "));
        assert_false(file_exists(f->picture));
    }
}

static void test_spans(void **state)
{
    static const int64_t SPANS[] = {1, 365, 0, 3653000};
    struct fixture *f = *state;
    write_rrd(f, f->folder, "lobo-di");
    for (size_t i = 0; i < sizeof SPANS / sizeof SPANS[0]; i++) {
        f->graph.span_days = SPANS[i];
        assert_int_equal(draw(f, "DEF:v=lobo-di:LAST LINE2:v#1f4e79"), 0);
        assert_true(file_exists(f->picture));
    }
}

/* Without a span the picture begins with the first value, whenever that was. */
static void test_all_of_it(void **state)
{
    static const char DEFINITION[] = "DEF:v=lobo-di:LAST LINE2:v#1f4e79";
    struct fixture *f = *state;
    size_t length[3];
    char *bytes[3];
    const int64_t spans[] = {0, civil_day(2024, 4, 2) - civil_day(2019, 1, 1), 3653};
    write_rrd(f, f->folder, "lobo-di");
    for (int i = 0; i < 3; i++) {
        f->graph.span_days = spans[i];
        assert_int_equal(draw(f, DEFINITION), 0);
        bytes[i] = scratch_read(f->picture, &length[i]);
        assert_non_null(bytes[i]);
    }
    assert_int_equal(length[0], length[1]);
    assert_memory_equal(bytes[0], bytes[1], length[0]);
    assert_true(length[0] != length[2] || memcmp(bytes[0], bytes[2], length[0]) != 0);
    for (int i = 0; i < 3; i++)
        free(bytes[i]);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_split),
        CASE(test_split_refuses),
        CASE(test_split_has_a_limit),
        CASE(test_check_accepts),
        CASE(test_check_refuses),
        CASE(test_words),
        CASE(test_draws_a_picture),
        CASE(test_a_remark),
        CASE(test_folder_with_a_colon),
        CASE(test_without_a_file_there_is_nothing_to_draw),
        CASE(test_draws_odd_words),
        CASE(test_failures_name_the_definition),
        CASE(test_spans),
        CASE(test_all_of_it),
    };
    return cmocka_run_group_tests_name("rrdgraph", tests, NULL, NULL);
}
