/* test_document.c - the document model: its line of JSON, the way from clean text to raw text, and to boxes on the page. */
#include "extractors/document_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extractors/json.h"

/* A document of one list item that runs over a page break, with every kind of edit; split to be varied by the tests. */
#define HEAD                                                                                                                     \
  "{\"format\":\"rapporteur.document/1\",\"source_file\":\"r.pdf\","                                                             \
  "\"sha256\":\"58867de13c59e3fc442e36de7cd688c4b1cdfed718d987abe77dcdf01352bea5\",\"bytes\":1024,\"outcome\":"
#define PAGES                                                                                                                    \
  "\"language\":\"en\",\"notices\":[{\"about\":\"attachments\",\"text\":\"It carries a file.\"},"                                \
  "{\"page\":2,\"about\":\"ocr\",\"text\":\"Read from its picture.\"}],"                                                         \
  "\"pages\":[{\"number\":1,\"width\":595.28,\"height\":841.89,\"characters\":17,\"unmapped\":3,\"invisible\":2},"               \
  "{\"number\":2,\"width\":595.28,\"height\":841.89,\"characters\":9,\"ocr\":true,\"confidence\":91.5}],"
#define LINES                                                                                                                    \
  "\"lines\":[{\"page\":1,\"box\":[56.7,700,300,712.5],\"text\":\"(a) States co-\","                                             \
  "\"runs\":[{\"start\":0,\"font\":\"Times\",\"size\":10,\"bold\":true},{\"start\":4,\"font\":\"Times\",\"size\":10}],"          \
  "\"words\":[{\"at\":0,\"x\":[56.7,70]},{\"at\":4,\"x\":[84,200]},{\"at\":11,\"x\":[205,300]}]},"                               \
  "{\"page\":1,\"box\":[56.7,714,300,726.5],\"text\":\"operate1  on\",\"runs\":[],\"words\":[]},"                                \
  "{\"page\":2,\"box\":[56.7,60,200,72.5],\"text\":\"both sides.\",\"runs\":[],\"words\":[]}],"
#define BLOCK_HEAD                                                                                                               \
  "{\"kind\":\"list_item\",\"level\":0,\"depth\":1,\"label\":\"(a)\",\"text\":\"States cooperate on both sides.\","              \
  "\"raw\":\"(a) States co-\\noperate1  on\\nboth sides.\","
#define EDITS                                                                                                                    \
  "\"edits\":[{\"kind\":\"hyphen\",\"start\":13,\"removed\":\"-\\n\",\"inserted\":\"\",\"evidence\":\"dictionary\"},"            \
  "{\"kind\":\"footnote_mark\",\"start\":22,\"removed\":\"1\",\"inserted\":\"\",\"note\":4},"                                    \
  "{\"kind\":\"space\",\"start\":23,\"removed\":\"  \",\"inserted\":\" \"},"                                                     \
  "{\"kind\":\"line_break\",\"start\":27,\"removed\":\"\\n\",\"inserted\":\" \"}],"
#define TEXT_START "\"text_start\":4,"
#define INDICES "\"lines\":[0,1,2],"
#define SPANS                                                                                                                    \
  "\"spans\":[{\"page\":1,\"box\":[56.7,700,300,726.5],\"start\":0,\"end\":27},"                                                 \
  "{\"page\":2,\"box\":[56.7,60,200,72.5],\"start\":28,\"end\":39}],"
#define BLOCK BLOCK_HEAD EDITS TEXT_START INDICES SPANS "\"bold\":true,\"size\":10,\"ocr\":true,\"confidence\":87.25}"
#define DOCUMENT(outcome) HEAD outcome ",\"extractor\":\"poppler 22.12\"," PAGES LINES "\"blocks\":[" BLOCK "]}\n"
#define WITH_BLOCK(block) HEAD "\"complete\",\"extractor\":\"x\",\"pages\":[]," LINES "\"blocks\":[" block "]}"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Block, block_free)

static Document *read_sample(void) {
  g_autoptr(GError) error = NULL;
  Document *document = document_read(DOCUMENT("\"complete\""), strlen(DOCUMENT("\"complete\"")), &error);
  assert_null(error);
  return document;
}

static void a_document_comes_back_as_it_was_written(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *line;
  } rows[] = {
      {"a complete one", DOCUMENT("\"complete\"")},
      {"a partial one", DOCUMENT("\"partial\",\"reason\":\"Page 2 holds no text: a scan?\"")},
      {"a rejected one",
       HEAD "\"rejected\",\"reason\":\"No PDF.\",\"extractor\":\"x\",\"notices\":[],\"pages\":[],\"lines\":[],\"blocks\":[]}\n"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GError) error = NULL;
    g_autoptr(Document) document = document_read(rows[i].line, strlen(rows[i].line), &error);
    assert_null(error);
    g_autoptr(GString) out = g_string_new(NULL);
    document_write(out, document);
    assert_string_equal(out->str, rows[i].line);
  }
}

