/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * charts FOLDER [workers]: what a chart takes beside librrd's picture of the same figures of
 * the same size: first in a process (cold) and then again and again, both in one process, in
 * turns (warm); what PNG filters and levels would take; and many charts with one worker and
 * with two (with "workers" only that). Figures are made up. Milliseconds on the clock and of
 * the processor; medians.
 */
#include <math.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "core/buf.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/workers.h"
#include "graphs/canvas.h"
#include "graphs/chart.h"
#include "graphs/pngwrite.h"
#include "graphs/scene.h"
#include "rrd/rrdcall.h"
#include "rrd/rrdfile.h"

#define MONTHS 480
#define FIRST (1985 * 12)
#define NOW INT64_C(1735689600) /* 2025-01-01 */
#define WARM 41
#define COLD 9
#define MANY 1000
#define PNG_LIMIT (64u << 20)
#define NAMES 64

struct figures {
    struct settings settings;
    struct indicator indicator;
    struct indicator *moved[1];
    struct program programs[2];
    struct program_year years[2];
    struct observation observations[MONTHS];
    struct series series;
    struct event event;
    struct chart_input input;
};

struct cost {
    double wall, cpu; /* milliseconds */
};

static double now(clockid_t clock)
{
    struct timespec time;
    (void)clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static struct cost start(void)
{
    return (struct cost){now(CLOCK_MONOTONIC), now(CLOCK_PROCESS_CPUTIME_ID)};
}

static struct cost since(struct cost begin)
{
    struct cost end = start();
    return (struct cost){end.wall - begin.wall, end.cpu - begin.cpu};
}

static int compare_wall(const void *a, const void *b)
{
    double one = ((const struct cost *)a)->wall;
    double two = ((const struct cost *)b)->wall;
    return one < two ? -1 : one > two;
}

static int compare_cpu(const void *a, const void *b)
{
    double one = ((const struct cost *)a)->cpu;
    double two = ((const struct cost *)b)->cpu;
    return one < two ? -1 : one > two;
}

static struct cost median(struct cost *costs, size_t count)
{
    struct cost middle;
    qsort(costs, count, sizeof *costs, compare_wall);
    middle.wall = costs[count / 2].wall;
    qsort(costs, count, sizeof *costs, compare_cpu);
    middle.cpu = costs[count / 2].cpu;
    return middle;
}

static void must(int result, const struct err *err)
{
    if (result == 0)
        return;
    (void)fprintf(stderr, "charts: %s\n", err->text);
    exit(1);
}

/* Forty years of a balance that goes up and down, two programs, an event. */
static struct figures *make_figures(void)
{
    struct figures *f = mem_calloc(1, sizeof *f);
    f->indicator = (struct indicator){.id = "bench",
                                      .title = {"試験用の業況DI（作図時間の計測）", NULL},
                                      .unit = "ポイント",
                                      .unit_label = {"ポイント", NULL},
                                      .decimals = 1,
                                      .basis = BASIS_YEAR_ON_YEAR,
                                      .frequency = FREQUENCY_MONTHLY};
    f->moved[0] = &f->indicator;
    f->event = (struct event){{FREQUENCY_MONTHLY, 2020 * 12 + 1}, "感染症（試験）", NULL};
    f->indicator.events = &f->event;
    f->indicator.event_count = 1;
    f->indicator.target = (struct mark){.set = true, .value = {0, 0}};
    for (size_t i = 0; i < MONTHS; i++) {
        double wave = 180 * sin((double)i / 14) + 90 * sin((double)i * 1.7) - 100;
        f->observations[i] = (struct observation){
            .period = {FREQUENCY_MONTHLY, FIRST + (int32_t)i}, .value = {(int64_t)wave, 1}};
    }
    for (size_t i = 0; i < 2; i++) {
        f->years[i] = (struct program_year){.fiscal_year = 2024,
                                            .title = {"試験の事業", NULL},
                                            .pledge = true,
                                            .budget = {true, 46766}};
        f->programs[i] = (struct program){.id = "p",
                                          .years = &f->years[i],
                                          .year_count = 1,
                                          .moves = f->moved,
                                          .move_count = 1,
                                          .lag_months = -1};
    }
    f->settings.site.language = LANGUAGE_JA;
    f->settings.programs = f->programs;
    f->settings.program_count = 2;
    f->series = (struct series){"bench", FREQUENCY_MONTHLY, f->observations, MONTHS};
    f->input = (struct chart_input){.settings = &f->settings,
                                    .indicator = &f->indicator,
                                    .series = &f->series,
                                    .now = NOW};
    return f;
}

/* One picture of ours in memory, as a worker makes it: fonts, places, pixels, PNG. */
static void draw_ours(const struct figures *f, int scale, struct buf *out)
{
    struct err err = {0};
    struct canvas *canvas = NULL;
    struct scene scene;
    must(canvas_new(&canvas, &err), &err);
    scene_init(&scene, canvas_measure(canvas));
    chart_compose(&f->input, FORM_STANDARD, &scene);
    must(canvas_draw(canvas, &scene, (struct canvas_paper){.scale = scale}, out, &err), &err);
    scene_free(&scene);
    canvas_free(canvas);
}

static void find_size(const struct figures *f, int *width, int *height)
{
    struct err err = {0};
    struct canvas *canvas = NULL;
    struct scene scene;
    must(canvas_new(&canvas, &err), &err);
    scene_init(&scene, canvas_measure(canvas));
    chart_compose(&f->input, FORM_STANDARD, &scene);
    *width = (int)scene.width;
    *height = (int)scene.height;
    scene_free(&scene);
    canvas_free(canvas);
}

struct rrd {
    char texts[8][256];
    const char *arguments[24];
    size_t count;
};

static void add(struct rrd *rrd, const char *text)
{
    rrd->arguments[rrd->count++] = text;
}

/* librrd's look at its quickest: no dotted grid, one font. */
static void make_rrd(struct rrd *rrd, const char *folder, int width, int height)
{
    *rrd = (struct rrd){0};
    (void)snprintf(rrd->texts[0], 256, "%d", width);
    (void)snprintf(rrd->texts[1], 256, "%d", height);
    (void)snprintf(rrd->texts[2], 256, "DEF:v=%s/bench.rrd:v:LAST", folder);
    const char *const fixed[] = {"graph",
                                 "-",
                                 "--start",
                                 "473385600",
                                 "--end",
                                 "1735689600",
                                 "--full-size-mode",
                                 "--border",
                                 "0",
                                 "--grid-dash",
                                 "1:0",
                                 "--font",
                                 "DEFAULT:9:IPAexGothic",
                                 "--title",
                                 "試験用の業況DI"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        add(rrd, fixed[i]);
    add(rrd, "--width");
    add(rrd, rrd->texts[0]);
    add(rrd, "--height");
    add(rrd, rrd->texts[1]);
    add(rrd, rrd->texts[2]);
    add(rrd, "AREA:v#3a7bd555");
    add(rrd, "LINE2:v#1f4e79:業況DI");
}

static void draw_rrd(const struct rrd *rrd, struct buf *out)
{
    struct err err = {0};
    must(rrdcall_graph(rrd->count, rrd->arguments, out, &err), &err);
}

struct bench {
    const struct figures *figures;
    struct rrd rrd;
    int scale;
};

static struct cost draw(const struct bench *bench, bool ours, size_t *bytes)
{
    struct buf out;
    buf_init(&out, PNG_LIMIT);
    struct cost begin = start();
    if (ours)
        draw_ours(bench->figures, bench->scale, &out);
    else
        draw_rrd(&bench->rrd, &out);
    struct cost took = since(begin);
    *bytes = out.length;
    buf_free(&out);
    return took;
}

/* The first picture of a process, each in a process of its own. */
static struct cost draw_cold(const struct bench *bench, bool ours)
{
    struct cost costs[COLD];
    for (size_t i = 0; i < COLD; i++) {
        int ends[2];
        if (pipe(ends) != 0)
            exit(1);
        pid_t child = fork();
        if (child == 0) {
            size_t bytes = 0;
            struct cost cost = draw(bench, ours, &bytes);
            _exit(write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
        }
        bool got = read(ends[0], &costs[i], sizeof costs[i]) == sizeof costs[i];
        (void)close(ends[0]);
        (void)close(ends[1]);
        (void)waitpid(child, NULL, 0);
        if (!got)
            exit(1);
    }
    return median(costs, COLD);
}

static void measure_one(struct bench *bench, const char *folder)
{
    int width = 0;
    int height = 0;
    pid_t child = fork(); /* so that this process stays cold */
    char path[256];
    (void)snprintf(path, sizeof path, "%s/size", folder);
    if (child == 0) {
        find_size(bench->figures, &width, &height);
        FILE *file = fopen(path, "w");
        _exit(file == NULL || fprintf(file, "%d %d", width, height) < 0 || fclose(file) != 0);
    }
    (void)waitpid(child, NULL, 0);
    FILE *file = fopen(path, "r");
    if (file == NULL || fscanf(file, "%d %d", &width, &height) != 2)
        exit(1);
    (void)fclose(file);
    make_rrd(&bench->rrd, folder, width * bench->scale, height * bench->scale);
    struct cost cold[2] = {draw_cold(bench, false), draw_cold(bench, true)};
    struct cost warm[2][WARM];
    size_t bytes[2] = {0};
    for (int i = -3; i < WARM; i++) {
        for (int ours = 0; ours < 2; ours++) {
            struct cost took = draw(bench, ours == 1, &bytes[ours]);
            if (i >= 0)
                warm[ours][i] = took;
        }
    }
    (void)printf("%d x %d\n%-12s %9s %9s %9s %9s %9s\n", width * bench->scale,
                 height * bench->scale, "", "cold_ms", "cold_cpu", "warm_ms", "warm_cpu",
                 "bytes");
    const char *const names[] = {"rrd_graph_v", "shihyo"};
    for (int ours = 0; ours < 2; ours++) {
        struct cost middle = median(warm[ours], WARM);
        (void)printf("%-12s %9.1f %9.1f %9.1f %9.1f %9zu\n", names[ours], cold[ours].wall,
                     cold[ours].cpu, middle.wall, middle.cpu, bytes[ours]);
    }
}

/* --- PNG --- */

static void put_bytes(png_structp png, png_bytep bytes, png_size_t length)
{
    size_t *total = png_get_io_ptr(png);
    (void)bytes;
    *total += length;
}

static void put_nothing(png_structp png)
{
    (void)png;
}

struct way {
    const char *name;
    int filter, strategy;
};

static size_t encode(const png_byte *pixels, const png_image *image, const struct way *way,
                     int level)
{
    png_uint_32 width = image->width;
    size_t total = 0;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &total, put_bytes, put_nothing);
    png_set_IHDR(png, info, width, image->height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, way->filter);
    png_set_compression_strategy(png, way->strategy);
    png_set_compression_level(png, level);
    png_write_info(png, info);
    for (png_uint_32 y = 0; y < image->height; y++)
        png_write_row(png, pixels + (size_t)y * width * 3);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return total;
}

/* Our own way, beside which libpng's stand. */
static void measure_packing(const png_byte *pixels, const png_image *png)
{
    size_t count = (size_t)png->width * png->height;
    uint32_t *words = mem_calloc(count, sizeof *words);
    struct pngwrite_image image = {words, png->width, png->height, png->width, 1};
    struct cost costs[7];
    struct buf out;
    struct err err = {0};
    for (size_t i = 0; i < count; i++)
        words[i] = (uint32_t)pixels[3 * i] << 16 | (uint32_t)pixels[3 * i + 1] << 8 |
                   pixels[3 * i + 2];
    buf_init(&out, PNG_LIMIT);
    for (size_t i = 0; i < 7; i++) {
        struct cost begin = start();
        buf_reset(&out);
        must(pngwrite_rgb(&image, &out, &err), &err);
        costs[i] = since(begin);
    }
    (void)printf("%-8s %5s %9.1f %9zu\n", "shihyo", "", median(costs, 7).cpu, out.length);
    buf_free(&out);
    mem_free(words);
}

static void measure_png(const struct bench *bench)
{
    static const struct way ways[] = {{"none", PNG_FILTER_NONE, Z_DEFAULT_STRATEGY},
                                      {"none_rle", PNG_FILTER_NONE, Z_RLE},
                                      {"sub", PNG_FILTER_SUB, Z_FILTERED},
                                      {"sub_rle", PNG_FILTER_SUB, Z_RLE},
                                      {"up", PNG_FILTER_UP, Z_FILTERED},
                                      {"up_rle", PNG_FILTER_UP, Z_RLE},
                                      {"all", PNG_ALL_FILTERS, Z_FILTERED}};
    struct buf png;
    buf_init(&png, PNG_LIMIT);
    draw_ours(bench->figures, bench->scale, &png);
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, png.data, png.length))
        exit(1);
    image.format = PNG_FORMAT_RGB;
    png_byte *pixels = mem_calloc(1, PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, NULL, pixels, 0, NULL))
        exit(1);
    (void)printf("%-8s %5s %9s %9s\n", "filter", "level", "cpu_ms", "bytes");
    measure_packing(pixels, &image);
    for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
        for (int level = 1; level <= 9; level += level < 4 ? 1 : 2) {
            struct cost costs[7];
            size_t bytes = 0;
            for (size_t i = 0; i < 7; i++) {
                struct cost begin = start();
                bytes = encode(pixels, &image, &ways[k], level);
                costs[i] = since(begin);
            }
            (void)printf("%-8s %5d %9.1f %9zu\n", ways[k].name, level, median(costs, 7).cpu,
                         bytes);
        }
    }
    mem_free(pixels);
    buf_free(&png);
}

