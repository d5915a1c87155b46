/* test_certificate.c - what the completeness certificate notices: faults that are put into whole reports, each of which must turn
 * `complete` from passed to failed; and small documents, with what each of its checks says of them.
 *
 * A fault is made in the document as the extractor gives it, chosen by a seed, the same in every run. What is taken out leaves
 * its place on the page blank, as it does where a reader of PDFs loses it; CLOSED_UP puts the text below in its place, as a
 * printer does who left it out. The reports are those of fixtures/, and real ones where $CORPUS or ../shared/corpus is there. */
#include "extractors/document_format.h"
#include "extractors/extract.h"
#include "extractors/labels.h"
#include "rules/apply.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>

enum { FAULTS = 200 }; /* of the fixtures, and as many of the real reports */

static Rules *rules;

/* A report that is complete, and what was found in it. */
typedef struct {
  char *name;
  GString *line; /* as JSON: each fault is made in a copy of its own */
  Document *document;
  Findings *findings;
} Report;

static void report_free(gpointer data) {
  Report *report = data;
  g_free(report->name);
  g_string_free(report->line, TRUE);
  document_free(report->document);
  findings_free(report->findings);
  g_free(report);
}

static const Check *complete_of(const Findings *findings) {
  for (guint i = 0; i < findings->checks->len; i++)
    if (g_str_equal(((const Check *)findings->checks->pdata[i])->check, "complete")) return findings->checks->pdata[i];
  return NULL;
}

/* Is a doubt told, a question of the certificate's that is left open with a page to look at? */
static gboolean is_doubted(const Findings *findings) {
  for (guint i = 0; i < findings->checks->len; i++) {
    const Check *check = findings->checks->pdata[i];
    if (check->result == CHECK_UNANSWERED && check->page > 0) return TRUE;
  }
  return FALSE;
}

static gboolean is_complete(const Findings *findings) {
  const Check *complete = complete_of(findings);
  return complete && complete->result == CHECK_PASSED;
}

static gint compare_names(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The PDFs of FOLDER in the order of their names; NULL where there is no such folder. */
static GPtrArray *list_pdfs(const char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  if (!dir) return NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(dir));)
    if (g_str_has_suffix(name, ".pdf")) g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
  g_ptr_array_sort(paths, compare_names);
  return paths;
}

static Report *report_load(const char *path) {
  g_autofree char *content = NULL;
  gsize length = 0;
  assert_true(g_file_get_contents(path, &content, &length, NULL));
  g_autoptr(GBytes) bytes = g_bytes_new_take(g_steal_pointer(&content), length);
  Report *report = g_new0(Report, 1);
  report->name = g_path_get_basename(path);
  report->document = document_extract(path, bytes, NULL);
  assert_non_null(report->document);
  report->line = g_string_new(NULL);
  document_write(report->line, report->document);
  report->findings = rules_apply(rules, report->document);
  return report;
}

/* --- making faults */

static Block *block_of(const Document *document, guint index) {
  return document->blocks->pdata[index];
}

static gboolean is_body(const Block *block) {
  return block->kind == BLOCK_HEADING || block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_LIST_ITEM;
}

static LabelForm form_of(const Block *block) {
  LabelForm form = LABEL_NONE;
  if (block->label) label_parse(block->label, &form);
  return form == LABEL_BARE_NUMBER ? LABEL_NUMBER : form;
}

/* The blocks of RECOMMENDATION, which stand where its boxes do, its own heading too. */
static GArray *blocks_of(const Document *document, const Finding *recommendation) {
  GArray *blocks = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < document->blocks->len; i++) {
    const Block *block = block_of(document, i);
    gboolean holds = is_body(block) && block->kind == BLOCK_HEADING && recommendation->number_printed &&
                     g_str_equal(block->text, recommendation->number_printed);
    for (guint k = 0; k < recommendation->places->len && is_body(block) && !holds; k++) {
      const Place *place = &g_array_index(recommendation->places, Place, k);
      for (guint l = 0; l < block->lines->len; l++) {
        const Line *line = document->lines->pdata[g_array_index(block->lines, guint, l)];
        holds |= line->page == place->page && fabs(line->box.y0 - place->box.y0) < 0.1 && line->box.x0 < place->box.x0 + 0.1;
      }
    }
    if (holds) g_array_append_val(blocks, i);
  }
  return blocks;
}

