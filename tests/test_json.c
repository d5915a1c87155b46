/* test_json.c - structures to JSON and back, and what a reader says of a line that it cannot use. */
#include "extractors/json.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
  guint x;
} Point;

typedef struct {
  char *name;
  guint count;
  guint64 big;
  double ratio;
  gboolean flag;
  int colour;
  GPtrArray *words;
  GArray *numbers;
  Point inner;
  GPtrArray *points;
  GArray *vector;
  double box[2];
} Sample;

static const char *const colours[] = {"red", "green", NULL};

static gpointer point_new(void) {
  return g_new0(Point, 1);
}

static const JsonField point_fields[] = {
    {.name = "x", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Point, x), .required = TRUE},
    {.name = NULL},
};

static const JsonField sample_fields[] = {
    {.name = "name", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Sample, name), .required = TRUE},
    {.name = "count", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Sample, count)},
    {.name = "big", .type = JSON_UINT64, .offset = G_STRUCT_OFFSET(Sample, big)},
    {.name = "ratio", .type = JSON_DOUBLE, .offset = G_STRUCT_OFFSET(Sample, ratio)},
    {.name = "flag", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(Sample, flag)},
    {.name = "colour", .type = JSON_ENUM, .offset = G_STRUCT_OFFSET(Sample, colour), .names = colours},
    {.name = "words", .type = JSON_STRINGS, .offset = G_STRUCT_OFFSET(Sample, words)},
    {.name = "numbers", .type = JSON_UINTS, .offset = G_STRUCT_OFFSET(Sample, numbers)},
    {.name = "inner", .type = JSON_OBJECT, .offset = G_STRUCT_OFFSET(Sample, inner), .fields = point_fields},
    {.name = "points", .type = JSON_ARRAY, .offset = G_STRUCT_OFFSET(Sample, points), .fields = point_fields, .make = point_new},
    {.name = "vector",
     .type = JSON_VECTOR,
     .offset = G_STRUCT_OFFSET(Sample, vector),
     .fields = point_fields,
     .size = sizeof(Point)},
    {.name = "box", .type = JSON_NUMBERS, .offset = G_STRUCT_OFFSET(Sample, box), .size = 2},
    {.name = NULL},
};

static Sample *sample_new(void) {
  Sample *sample = g_new0(Sample, 1);
  sample->words = g_ptr_array_new_with_free_func(g_free);
  sample->numbers = g_array_new(FALSE, FALSE, sizeof(guint));
  sample->points = g_ptr_array_new_with_free_func(g_free);
  sample->vector = g_array_new(FALSE, FALSE, sizeof(Point));
  return sample;
}

static void sample_free(Sample *sample) {
  g_free(sample->name);
  g_ptr_array_unref(sample->words);
  g_array_unref(sample->numbers);
  g_ptr_array_unref(sample->points);
  g_array_unref(sample->vector);
  g_free(sample);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sample, sample_free)

/* A line that holds every kind of value comes back byte for byte. */
static void what_is_written_reads_back_the_same(G_GNUC_UNUSED void **state) {
  static const char line[] = "{\"format\":\"sample/1\",\"name\":\"N\",\"count\":4294967295,\"big\":9007199254740993,"
                             "\"ratio\":-0.25,\"flag\":true,\"colour\":\"green\",\"words\":[\"a\",\"\"],\"numbers\":[0,7],"
                             "\"inner\":{\"x\":1},\"points\":[{\"x\":2},{\"x\":3}],\"vector\":[{\"x\":4}],\"box\":[1.5,2]}\n";
  g_autoptr(Sample) sample = sample_new();
  g_autoptr(GError) error = NULL;
  assert_true(json_read_line(line, strlen(line), "sample/1", sample_fields, sample, &error));
  assert_null(error);
  g_autoptr(GString) out = g_string_new(NULL);
  json_write_line(out, "sample/1", sample_fields, sample);
  assert_string_equal(out->str, line);
}