static void a_line_that_is_no_document_is_refused(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *line, *message;
  } rows[] = {
      {"a later version", "{\"format\":\"rapporteur.document/2\"}",
       "the line's format is \"rapporteur.document/2\", but only \"rapporteur.document/1\" can be read here"},
      {"findings", "{\"format\":\"rapporteur.findings/1\"}",
       "the line's format is \"rapporteur.findings/1\", but only \"rapporteur.document/1\" can be read here"},
      {"an empty object", "{}", "the line does not tell its format; it should be \"rapporteur.document/1\""},
      {"no blocks", HEAD "\"complete\",\"extractor\":\"x\",\"pages\":[],\"lines\":[]}", "member \"blocks\" is missing"},
      {"an unknown outcome", HEAD "\"fine\"}", "member \"outcome\" should be one of complete, partial, skipped, rejected"},
      {"an unknown kind", WITH_BLOCK("{\"kind\":\"verse\"}"),
       "member \"blocks[0].kind\" should be one of heading, paragraph, list_item, footnote, table, furniture"},
      {"a wrong type deep down", WITH_BLOCK(BLOCK_HEAD "\"spans\":[],\"lines\":[0,\"1\"]}"),
       "member \"blocks[0].lines[1]\" should be a whole number"},
      {"a line that is not there", WITH_BLOCK(BLOCK_HEAD SPANS "\"lines\":[3]}"),
       "member \"blocks[0]\" contradicts itself: a line's index lies behind the last line"},
      {"text behind the raw text", WITH_BLOCK(BLOCK_HEAD SPANS INDICES "\"text_start\":40}"),
       "member \"blocks[0]\" contradicts itself: text_start lies behind the raw text"},
      {"a span behind the raw text",
       WITH_BLOCK(BLOCK_HEAD INDICES "\"spans\":[{\"page\":1,\"box\":[0,0,1,1],\"start\":0,\"end\":40}]}"),
       "member \"blocks[0]\" contradicts itself: a span lies outside the raw text"},
      {"an edit of other text",
       WITH_BLOCK(BLOCK_HEAD INDICES SPANS
                  "\"edits\":[{\"kind\":\"space\",\"start\":38,\"removed\":\".  \",\"inserted\":\"\"}]}"),
       "member \"blocks[0]\" contradicts itself: an edit removes what the raw text does not hold"},
      {"an edit behind the raw text",
       WITH_BLOCK(BLOCK_HEAD INDICES SPANS "\"edits\":[{\"kind\":\"space\",\"start\":400,\"removed\":\"\",\"inserted\":\"\"}]}"),
       "member \"blocks[0]\" contradicts itself: an edit removes what the raw text does not hold"},
      {"edits out of order",
       WITH_BLOCK(BLOCK_HEAD INDICES SPANS "\"edits\":[{\"kind\":\"space\",\"start\":23,\"removed\":\"  \",\"inserted\":\" \"},"
                                           "{\"kind\":\"space\",\"start\":24,\"removed\":\" \",\"inserted\":\"\"}]}"),
       "member \"blocks[0]\" contradicts itself: edits overlap or are out of order"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GError) error = NULL;
    assert_null(document_read(rows[i].line, strlen(rows[i].line), &error));
    assert_string_equal(error->message, rows[i].message);
    assert_true(error->domain == JSON_MAP_ERROR);
  }
}

static void clean_bytes_lead_back_to_raw_bytes(G_GNUC_UNUSED void **state) {
  /* clean: "States cooperate on both sides."; raw: "(a) States co-\noperate1  on\nboth sides." */
  static const struct {
    const char *name;
    guint start, end;
    const char *raw;
  } rows[] = {
      {"before the first edit", 0, 6, "States"},
      {"up to a dropped hyphen", 7, 9, "co"},
      {"from behind a dropped hyphen", 9, 16, "operate"},
      {"across a dropped hyphen", 7, 16, "co-\noperate"},
      {"behind a lifted mark", 17, 19, "on"},
      {"a folded space is both spaces", 16, 17, "  "},
      {"a space that was a line break", 19, 20, "\n"},
      {"across a line break", 17, 24, "on\nboth"},
      {"to the end", 25, 31, "sides."},
      {"all of it", 0, 31, "States co-\noperate1  on\nboth sides."},
      {"nothing", 7, 7, ""},
      {"nothing at the end", 31, 31, ""},
      {"behind the end", 25, 99, "sides."},
      {"wholly behind the end", 98, 99, ""},
  };
  g_autoptr(Document) document = read_sample();
  const Block *block = g_ptr_array_index(document->blocks, 0);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    guint start, end;
    block_raw_range(block, rows[i].start, rows[i].end, &start, &end);
    g_autofree char *raw = g_strndup(block->raw + start, end - start);
    assert_string_equal(raw, rows[i].raw);
  }
}