/* The recommendations; with LAST only those behind which another list, or none, begins. */
static GPtrArray *recommendations_of(const Findings *findings, gboolean last) {
  GPtrArray *found = g_ptr_array_new();
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = findings->findings->pdata[i];
    const Finding *next = i + 1 < findings->findings->len ? findings->findings->pdata[i + 1] : NULL;
    gboolean ends = !next || next->kind != finding->kind || g_strcmp0(next->lead_in, finding->lead_in) != 0;
    if (finding->kind == FINDING_RECOMMENDATION && (ends || !last)) g_ptr_array_add(found, (gpointer)finding);
  }
  return found;
}

/* Moves what stands on PAGE below TOP up by HEIGHT. */
static void move_up(Document *document, guint page, double top, double height) {
  for (guint i = 0; i < document->lines->len; i++) {
    Line *line = document->lines->pdata[i];
    if (line->page != page || line->box.y0 < top) continue;
    line->box.y0 -= height;
    line->box.y1 -= height;
  }
}

/* Where the text goes on behind block INDEX on the same page; below zero where it doesn't. */
static double next_top(const Document *document, guint index) {
  const Block *block = block_of(document, index);
  const Line *last = document->lines->pdata[g_array_index(block->lines, guint, block->lines->len - 1)];
  for (guint i = index + 1; i < document->blocks->len; i++) {
    const Block *next = block_of(document, i);
    if (!is_body(next) || next->lines->len == 0) continue;
    const Line *first = document->lines->pdata[g_array_index(next->lines, guint, 0)];
    return first->page == last->page && first->box.y0 > last->box.y0 ? first->box.y0 : -1;
  }
  return -1;
}

static void close_up(Document *document, guint index) {
  const Block *block = block_of(document, index);
  const Line *first = document->lines->pdata[g_array_index(block->lines, guint, 0)];
  const Line *last = document->lines->pdata[g_array_index(block->lines, guint, block->lines->len - 1)];
  double top = next_top(document, index);
  if (top < 0 || first->page != last->page) return;
  move_up(document, first->page, top, top - first->box.y0);
}

static void take_out(Document *document, guint index, gboolean closed_up) {
  if (closed_up) close_up(document, index);
  g_ptr_array_remove_index(document->blocks, index);
}

static void set_label(Block *block, const char *label) {
  guint old = (guint)strlen(block->label);
  g_autofree char *raw = g_strconcat(label, block->raw + old, NULL);
  guint length = (guint)strlen(label);
  g_free(block->raw);
  block->raw = g_strdup(raw);
  for (guint i = 0; i < block->edits->len; i++) {
    Edit *edit = block->edits->pdata[i];
    if (edit->start >= old) edit->start = edit->start - old + length;
  }
  for (guint i = 0; i < block->spans->len; i++) {
    Span *span = block->spans->pdata[i];
    if (span->start > 0) span->start = span->start - old + length;
    span->end = span->end - old + length;
  }
  block->text_start = block->text_start - old + length;
  g_free(block->label);
  block->label = g_strdup(label);
}

/* The places where a fault can be made, and one of them, by chance. */
static guint choose(GRand *random, guint count) {
  return (guint)g_rand_int_range(random, 0, (gint32)count);
}

typedef struct {
  const Report *report;
  Document *document; /* a copy, to make the fault in */
  GRand *random;
  gboolean closed_up;
} Fault;

/* Blocks of the document that IS asks for. */
static GArray *blocks_that(const Fault *fault, gboolean (*is)(const Document *document, guint index)) {
  GArray *blocks = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < fault->document->blocks->len; i++)
    if (is(fault->document, i)) g_array_append_val(blocks, i);
  return blocks;
}

/* Each maker says what it did, or NULL where there is nothing in the report to do it to. */

static char *remove_finding(const Fault *fault, gboolean last) {
  g_autoptr(GPtrArray) found = recommendations_of(fault->report->findings, last);
  if (found->len == 0) return NULL;
  const Finding *finding = found->pdata[choose(fault->random, found->len)];
  g_autoptr(GArray) blocks = blocks_of(fault->document, finding);
  assert_int_not_equal(blocks->len, 0);
  for (guint i = blocks->len; i-- > 0;) take_out(fault->document, g_array_index(blocks, guint, i), fault->closed_up);
  return g_strdup_printf("recommendation %s", finding->number);
}

static char *remove_any(const Fault *fault) {
  return remove_finding(fault, FALSE);
}

static char *remove_last(const Fault *fault) {
  return remove_finding(fault, TRUE);
}

static gboolean is_counted(const Document *document, guint index) {
  const Block *block = block_of(document, index);
  LabelForm form = form_of(block);
  return block->kind == BLOCK_LIST_ITEM && form != LABEL_NONE && form != LABEL_BULLET && label_value(block->label, form) > 0;
}