static void absent_members_keep_their_value_and_unknown_ones_are_ignored(G_GNUC_UNUSED void **state) {
  static const char line[] = "{\"name\":\"N\",\"shape\":{\"round\":null}}";
  g_autoptr(Sample) sample = sample_new();
  sample->count = 5;
  assert_true(json_read_line(line, strlen(line), NULL, sample_fields, sample, NULL));
  assert_string_equal(sample->name, "N");
  assert_int_equal(sample->count, 5);
}

static void null_strings_and_false_are_left_out(G_GNUC_UNUSED void **state) {
  g_autoptr(Sample) sample = sample_new();
  g_autoptr(GString) out = g_string_new(NULL);
  json_write_line(out, NULL, sample_fields, sample);
  assert_string_equal(out->str, "{\"count\":0,\"big\":0,\"ratio\":0,\"colour\":\"red\",\"words\":[],\"numbers\":[],"
                                "\"inner\":{\"x\":0},\"points\":[],\"vector\":[],\"box\":[0,0]}\n");
}

static void strings_are_escaped_and_always_valid(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *text, *expected;
  } rows[] = {
      {"nothing", "", "\"\""},
      {"quotes and backslashes", "a\"b\\c", "\"a\\\"b\\\\c\""},
      {"short escapes", "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
      {"other control characters", "\x01\x1b\x1f", "\"\\u0001\\u001b\\u001f\""},
      {"what JSON lets stand", "/\x7f é 中 \U0001F600", "\"/\x7f é 中 \U0001F600\""},
      {"a stray byte", "a\xff\"b", "\"a\uFFFD\\\"b\""},
      {"a cut sequence", "caf\xc3", "\"caf\uFFFD\""},
      {"a lone surrogate", "\xed\xa0\x80", "\"\uFFFD\uFFFD\uFFFD\""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GString) out = g_string_new(NULL);
    json_append_string(out, rows[i].text);
    assert_string_equal(out->str, rows[i].expected);
  }
}

static void numbers_are_written_to_hundredths(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    double number;
    const char *expected;
  } rows[] = {
      {"zero", 0, "0"},
      {"a whole number", 842, "842"},
      {"a tenth", 12.5, "12.5"},
      {"a hundredth", 12.05, "12.05"},
      {"rounding up", 12.006, "12.01"},
      {"rounding to a whole number", 12.999, "13"},
      {"a negative number", -3.14159, "-3.14"},
      {"no negative zero", -0.001, "0"},
      {"not a number", NAN, "0"},
      {"infinity", INFINITY, "1000000000000000"},
      {"minus infinity", -INFINITY, "-1000000000000000"},
  };
  static const JsonField fields[] = {{.name = "n", .type = JSON_DOUBLE, .offset = 0}, {.name = NULL}};
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *expected = g_strdup_printf("{\"n\":%s}\n", rows[i].expected);
    json_write_line(out, NULL, fields, &rows[i].number);
    assert_string_equal(out->str, expected);
  }
}