/* --- many --- */

struct many {
    const struct figures *figures;
    const char *folder;
};

static int draw_job(size_t index, void *context, struct err *err)
{
    const struct many *many = context;
    static const struct form form = {FORM_PNG, FORM_STANDARD, PALETTE_THEME_LIGHT, 1};
    char path[256];
    const char *paths[] = {path};
    (void)snprintf(path, sizeof path, "%s/%zu.png", many->folder, index % NAMES);
    return chart_draw(&many->figures->input, &form, 1, paths, err);
}

static void measure_many(const struct figures *figures, const char *folder)
{
    struct many many = {figures, folder};
    struct err *results = mem_calloc(MANY, sizeof *results);
    double walls[2] = {0};
    for (unsigned processes = 1; processes <= 2; processes++) {
        struct err err = {0};
        double begin = now(CLOCK_MONOTONIC);
        must(workers_run(MANY, processes, draw_job, &many, results, &err), &err);
        must(file_sync_drafts(folder, &err), &err);
        walls[processes - 1] = now(CLOCK_MONOTONIC) - begin;
        (void)printf("%d charts, %u worker%s: %.2f s\n", MANY, processes,
                     processes == 1 ? "" : "s", walls[processes - 1] / 1e3);
    }
    (void)printf("speed-up: %.2f\n", walls[0] / walls[1]);
    mem_free(results);
}

int main(int argc, char **argv)
{
    if (argc != 2 && argc != 3) {
        (void)fputs("usage: charts FOLDER [workers]\n", stderr);
        return 64;
    }
    struct err err = {0};
    struct bench bench = {.figures = make_figures(), .scale = 1};
    must(file_make_folder(argv[1], 0755, &err), &err);
    char rrd[4096];
    (void)snprintf(rrd, sizeof rrd, "%s/bench.rrd", argv[1]);
    must(rrdfile_write(rrd, &bench.figures->series, &err), &err);
    measure_many(bench.figures, argv[1]);
    if (argc == 3)
        return 0;
    for (bench.scale = 1; bench.scale <= 2; bench.scale++)
        measure_one(&bench, argv[1]);
    bench.scale = 1;
    measure_png(&bench);
    return 0;
}