/* Labelled as the block in front is, but for the number. */
static gboolean is_next_of_count(const Document *document, guint index) {
  if (!is_counted(document, index)) return FALSE;
  for (guint i = index; i-- > 0;)
    if (is_counted(document, i)) return form_of(block_of(document, i)) == form_of(block_of(document, index));
  return FALSE;
}

static char *double_number(const Fault *fault) {
  g_autoptr(GArray) blocks = blocks_that(fault, is_next_of_count);
  if (blocks->len == 0) return NULL;
  guint index = g_array_index(blocks, guint, choose(fault->random, blocks->len)), before = index - 1;
  while (!is_counted(fault->document, before)) before--;
  g_autofree char *label = g_strdup(block_of(fault->document, index)->label);
  set_label(block_of(fault->document, index), block_of(fault->document, before)->label);
  return g_strdup_printf("%s is %s", label, block_of(fault->document, before)->label);
}

static gboolean is_numbered(const Document *document, guint index) {
  return is_counted(document, index) && form_of(block_of(document, index)) == LABEL_NUMBER;
}

static char *move_paragraph(const Fault *fault) {
  g_autoptr(GArray) blocks = blocks_that(fault, is_numbered);
  if (blocks->len < 4) return NULL;
  guint from = choose(fault->random, blocks->len), to = (from + 2 + choose(fault->random, blocks->len - 3)) % blocks->len;
  guint source = g_array_index(blocks, guint, from), target = g_array_index(blocks, guint, to);
  Block *block = g_ptr_array_steal_index(fault->document->blocks, source);
  g_ptr_array_insert(fault->document->blocks, (gint)(target > source ? target - 1 : target), block);
  return g_strdup_printf("%s is in front of %s", block->label, block_of(fault->document, target)->label);
}

/* LABEL with another number, or letter, in the last place. */
static char *other_label(const Fault *fault, const char *label) {
  GString *other = g_string_new(label);
  for (gsize i = other->len; i-- > 0;) {
    char c = other->str[i];
    if (!g_ascii_isalnum(c)) continue;
    guint range = g_ascii_isdigit(c) ? 10 : 26;
    char base = g_ascii_isdigit(c) ? '0' : g_ascii_isupper(c) ? 'A' : 'a';
    other->str[i] = (char)((guint)base + ((guint)c - (guint)base + 1 + choose(fault->random, range - 1)) % range);
    break;
  }
  return g_string_free(other, FALSE);
}

static char *alter_label(const Fault *fault) {
  g_autoptr(GArray) blocks = blocks_that(fault, is_counted);
  if (blocks->len == 0) return NULL;
  Block *block = block_of(fault->document, g_array_index(blocks, guint, choose(fault->random, blocks->len)));
  g_autofree char *before = g_strdup(block->label), *label = other_label(fault, block->label);
  set_label(block, label);
  return g_strdup_printf("%s is %s", before, block->label);
}

static gboolean is_labelled_heading(const Document *document, guint index) {
  const Block *block = block_of(document, index);
  return block->kind == BLOCK_HEADING && form_of(block) != LABEL_NONE;
}

static char *remove_heading(const Fault *fault) {
  g_autoptr(GArray) blocks = blocks_that(fault, is_labelled_heading);
  if (blocks->len == 0) return NULL;
  guint index = g_array_index(blocks, guint, choose(fault->random, blocks->len));
  g_autofree char *what =
      g_strdup_printf("%s %s", block_of(fault->document, index)->label, block_of(fault->document, index)->text);
  take_out(fault->document, index, fault->closed_up);
  return g_steal_pointer(&what);
}

/* The text of block INDEX, label and all, behind that of block BEFORE. */
static void merge_blocks(Document *document, guint before, guint index) {
  Block *first = block_of(document, before), *second = block_of(document, index);
  g_autofree char *label = second->label ? g_strconcat(second->label, " ", NULL) : g_strdup("");
  g_autofree char *text = g_strconcat(first->text, " ", label, second->text, NULL);
  g_autofree char *raw = g_strconcat(first->raw, "\n", second->raw, NULL);
  guint length = (guint)strlen(first->raw) + 1;
  Edit *edit = edit_new();
  edit->kind = EDIT_LINE_BREAK;
  edit->start = length - 1;
  edit->removed = g_strdup("\n");
  edit->inserted = g_strdup(" ");
  g_ptr_array_add(first->edits, edit);
  for (guint i = 0; i < second->edits->len; i++) {
    Edit *later = second->edits->pdata[i];
    later->start += length;
    g_ptr_array_add(first->edits, later);
  }
  g_ptr_array_set_free_func(second->edits, NULL);
  g_array_append_vals(first->lines, second->lines->data, second->lines->len);
  g_free(first->text);
  g_free(first->raw);
  first->text = g_steal_pointer(&text);
  first->raw = g_steal_pointer(&raw);
  g_ptr_array_remove_index(document->blocks, index);
}