static void unusable_lines_are_refused_with_a_reason(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *line;
    JsonError code;
    const char *message;
  } rows[] = {
      {"an empty line", "", JSON_ERROR_SYNTAX, "the line is not JSON: '[' or '{' expected near end of file (byte 0)"},
      {"a cut line", "{\"name\":", JSON_ERROR_SYNTAX, "the line is not JSON: unexpected token near end of file (byte 8)"},
      {"a member twice", "{\"name\":\"a\",\"name\":\"b\"}", JSON_ERROR_SYNTAX,
       "the line is not JSON: duplicate object key near '\"name\"' (byte 18)"},
      {"invalid UTF-8", "{\"name\":\"\xff\"}", JSON_ERROR_SYNTAX,
       "the line is not JSON: unable to decode byte 0xff near '\"' (byte 9)"},
      {"an array", "[]", JSON_ERROR_SHAPE, "the line should be an object"},
      {"another format", "{\"format\":\"sample/2\",\"name\":\"\"}", JSON_ERROR_FORMAT,
       "the line's format is \"sample/2\", but only \"sample/1\" can be read here"},
      {"no format", "{\"name\":\"\"}", JSON_ERROR_FORMAT, "the line does not tell its format; it should be \"sample/1\""},
      {"a required member missing", "{}", JSON_ERROR_SHAPE, "member \"name\" is missing"},
      {"no string", "{\"name\":7}", JSON_ERROR_SHAPE, "member \"name\" should be a string"},
      {"null", "{\"name\":null}", JSON_ERROR_SHAPE, "member \"name\" should be a string"},
      {"no whole number", "{\"name\":\"\",\"count\":1.5}", JSON_ERROR_SHAPE, "member \"count\" should be a whole number"},
      {"a negative number", "{\"name\":\"\",\"count\":-1}", JSON_ERROR_SHAPE, "member \"count\" should be a whole number"},
      {"a number too large", "{\"name\":\"\",\"count\":4294967296}", JSON_ERROR_SHAPE,
       "member \"count\" should be a whole number"},
      {"a negative size", "{\"name\":\"\",\"big\":-1}", JSON_ERROR_SHAPE, "member \"big\" should be a whole number"},
      {"no number", "{\"name\":\"\",\"ratio\":\"1\"}", JSON_ERROR_SHAPE, "member \"ratio\" should be a number"},
      {"no truth value", "{\"name\":\"\",\"flag\":1}", JSON_ERROR_SHAPE, "member \"flag\" should be true or false"},
      {"an unknown name", "{\"name\":\"\",\"colour\":\"blue\"}", JSON_ERROR_SHAPE,
       "member \"colour\" should be one of red, green"},
      {"no array", "{\"name\":\"\",\"words\":\"a\"}", JSON_ERROR_SHAPE, "member \"words\" should be an array"},
      {"a wrong word", "{\"name\":\"\",\"words\":[\"a\",1]}", JSON_ERROR_SHAPE, "member \"words[1]\" should be a string"},
      {"a wrong index", "{\"name\":\"\",\"numbers\":[{}]}", JSON_ERROR_SHAPE, "member \"numbers[0]\" should be a whole number"},
      {"no object", "{\"name\":\"\",\"inner\":[]}", JSON_ERROR_SHAPE, "member \"inner\" should be an object"},
      {"a wrong inner member", "{\"name\":\"\",\"inner\":{\"x\":\"\"}}", JSON_ERROR_SHAPE,
       "member \"inner.x\" should be a whole number"},
      {"a wrong element", "{\"name\":\"\",\"points\":[{\"x\":1},2]}", JSON_ERROR_SHAPE,
       "member \"points[1]\" should be an object"},
      {"a member missing in an element", "{\"name\":\"\",\"points\":[{\"x\":1},{}]}", JSON_ERROR_SHAPE,
       "member \"points[1].x\" is missing"},
      {"a member missing in a vector", "{\"name\":\"\",\"vector\":[{}]}", JSON_ERROR_SHAPE, "member \"vector[0].x\" is missing"},
      {"too few numbers", "{\"name\":\"\",\"box\":[1]}", JSON_ERROR_SHAPE, "member \"box\" should be an array of 2 numbers"},
      {"no number in a row of them", "{\"name\":\"\",\"box\":[1,\"2\"]}", JSON_ERROR_SHAPE,
       "member \"box[1]\" should be a number"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(Sample) sample = sample_new();
    g_autoptr(GError) error = NULL;
    gboolean wants_format = rows[i].code == JSON_ERROR_FORMAT;
    assert_false(
        json_read_line(rows[i].line, strlen(rows[i].line), wants_format ? "sample/1" : NULL, sample_fields, sample, &error));
    assert_string_equal(error->message, rows[i].message);
    assert_true(g_error_matches(error, JSON_MAP_ERROR, (int)rows[i].code));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_written_reads_back_the_same),
      cmocka_unit_test(absent_members_keep_their_value_and_unknown_ones_are_ignored),
      cmocka_unit_test(null_strings_and_false_are_left_out),
      cmocka_unit_test(strings_are_escaped_and_always_valid),
      cmocka_unit_test(numbers_are_written_to_hundredths),
      cmocka_unit_test(unusable_lines_are_refused_with_a_reason),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