static void edits_within_the_label_do_not_move_the_text(G_GNUC_UNUSED void **state) {
  g_autoptr(Block) block = block_new();
  Edit *edit = edit_new();
  edit->kind = EDIT_SPACE;
  edit->start = 1;
  edit->removed = g_strdup("  ");
  edit->inserted = g_strdup(" ");
  g_ptr_array_add(block->edits, edit);
  block->raw = g_strdup("8  . Text");
  block->text_start = 5;
  guint start, end;
  block_raw_range(block, 0, 4, &start, &end);
  assert_int_equal(start, 5);
  assert_int_equal(end, 9);
}

static void each_printed_line_of_a_range_gives_a_box(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    guint start, end;
    const char *expected; /* page, left and right edge of each line */
  } rows[] = {
      {"a word within a line", 4, 10, "1:84-200"},
      {"from a space on", 10, 20, "1:205-300 1:56.7-300"},
      {"a piece that is cut counts whole", 6, 8, "1:84-200"},
      {"over the page break", 25, 30, "1:56.7-300 2:56.7-200"},
      {"a whole block", 0, 39, "1:56.7-300 1:56.7-300 2:56.7-200"},
      {"up to a line break", 15, 27, "1:56.7-300"},
      {"only a line break", 27, 28, ""},
      {"nothing", 0, 0, ""},
      {"behind the end", 40, 50, ""},
  };
  g_autoptr(Document) document = read_sample();
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(Box));
    block_boxes(document, g_ptr_array_index(document->blocks, 0), rows[i].start, rows[i].end, pages, boxes);
    assert_int_equal(pages->len, boxes->len);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint j = 0; j < pages->len; j++)
      g_string_append_printf(found, "%s%u:%g-%g", j > 0 ? " " : "", g_array_index(pages, guint, j),
                             g_array_index(boxes, Box, j).x0, g_array_index(boxes, Box, j).x1);
    assert_string_equal(found->str, rows[i].expected);
  }
}

/* "(State);" in pieces, on a line that runs up the page: the first piece is the lowest. */
static void a_range_is_cut_at_pieces_of_words(G_GNUC_UNUSED void **state) {
  static const Word pieces[] = {{0, 96, 100}, {1, 76, 96}, {6, 72, 76}, {7, 69, 72}, {9, 50, 66}};
  static const struct {
    const char *name;
    guint start, end;
    double top, bottom;
  } rows[] = {
      {"within brackets", 1, 6, 76, 96},        {"a piece that is cut counts whole", 2, 4, 76, 96},
      {"without the last mark", 0, 7, 72, 100}, {"the last mark alone", 7, 8, 69, 72},
      {"from a space on", 8, 12, 50, 66},       {"all", 0, 12, 50, 100},
  };
  g_autoptr(Document) document = document_new();
  Line *line = line_new();
  line->page = 1;
  line->box = (Box){10, 50, 22, 100};
  line->text = g_strdup("(State); Now");
  line->vertical = TRUE;
  g_array_append_vals(line->words, pieces, G_N_ELEMENTS(pieces));
  g_ptr_array_add(document->lines, line);
  Block *block = block_new();
  guint first = 0;
  g_array_append_val(block->lines, first);
  block->raw = g_strdup(line->text);
  g_ptr_array_add(document->blocks, block);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(Box));
    block_boxes(document, block, rows[i].start, rows[i].end, pages, boxes);
    assert_int_equal(boxes->len, 1);
    Box expected = {10, rows[i].top, 22, rows[i].bottom};
    assert_memory_equal(boxes->data, &expected, sizeof expected);
  }
}

static void a_box_grows_to_hold_another(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    Box box, other, expected;
  } rows[] = {
      {"an empty box becomes the other", {0, 0, 0, 0}, {5, 6, 7, 8}, {5, 6, 7, 8}},
      {"a box beside", {0, 0, 2, 2}, {5, 6, 7, 8}, {0, 0, 7, 8}},
      {"a box within", {0, 0, 9, 9}, {5, 6, 7, 8}, {0, 0, 9, 9}},
      {"a box around", {5, 6, 7, 8}, {0, 0, 9, 9}, {0, 0, 9, 9}},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    Box box = rows[i].box;
    box_join(&box, &rows[i].other);
    assert_memory_equal(&box, &rows[i].expected, sizeof box);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_document_comes_back_as_it_was_written),
      cmocka_unit_test(a_line_that_is_no_document_is_refused),
      cmocka_unit_test(clean_bytes_lead_back_to_raw_bytes),
      cmocka_unit_test(edits_within_the_label_do_not_move_the_text),
      cmocka_unit_test(each_printed_line_of_a_range_gives_a_box),
      cmocka_unit_test(a_range_is_cut_at_pieces_of_words),
      cmocka_unit_test(a_box_grows_to_hold_another),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