static char *merge_records(const Fault *fault) {
  g_autoptr(GPtrArray) found = recommendations_of(fault->report->findings, FALSE);
  if (found->len < 2) return NULL;
  guint which = 1 + choose(fault->random, found->len - 1);
  const Finding *first = found->pdata[which - 1], *second = found->pdata[which];
  if (g_strcmp0(first->lead_in, second->lead_in) != 0) return NULL;
  g_autoptr(GArray) before = blocks_of(fault->document, first), blocks = blocks_of(fault->document, second);
  if (before->len == 0 || blocks->len == 0) return NULL;
  guint last = g_array_index(before, guint, before->len - 1);
  for (guint i = 0; i < blocks->len; i++) merge_blocks(fault->document, last, g_array_index(blocks, guint, i) - i);
  return g_strdup_printf("%s is in %s", second->number, first->number);
}

static void remove_page(Document *document, guint page) {
  for (guint i = document->blocks->len; i-- > 0;) {
    const Block *block = block_of(document, i);
    if (block->spans->len > 0 && ((const Span *)block->spans->pdata[0])->page == page)
      g_ptr_array_remove_index(document->blocks, i);
  }
  g_ptr_array_remove_index(document->pages, page - 1);
}

/* The pages behind the missing one are numbered anew, as those of a file are. */
static char *miss_page(const Fault *fault, guint page) {
  Document *document = fault->document;
  remove_page(document, page);
  for (guint i = 0; i < document->lines->len; i++) {
    Line *line = document->lines->pdata[i];
    if (line->page > page) line->page--;
  }
  for (guint i = 0; i < document->blocks->len; i++)
    for (guint k = 0; k < block_of(document, i)->spans->len; k++) {
      Span *span = block_of(document, i)->spans->pdata[k];
      if (span->page > page) span->page--;
    }
  for (guint i = 0; i < document->pages->len; i++) ((Page *)document->pages->pdata[i])->number = i + 1;
  return g_strdup_printf("page %u of %u", page, document->pages->len + 1);
}

/* The last page on which the report's own paragraphs stand, and what is behind it. */
static char *miss_end(const Fault *fault) {
  g_autoptr(GArray) blocks = blocks_that(fault, is_numbered);
  if (blocks->len == 0) return NULL;
  const Block *last = block_of(fault->document, g_array_index(blocks, guint, blocks->len - 1));
  guint page = ((const Span *)last->spans->pdata[0])->page;
  if (page < 3) return NULL;
  for (guint i = fault->document->pages->len; i >= page; i--) remove_page(fault->document, i);
  return g_strdup_printf("from page %u on", page);
}

static char *miss_any_page(const Fault *fault) {
  guint pages = fault->document->pages->len;
  return pages > 3 ? miss_page(fault, 2 + choose(fault->random, pages - 3)) : NULL;
}

/* Behind a label that was the last of its list, nothing is out of order where it is lost. */
static gboolean is_followed(const Document *document, guint index) {
  if (!is_counted(document, index)) return FALSE;
  const Block *block = block_of(document, index);
  for (guint i = index + 1; i < document->blocks->len; i++) {
    const Block *next = block_of(document, i);
    if (!is_counted(document, i)) continue;
    return form_of(next) == form_of(block) &&
           label_value(next->label, form_of(next)) == label_value(block->label, form_of(block)) + 1;
  }
  return FALSE;
}

static char *lose_label(const Fault *fault) {
  g_autoptr(GArray) blocks = blocks_that(fault, is_followed);
  if (blocks->len == 0) return NULL;
  Block *block = block_of(fault->document, g_array_index(blocks, guint, choose(fault->random, blocks->len)));
  g_autofree char *label = g_strdup(block->label);
  set_label(block, "");
  block->kind = BLOCK_PARAGRAPH;
  g_clear_pointer(&block->label, g_free);
  return g_strdup_printf("label of %s", label);
}

static const struct {
  const char *name;
  char *(*make)(const Fault *fault);
} makers[] = {
    {"a recommendation is removed", remove_any},
    {"the last of a list is removed", remove_last},
    {"a number is doubled", double_number},
    {"a paragraph is moved", move_paragraph},
    {"a label is altered", alter_label},
    {"a label is lost", lose_label},
    {"a heading is removed", remove_heading},
    {"a recommendation is part of the one before", merge_records},
    {"the end is missing", miss_end},
    {"a page is missing", miss_any_page},
};

/* --- noticing them */

/* What became of the faults that were made. */
typedef struct {
  guint made, noticed, doubted;
} Tally;

/* Makes fault NUMBER in one of REPORTS, where it can be made. */
static void make_fault(const GPtrArray *reports, guint number, gboolean closed_up, Tally *tally) {
  g_autoptr(GRand) random = g_rand_new_with_seed(number);
  const Report *report = reports->pdata[choose(random, reports->len)];
  g_autoptr(Document) document = document_read(report->line->str, report->line->len, NULL);
  assert_non_null(document);
  Fault fault = {report, document, random, closed_up};
  gsize which = number % G_N_ELEMENTS(makers);
  g_autofree char *what = makers[which].make(&fault);
  if (!what) return;
  tally->made++;
  g_autoptr(Findings) findings = rules_apply(rules, document);
  if (!is_complete(findings))
    tally->noticed++;
  else if (is_doubted(findings))
    tally->doubted++;
  else
    print_message("unnoticed: %s: %s: %s (seed %u)\n", report->name, makers[which].name, what, number);
}

/* Makes FAULTS faults in REPORTS; those that go unnoticed are named. */
static Tally make_faults(const GPtrArray *reports, gboolean closed_up) {
  Tally tally = {0};
  for (guint number = 0; tally.made < FAULTS && number < 4 * FAULTS; number++) make_fault(reports, number, closed_up, &tally);
  print_message("%u faults%s: %u noticed, %u more doubted\n", tally.made, closed_up ? ", the text below moved up" : "",
                tally.noticed, tally.doubted);
  return tally;
}

/* Adds the reports of FOLDER that are complete; those that aren't are named, with the reason, and counted in OTHERS. FALSE where
 * there is no such folder. */
static gboolean add_complete(GPtrArray *reports, const char *folder, guint *others) {
  g_autoptr(GPtrArray) paths = list_pdfs(folder);
  for (guint i = 0; paths && i < paths->len; i++) {
    Report *report = report_load(paths->pdata[i]);
    g_autoptr(GPtrArray) found = recommendations_of(report->findings, FALSE);
    const Check *complete = complete_of(report->findings);
    if (found->len > 0 && is_complete(report->findings)) {
      g_ptr_array_add(reports, report);
      continue;
    }
    if (complete && complete->result == CHECK_FAILED) {
      print_message("%s: %s\n", report->name, complete->message);
      ++*others;
    }
    report_free(report);
  }
  return paths != NULL;
}

/* Where the text below has moved up, the last of a list may leave no trace at all. */
static void check_faults(const GPtrArray *reports) {
  Tally tally = make_faults(reports, FALSE), closed_up = make_faults(reports, TRUE);
  assert_int_equal(tally.made, FAULTS);
  assert_int_equal(tally.noticed, FAULTS);
  assert_in_range(closed_up.noticed + closed_up.doubted, FAULTS - 10, FAULTS);
}

static void faults_in_the_fixtures_are_noticed(G_GNUC_UNUSED void **state) {
  guint others = 0;
  g_autoptr(GPtrArray) reports = g_ptr_array_new_with_free_func(report_free);
  assert_true(add_complete(reports, "fixtures/inbox", &others) && add_complete(reports, "fixtures/upr", &others));
  assert_int_equal(others, 0);
  assert_in_range(reports->len, 13, G_MAXUINT);
  check_faults(reports);
}

static void faults_in_real_reports_are_noticed(G_GNUC_UNUSED void **state) {
  const char *corpus = g_getenv("CORPUS") ? g_getenv("CORPUS") : "../shared/corpus";
  g_autofree char *folder = g_build_filename(corpus, "upr", "pdf", NULL);
  guint others = 0;
  g_autoptr(GPtrArray) reports = g_ptr_array_new_with_free_func(report_free);
  if (!add_complete(reports, folder, &others)) skip();
  assert_in_range(others, 0, 3);
  check_faults(reports);
}

/* A document of another maker may say nothing of where its blocks stand: then the questions go by the text alone. */
static void reports_whose_blocks_stand_nowhere_are_read(G_GNUC_UNUSED void **state) {
  g_autoptr(GPtrArray) paths = list_pdfs("fixtures/bodies");
  for (guint i = 0; i < paths->len; i++) {
    Report *report = report_load(paths->pdata[i]);
    for (guint k = 0; k < report->document->blocks->len; k++) {
      g_array_set_size(block_of(report->document, k)->lines, 0);
      g_ptr_array_set_size(block_of(report->document, k)->spans, 0);
    }
    g_autoptr(Findings) findings = rules_apply(rules, report->document);
    assert_string_equal(findings->pack, report->findings->pack);
    report_free(report);
  }
}

/* --- small documents, and what each check says of them
 *
 * A line is a block: '#' a heading ("##" one level deeper), '-' a list item, '.' a paragraph, '^' furniture, '|' a row of a
 * table; the label and " | " where there is one; the text. "/" turns the page, and a number leaves so many points blank. */

#define PACK                                                                                                                     \
  "format: rapporteur.pack/1\nid: p\ntitle: T\nversion: '1'\nlanguage: en\n"                                                     \
  "recognise: {threshold: 0, evidence: []}\n"                                                                                    \
  "sections: [{id: part, heading: '^Recommendations$', ends: '^All of these', closed: true}]\n"                                  \
  "records:\n"                                                                                                                   \
  "- id: recommendation\n"                                                                                                       \
  "  kind: recommendation\n"                                                                                                     \
  "  section: part\n"                                                                                                            \
  "  lead_ins: [{id: adopted, match: 'adopted.*:$'}]\n"                                                                          \
  "  starts: [{id: lettered, label: '^\\((?<item>[a-z])\\)$', number: '{paragraph}({item})'}]\n"                                 \
  "told:\n"                                                                                                                      \
  "- {id: total, match: 'total of (?<count>\\w+) recommendations'}\n"                                                            \
  "- {id: below, of: list, match: 'adopted (?<count>\\w+) recommendations'}\n"                                                   \
  "suspects:\n"                                                                                                                  \
  "- {id: recommended, match: '^The group recommended', unless: ['last year']}\n"                                                \
  "- {id: should, match: '^States should', doubtful: true}\n"                                                                    \
  "exceptions: [{id: quoted, heading: '^Annex', reason: the annex quotes a resolution}]\n"

#define START "# I. | Begin\n- 1. | The group met.\n# II. | Recommendations\n- 2. | The group adopted the following:\n"
#define LIST "- (a) | Act;\n- (b) | Report.\n"
#define END "- 3. | All of these are final.\n"

static const struct {
  char mark;
  BlockKind kind;
} marks[] = {{'#', BLOCK_HEADING}, {'-', BLOCK_LIST_ITEM}, {'.', BLOCK_PARAGRAPH}, {'^', BLOCK_FURNITURE}, {'|', BLOCK_TABLE}};

static void add_page(Document *document) {
  Page *page = page_new();
  page->number = document->pages->len + 1;
  g_ptr_array_add(document->pages, page);
}

/* The line that BLOCK stands on, TOP points from the page's top, and its span. */
static void place_block(Document *document, Block *block, double top) {
  guint index = document->lines->len, page = document->pages->len;
  Line *line = line_new();
  line->page = page;
  line->box = (Box){60, top, 60 + (double)strlen(block->raw), top + 10};
  line->text = g_strdup(block->raw);
  g_ptr_array_add(document->lines, line);
  g_array_append_val(block->lines, index);
  Span *span = span_new();
  *span = (Span){page, line->box, 0, (guint)strlen(block->raw)};
  g_ptr_array_add(block->spans, span);
}

static void add_block(Document *document, const char *notation, double top) {
  gsize kind = 0;
  while (marks[kind].mark != notation[0]) kind++;
  guint depth = (guint)strspn(notation, (char[]){notation[0], '\0'});
  const char *rest = notation + depth + 1, *bar = strstr(rest, " | ");
  Block *block = block_new();
  block->kind = marks[kind].kind;
  if (block->kind == BLOCK_HEADING) block->level = depth;
  if (bar) block->label = g_strndup(rest, (gsize)(bar - rest));
  block->text = g_strdup(bar ? bar + 3 : rest);
  block->raw = block->label ? g_strdup_printf("%s %s", block->label, block->text) : g_strdup(block->text);
  block->text_start = (guint)(strlen(block->raw) - strlen(block->text));
  place_block(document, block, top);
  g_ptr_array_add(document->blocks, block);
}

static Document *write_document(const char *notation) {
  enum { FIRST = 60, APART = 16 };
  Document *document = document_new();
  document->source_file = g_strdup("r.pdf");
  g_free(document->sha256);
  document->sha256 = g_strdup("58867de13c59e3fc442e36de7cd688c4b1cdfed718d987abe77dcdf01352bea5");
  document->extractor = g_strdup("test");
  double top = FIRST;
  add_page(document);
  g_auto(GStrv) blocks = g_strsplit(notation, "\n", -1);
  for (guint i = 0; blocks[i]; i++) {
    if (g_str_equal(blocks[i], "/"))
      add_page(document), top = FIRST;
    else if (g_ascii_isdigit(*blocks[i]))
      top += g_ascii_strtod(blocks[i], NULL);
    else if (*blocks[i])
      add_block(document, blocks[i], top), top += APART;
  }
  return document;
}

static Rules *load_pack(const char *text) {
  g_autofree char *folder = g_dir_make_tmp("rapporteur-test-XXXXXX", NULL);
  g_autofree char *pack = g_build_filename(folder, "p", NULL), *path = g_build_filename(pack, "pack.yaml", NULL);
  g_autoptr(GError) error = NULL;
  assert_int_equal(g_mkdir(pack, 0700), 0);
  assert_true(g_file_set_contents(path, text, -1, NULL));
  Rules *loaded = rules_load(folder, &error);
  if (!loaded) print_error("%s\n", error->message);
  assert_non_null(loaded);
  assert_int_equal(g_remove(path) + g_rmdir(pack) + g_rmdir(folder), 0);
  return loaded;
}

/* What the certificate's questions say that did not pass, "!" for failed and "?" for open; those of NAME whatever they say. */
static void print_answers(GString *out, const Findings *findings, const char *name) {
  static const char signs[] = {[CHECK_PASSED] = '=', [CHECK_FAILED] = '!', [CHECK_UNANSWERED] = '?'};
  for (guint i = 0; i < findings->checks->len; i++) {
    const Check *check = findings->checks->pdata[i];
    if (!g_strv_contains(certificate_questions, check->check)) continue;
    gboolean told = check->result == CHECK_FAILED || (check->result == CHECK_UNANSWERED && check->page > 0);
    if (!told && g_strcmp0(check->check, name) != 0) continue;
    g_string_append_printf(out, "%c %s%s%s: %s\n", signs[check->result], check->check, *check->scope ? " " : "", check->scope,
                           check->message);
  }
}

static void each_question_tells_what_is_amiss(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *document;
    const char *shown; /* a check that is shown though it passed */
    const char *expected;
  } rows[] = {
      {"nothing", START LIST END, NULL, ""},
      {"what there is", START LIST END, "section_blocks",
       "= section_blocks: 2 recommendations in 2 blocks, 0 headings, 1 lead-in, 0 narrative, 0 unclassified\n"},
      {"a paragraph is missing far from the recommendations",
       START LIST END "# III. | End\n- 4. | The group rose.\n- 6. | It went home.\n", NULL,
       "! sequence labels: 5 missing in front of 6. (page 1)\n"},
      {"one comes twice", START LIST END "# III. | End\n- 3. | The group rose.\n", NULL,
       "! sequence labels: 3. twice (page 1)\n"},
      {"one is out of order", START LIST END "# III. | End\n- 2. | The group rose.\n", NULL,
       "! sequence labels: 2. behind 3 (page 1)\n"},
      {"a sub-label of no record is missing", START LIST END "# III. | End\n- 4. | It heard:\n- (a) | A;\n- (c) | C.\n", NULL,
       "! sequence labels: (b) missing in front of (c) (page 1)\n"},
      {"paragraphs of an annex begin anew", START LIST END "# Rules\n- 1. | The group meets.\n- 2. | It rises.\n", NULL, ""},
      {"what a pack leaves out is told", START LIST END "# Annex\n- 7. | Recalling;\n- 9. | Decides.\n", "exception",
       "= exception quoted: 2 labels are left out of the account, as the rule pack declares: the annex quotes a resolution\n"},
      {"a heading is missing", START LIST END "# IV. | End\n- 4. | The group rose.\n", NULL,
       "! sequence headings: 1 heading is missing in front of \"IV. End\" (page 1)\n"},
      {"the contents name what is not there",
       "| I. | Begin..... 1\n| II. | Recommendations..... 1\n| III. | Farewell..... 2\n" START LIST END, NULL,
       "! contents headings: the contents name \"III. Farewell\", and no heading says so (page 1)\n"},
      {"they may name a summary in front of them",
       "# Summary\n| Summary..... 1\n| I. | Begin..... 1\n| II. | Recommendations..... 1\n" START LIST END, NULL, ""},
      {"a list ends as if it went on", START "- (a) | Act;\n- (b) | Report; and\n" END, NULL,
       "! list_end: the last item of a list ends \"...Report; and\", as if another one followed (page 1)\n"},
      {"a list may be at its end", START "- (a) | Act;\n- (b) | Report;\n" END, NULL,
       "? list_end: the last item of a list ends \"...Report;\": see whether it is the last (page 1)\n"},
      {"a record holds the next one", START "- (a) | Act;\n- (b) | Report; (c) Meet again.\n" END, NULL,
       "! run_together: \"(b)\" holds the label \"(c)\" of the next one (page 1)\n"},
      {"something is blank", START "- (a) | Act;\n- (b) | Report;\n- (c) | Train;\n30\n- (d) | Meet.\n" END, NULL,
       "! white_space: 36 points are blank in front of \"(d) Meet.\", where 6 are usual (page 1)\n"},
      {"a table stands among the recommendations", START LIST "| Train police\n" END, NULL,
       "! section_blocks: a table stands there that no rule reads: \"Train police\" (page 1)\n"},
      {"narrative reads like a recommendation", START LIST "- 3. | The group recommended more.\n- 4. | All of these are final.\n",
       NULL,
       "! section_blocks: \"3. The group recommended more.\" was taken for narrative and reads otherwise (recommended) (page "
       "1)\n"},
      {"a sentence leads to nothing", START "- (a) | Act.\n- 3. | It also adopted these:\n- 4. | All of these are final.\n", NULL,
       "! section_blocks: \"3. It also adopted these:\" leads to nothing (page 1)\n"},
      {"a recommendation stands outside", START LIST END "# III. | End\n- 4. | The group recommended rest.\n", NULL,
       "! outside: \"The group recommended rest.\" stands outside every section and is no record (recommended) (page 1)\n"},
      {"one that the pack knows for none", START LIST END "# III. | End\n- 4. | The group recommended rest last year.\n", NULL,
       ""},
      {"one may do so", START LIST END "# III. | End\n- 4. | States should rest.\n", NULL,
       "? outside: \"States should rest.\" stands outside every section and is no record (should) (page 1)\n"},
      {"the lead-in tells another number",
       "# I. | Begin\n- 1. | It met.\n# II. | Recommendations\n- 2. | It adopted three recommendations:\n" LIST END, "told_count",
       "! told_count 2.: the lead-in tells of 3 recommendations, but 2 were found\n"
       "? told_count: the report does not tell how many recommendations there are\n"},
      {"two numbers are told", START LIST END "- 4. | A total of two recommendations, or a total of three recommendations.\n",
       NULL, "! told_count: the report tells of 2 and 3 recommendations, but 2 were found\n"},
      {"the section is not at its end", START LIST, NULL,
       "! section_end part: the words with which the section \"part\" ends in other reports are missing: is it whole?\n"},
      {"a page is missing", "^ 1\n" START "/\n^ 2\n" LIST END "/\n^ 4\n- 4. | It rose.\n", NULL,
       "! pages: 1 page is missing in front of the one that is printed as 4 (page 3)\n"},
      {"the last page is missing", "^ 1/3\n" START "/\n^ 2/3\n" LIST END, NULL,
       "! pages: the pages tell that there are 3, and the last one is 2 (page 2)\n"},
      {"a cover and pages of another count stand in front", "^ Draft\n" START "/\n^ 1\n" LIST END "/\n^ 2\n- 4. | It rose.\n",
       NULL, ""},
      {"a page prints what no page is numbered by", "^ 2147483648\n" START "/\n^ 4294967298\n" LIST END, NULL, ""},
      {"headings count from 0", START LIST END "# Annex\n## 0. | First\n## 1. | Then\n", NULL, ""},
  };
  guint faults = 0;
  g_autoptr(Rules) small = load_pack(PACK);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(Document) document = write_document(rows[i].document);
    g_autoptr(Findings) findings = rules_apply(small, document);
    g_autoptr(GString) found = g_string_new(NULL);
    print_answers(found, findings, rows[i].shown);
    gboolean failed = strchr(found->str, '!') != NULL;
    if (g_str_equal(found->str, rows[i].expected) && failed == !is_complete(findings)) continue;
    print_error("%s\nis:\n%sshould be:\n%s", rows[i].name, found->str, rows[i].expected);
    faults++;
  }
  assert_int_equal(faults, 0);
}

static int load_rules(G_GNUC_UNUSED void **state) {
  g_autoptr(GError) error = NULL;
  rules = rules_load(NULL, &error);
  if (!rules) print_error("%s\n", error->message);
  return rules ? 0 : -1;
}

static int free_rules(G_GNUC_UNUSED void **state) {
  rules_free(rules);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_question_tells_what_is_amiss),
      cmocka_unit_test(reports_whose_blocks_stand_nowhere_are_read),
      cmocka_unit_test(faults_in_the_fixtures_are_noticed),
      cmocka_unit_test(faults_in_real_reports_are_noticed),
  };
  return cmocka_run_group_tests(tests, load_rules, free_rules);
}
