/* test_changes.c - what differs between two digests: which row is which, the words that changed, what is kept of a digest and why
 * the next one differs. */
#include "pipeline/digest/digest.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pipeline/catalogue/catalogue_database.h"
#include "pipeline/catalogue/catalogue_states.h"
#include "pipeline/catalogue/packed_text.h"
#include "pipeline/changes/exact_change.h"
#include "pipeline/changes/kept_reason.h"
#include "pipeline/workbook/workbook_read.h"
#include "tests/sample_findings.h"
#include "tests/workbook_part.h"

/* ---- rows ---- */

/* Rows from a notation: "1@a#7 Text=old Theme=x; 2@a Text=y" has row 1 of source a in place 7, with two columns. */
typedef struct {
  GPtrArray *rows, *heads;
} Rows;

static void rows_clear(Rows *rows) {
  g_ptr_array_unref(rows->rows);
  g_ptr_array_unref(rows->heads);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

static void add_row(Rows *rows, const char *text) {
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  g_auto(GStrv) naming = g_strsplit_set(words[0], "@#", -1);
  GPtrArray *heads = g_ptr_array_new_with_free_func(g_free);
  KeptRow *row = kept_row_new("Sheet", naming[0]);
  g_free(row->source);
  row->source = g_strdup(naming[1] != NULL ? naming[1] : "");
  row->place = naming[1] != NULL && naming[2] != NULL ? g_strdup(naming[2]) : NULL;
  row->heads = heads;
  for (guint i = 1; words[i] != NULL; i++) {
    g_auto(GStrv) cell = g_strsplit(words[i], "=", 2);
    g_ptr_array_add(heads, g_strdup(cell[0]));
    g_ptr_array_add(row->values, g_strdup(cell[1]));
  }
  g_ptr_array_add(rows->heads, heads);
  g_ptr_array_add(rows->rows, row);
}

static Rows rows_of(const char *text) {
  Rows rows = {g_ptr_array_new_with_free_func((GDestroyNotify)kept_row_free),
               g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref)};
  g_auto(GStrv) each = g_strsplit(text, "; ", -1);
  for (guint i = 0; each[i] != NULL; i++) add_row(&rows, each[i]);
  return rows;
}

static char *tell_changes(const GPtrArray *changes) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < changes->len; i++) {
    const RowChange *change = changes->pdata[i];
    const KeptRow *row = change->after != NULL ? change->after : change->before;
    g_string_append_printf(text, "%s%s %s@%s", i > 0 ? "; " : "", row_change_names[change->kind], row->id, row->source);
    for (guint k = 0; k < change->heads->len; k++) g_string_append_printf(text, " %s", (const char *)change->heads->pdata[k]);
  }
  return g_string_free(text, FALSE);
}

static void rows_are_compared_by_what_names_them(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *before, *after, *changes;
  } rows[] = {
      {"nothing", "", "", ""},
      {"the same", "1@a T=x; 2@a T=y", "1@a T=x; 2@a T=y", ""},
      {"another order of rows and columns", "1@a T=x U=u; 2@a T=y", "2@a T=y; 1@a U=u T=x", ""},
      {"a column that one lacks", "1@a T=x U=u", "1@a T=x V=v", ""},
      {"a text", "1@a T=x U=u; 2@a T=y", "1@a T=z U=u; 2@a T=y", "altered 1@a T"},
      {"two columns, in the order of the later", "1@a T=x U=u", "1@a U=w T=z", "altered 1@a U T"},
      {"an emptied cell", "1@a T=x", "1@a T=", "altered 1@a T"},
      {"one more", "1@a T=x", "1@a T=x; 2@a T=y", "added 2@a"},
      {"one less, told where it stood", "1@a T=x; 2@a T=y; 3@a T=z", "1@a T=w; 3@a T=v",
       "altered 1@a T; gone 2@a; altered 3@a T"},
      {"all gone", "1@a T=x; 2@a T=y", "3@b T=x", "added 3@b; gone 1@a; gone 2@a"},
      {"the same ID in two reports", "1@a T=x; 1@b T=y", "1@b T=y; 1@a T=z", "altered 1@a T"},
      {"one of two reports with the same ID goes", "1@a T=x; 1@b T=y", "1@b T=y", "gone 1@a"},
      {"another report has the ID now", "1@a T=x", "1@b T=z", "altered 1@b T"},
      {"a revision has the place", "1@a#7 T=x; 2@a#8 T=y", "1r@b#7 T=x; 2r@b#8 T=z", "altered 2r@b T"},
      {"a revision with one more", "1@a#7 T=x", "1r@b#7 T=x; 2r@b#8 T=y", "added 2r@b"},
      {"the ID counts before the place", "1@a#7 T=x; 2@a#8 T=y", "2@a#7 T=y; 1@a#8 T=x", ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_auto(Rows) before = rows_of(rows[i].before), after = rows_of(rows[i].after);
    g_autoptr(GPtrArray) changes = kept_rows_compare(before.rows, after.rows);
    g_autofree char *told = tell_changes(changes);
    assert_string_equal(told, rows[i].changes);
  }
}

/* ---- words ---- */

static void a_change_is_told_to_the_letter(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *before, *after, *marked;
  } rows[] = {
      {"", "", ""},
      {"States act", "States act", "States act"},
      {"States may act", "States should act", "States [-may-] {+should+} act"},
      {"States act", "States should act now", "States [-act-]{+should act now+}"},
      {"all States act", "States act", "[-all-] States act"},
      {"the Sea", "the sea", "the [-Sea-]{+sea+}"},
      {"", "new", "{+new+}"},
      {"gone", "", "[-gone-]"},
      {"one\ntwo", "one\nthree", "one\n[-two-]{+three+}"},
      {"打击偷运", "打击贩运", "打击[-偷-]{+贩+}运"},
      {"a  b", "a b", "[-a-]  {+a+} b"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s → %s\n", rows[i].before, rows[i].after);
    g_autoptr(GPtrArray) runs = exact_change(rows[i].before, rows[i].after);
    g_autoptr(GString) before = g_string_new(NULL);
    g_autoptr(GString) after = g_string_new(NULL);
    for (guint k = 0; k < runs->len; k++) {
      const WordRun *run = runs->pdata[k];
      if (run->kind != WORDS_ADDED) g_string_append(before, run->text);
      if (run->kind != WORDS_REMOVED) g_string_append(after, run->text);
    }
    assert_string_equal(before->str, rows[i].before);
    assert_string_equal(after->str, rows[i].after);
    g_autofree char *marked = words_marked(runs, &plain_word_marks);
    assert_string_equal(marked, rows[i].marked);
  }
}

static void what_was_packed_comes_out_again(G_GNUC_UNUSED void **state) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint length = 0; length < 200000; length = length * 3 + 1) {
    while (text->len < length) g_string_append_printf(text, "%u ", (guint)text->len * 7919);
    g_autoptr(GBytes) packed = text_pack(text->str, text->len);
    g_autoptr(GString) again = text_unpack(packed, NULL);
    assert_true(g_string_equal(text, again));
    g_autoptr(GBytes) cut = g_bytes_new_from_bytes(packed, 0, g_bytes_get_size(packed) - 1);
    g_autoptr(GError) error = NULL;
    assert_null(text_unpack(cut, &error));
    assert_non_null(error);
  }
}

/* ---- reasons ---- */

/* A digest of one document with one row of these heads and values, "Themes=a|Notes=b". */
static KeptDigest *digest_of(const char *cells, const char *pack_version) {
  KeptDigest *digest = kept_digest_new();
  KeptDocument *document = kept_digest_add(digest, "d", "d.pdf");
  KeptHeads *heads = kept_document_add_heads(document, "Recommendations");
  KeptRow *row = kept_document_add_row(document, heads, "X/1/en/1");
  g_auto(GStrv) each = g_strsplit(cells, "|", -1);
  document->pack = g_strdup("test");
  document->pack_version = g_strdup(pack_version);
  g_free(row->source);
  row->source = g_strdup("d");
  for (guint i = 0; each[i] != NULL; i++) {
    g_auto(GStrv) cell = g_strsplit(each[i], "=", 2);
    g_ptr_array_add(heads->heads, g_strdup(cell[0]));
    g_ptr_array_add(row->values, g_strdup(cell[1]));
  }
  return digest;
}

static const GPtrArray *only_rows(const KeptDigest *digest) {
  return ((const KeptDocument *)digest->documents->pdata[0])->rows;
}

static void the_columns_that_differ_tell_why(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *before, *after;
    const char *version; /* of the rules, after 1 */
    const char *why;
  } rows[] = {
      {"Recommendation=a", "Recommendation=b", "2", "rules: test 1 → test 2"},
      {"Recommendation=a", "Recommendation=b", "1", "read again, by other rules or word lists that bear no new version"},
      {"Status=|Notes=", "Status=done|Notes=", "2", "status or notes were changed by hand"},
      {"Themes=a|Corrected=", "Themes=b|Corrected=Themes (was: a)", "2", "corrected by hand"},
      {"Recommendation=a|Corrected=", "Recommendation=b|Corrected=Text (was: a)", "2", "corrected by hand"},
      {"Themes=b|Corrected=Themes (was: a)", "Themes=a|Corrected=", "2", "a correction by hand was removed"},
      {"Themes=b|Corrected=Themes (was: a)", "Themes=c|Corrected=Themes (was: a, c)", "2", "corrected by hand anew"},
      {"Themes=b|Corrected=Themes (was: a)|Page=1", "Themes=b|Corrected=Themes (was: a)|Page=2", "2", "rules: test 1 → test 2"},
      {"Themes=a|States=Peru|Corrected=", "Themes=b|States=Chile|Corrected=Addressee (was: x); Themes (was: a)", "2",
       "corrected by hand; rules: test 1 → test 2"},
      {"Earlier recommendations=p; q", "Earlier recommendations=q; r", "1",
       "reports that it is compared with came, went or changed; now r; no longer p"},
      {"Earlier recommendations=", "Earlier recommendations=a; b; c; d; e", "1",
       "reports that it is compared with came, went or changed; now a, b, c and 2 more"},
      {"Recommendation=a|Earlier recommendations=p", "Recommendation=b|Earlier recommendations=", "2", "rules: test 1 → test 2"},
  };
  g_autoptr(GHashTable) catalogued = g_hash_table_new(g_str_hash, g_str_equal);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s → %s\n", rows[i].before, rows[i].after);
    g_autoptr(KeptDigest) before = digest_of(rows[i].before, "1"), after = digest_of(rows[i].after, rows[i].version);
    g_autoptr(GPtrArray) changes = kept_rows_compare(only_rows(before), only_rows(after));
    const ReasonSource source = {before, after, NULL, NULL, catalogued};
    g_autofree char *why = kept_reason(&source, changes->pdata[0], NULL);
    assert_string_equal(why, rows[i].why);
  }
}

/* ---- digests, one after the other ---- */

typedef struct {
  char *folder, *path, *copy, *output;
} Scratch;

static int set_up(void **state) {
  Scratch *scratch = g_new0(Scratch, 1);
  scratch->folder = g_dir_make_tmp("changes-XXXXXX", NULL);
  scratch->path = g_build_filename(scratch->folder, "c.db", NULL);
  scratch->copy = g_build_filename(scratch->folder, "copy.db", NULL);
  scratch->output = g_build_filename(scratch->folder, "d.xlsx", NULL);
  *state = scratch;
  g_setenv("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  return scratch->folder == NULL;
}

static int tear_down(void **state) {
  Scratch *scratch = *state;
  g_unlink(scratch->path);
  g_unlink(scratch->copy);
  g_unlink(scratch->output);
  int left = g_rmdir(scratch->folder); /* fails where a test left something behind */
  g_free(scratch->folder);
  g_free(scratch->path);
  g_free(scratch->copy);
  g_free(scratch->output);
  g_free(scratch);
  return left;
}

static void record(Catalogue *catalogue, Findings *findings) {
  g_autoptr(Findings) owned = findings;
  RecordResult result;
  assert_true(catalogue_begin(catalogue, CATALOGUE_WRITE, NULL));
  assert_true(catalogue_record(catalogue, findings, &result, NULL));
  assert_true(catalogue_commit(catalogue, NULL));
}

static void note(const char *message, gpointer data) {
  *(char **)data = g_strdup(message);
}

/* Writes the digest of QUARTER; what it notes, which you free, or NULL. */
static char *write_digest(Catalogue *catalogue, const Scratch *scratch, const char *quarter) {
  char *noted = NULL;
  DigestOptions options = {.output = scratch->output, .note = note, .note_data = &noted};
  g_autoptr(GError) error = NULL;
  assert_true(period_parse(&options.period, quarter, NULL, NULL, FALSE, NULL));
  if (!digest_write(catalogue, &options, NULL, &error)) fail_msg("%s", error->message);
  return noted;
}

static const char *cell_below(const ReadSheet *sheet, const ReadRow *row, const char *head) {
  const ReadRow *heads = sheet->rows->pdata[0];
  for (guint i = 0; i < heads->cells->len; i++) {
    const ReadCell *cell = &g_array_index(heads->cells, ReadCell, i);
    if (g_str_equal(cell->text, head)) return read_row_text(row, cell->column);
  }
  fail_msg("there is no column %s", head);
  return NULL;
}

/* The rows of Changes but for recordings, a line each: "altered X/1/en/1 (Recommendation): why". */
static char *changes_of(const char *path) {
  g_autoptr(BookCopy) copy = workbook_read(path, NULL);
  const ReadSheet *sheet = book_copy_sheet(copy, "Changes");
  GString *text = g_string_new(NULL);
  for (guint i = 1; i < sheet->rows->len; i++) {
    const ReadRow *row = sheet->rows->pdata[i];
    const char *what = cell_below(sheet, row, "What"), *columns = cell_below(sheet, row, "Columns");
    if (g_str_equal(what, "recorded")) continue;
    g_string_append_printf(text, "%s %s", what, cell_below(sheet, row, "ID"));
    if (*columns != '\0') g_string_append_printf(text, " (%s)", columns);
    g_string_append_printf(text, ": %s\n", cell_below(sheet, row, "Why"));
  }
  return g_string_free(text, FALSE);
}

static void run_on(const Scratch *scratch, const char *script) {
  g_autoptr(Database) database = database_open(scratch->path, DATABASE_CHANGE, NULL);
  g_autoptr(GError) error = NULL;
  if (!database_run(database, script, &error)) fail_msg("%s", error->message);
}

static gint64 ask(const Scratch *scratch, const char *query) {
  g_autoptr(Database) database = database_open(scratch->path, DATABASE_READ, NULL);
  gint64 number = -1;
  assert_true(database_number(database, query, &number, NULL));
  return number;
}

/* What happens between two digests. */

static void nothing(G_GNUC_UNUSED Catalogue *catalogue, G_GNUC_UNUSED const Scratch *scratch) {
}

static void first_report(Catalogue *catalogue, G_GNUC_UNUSED const Scratch *scratch) {
  record(catalogue, sample_report("a.pdf", "X/1", "2023-10-06"));
}

static void another_report(Catalogue *catalogue, G_GNUC_UNUSED const Scratch *scratch) {
  record(catalogue, sample_report("b.pdf", "X/2", "2023-11-06"));
}

static Findings *read_otherwise(const char *pack_version) {
  Findings *findings = sample_report("b.pdf", "X/2", "2023-11-06");
  Finding *finding = findings->findings->pdata[findings->findings->len - 3];
  g_free(finding->text);
  finding->text = g_strdup("States should share no data, soon.");
  g_free(findings->pack_version);
  findings->pack_version = g_strdup(pack_version);
  return findings;
}

static void newer_rules(Catalogue *catalogue, G_GNUC_UNUSED const Scratch *scratch) {
  record(catalogue, read_otherwise("1.1"));
}

static void rules_that_alter_nothing(Catalogue *catalogue, G_GNUC_UNUSED const Scratch *scratch) {
  record(catalogue, read_otherwise("1.2"));
}

static void a_newer_engine(Catalogue *catalogue, G_GNUC_UNUSED const Scratch *scratch) {
  Findings *findings = sample_report("b.pdf", "X/2", "2023-11-06");
  g_free(findings->pack_version);
  findings->pack_version = g_strdup("1.2");
  g_free(findings->engine);
  findings->engine = g_strdup("0.2.0");
  record(catalogue, findings);
}

static void a_revision(Catalogue *catalogue, G_GNUC_UNUSED const Scratch *scratch) {
  record(catalogue, sample_report("a1.pdf", "X/1/Rev.1", "2023-10-06"));
}

static void the_revision_goes(G_GNUC_UNUSED Catalogue *catalogue, const Scratch *scratch) {
  run_on(scratch, "DELETE FROM documents WHERE document ="
                  " (SELECT document FROM document_files WHERE source_file = 'a1.pdf')");
}

static void another_day(Catalogue *catalogue, G_GNUC_UNUSED const Scratch *scratch) {
  record(catalogue, sample_report("b.pdf", "X/2", "2024-02-06"));
}

static void the_report_goes(G_GNUC_UNUSED Catalogue *catalogue, const Scratch *scratch) {
  run_on(scratch, "DELETE FROM documents");
}

/* One catalogue, digest after digest. Each is written twice, with the same bytes, whatever differs. */
static void each_digest_tells_what_differs_and_why(void **state) {
  static const struct {
    void (*happens)(Catalogue *catalogue, const Scratch *scratch);
    const char *name, *changes;
  } rows[] = {
      {first_report, "the first report", "first digest : \n"},
      {nothing, "nothing", "first digest : \n"},
      {another_report, "another report",
       "compared : with the digest of 2023-11-14\n"
       "added X/2: new report: X/2 (b.pdf)\n"
       "added X/2/en/1: new report: X/2 (b.pdf)\n"
       "added X/2/en/2: new report: X/2 (b.pdf)\n"
       "added X/2/en/panel-2: new report: X/2 (b.pdf)\n"},
      {newer_rules, "newer rules",
       "compared : with the digest of 2023-11-14\n"
       "altered X/2/en/1 (Recommendation, Compared with earlier, Earlier recommendations): rules: test 1.0 → test 1.1\n"},
      {rules_that_alter_nothing, "newer rules that alter nothing",
       "compared : with the digest of 2023-11-14\n"
       "altered X/2/en/1 (Recommendation, Compared with earlier, Earlier recommendations): rules: test 1.0 → test 1.2\n"},
      {a_newer_engine, "a newer engine",
       "compared : with the digest of 2023-11-14\n"
       "altered X/2/en/1 (Recommendation, Compared with earlier, Earlier recommendations): rule engine: 0.1.0 → 0.2.0\n"},
      {a_revision, "a revision",
       "compared : with the digest of 2023-11-14\n"
       "altered X/1 (Superseded by, Other versions): new revision: X/1/Rev.1 (a1.pdf)\n"
       "added X/1/Rev.1: new revision: X/1/Rev.1 (a1.pdf), in the place of X/1 (a.pdf)\n"
       "altered X/1/Rev.1/en/1 (ID): new revision: X/1/Rev.1 (a1.pdf), in the place of X/1 (a.pdf)\n"
       "altered X/1/Rev.1/en/2 (ID): new revision: X/1/Rev.1 (a1.pdf), in the place of X/1 (a.pdf)\n"
       "altered X/1/Rev.1/en/panel-2 (ID): new revision: X/1/Rev.1 (a1.pdf), in the place of X/1 "
       "(a.pdf)\n"
       "altered X/2/en/1 (Earlier recommendations): reports that it is compared with came, went or changed; now X/1/Rev.1/en/1;"
       " no longer X/1/en/1\n"
       "altered X/2/en/2 (Earlier recommendations): reports that it is compared with came, went or changed; now X/1/Rev.1/en/2;"
       " no longer X/1/en/2\n"},
      {the_revision_goes, "the revision goes",
       "compared : with the digest of 2023-11-14\n"
       "altered X/1 (Superseded by, Other versions): revision gone: X/1/Rev.1 (a1.pdf)\n"
       "gone X/1/Rev.1: the report is gone from the catalogue: X/1/Rev.1 (a1.pdf)\n"
       "altered X/1/en/1 (ID): X/1 (a.pdf) counts again: X/1/Rev.1 (a1.pdf) is gone\n"
       "altered X/1/en/2 (ID): X/1 (a.pdf) counts again: X/1/Rev.1 (a1.pdf) is gone\n"
       "altered X/1/en/panel-2 (ID): X/1 (a.pdf) counts again: X/1/Rev.1 (a1.pdf) is gone\n"
       "altered X/2/en/1 (Earlier recommendations): reports that it is compared with came, went or changed; now X/1/en/1;"
       " no longer X/1/Rev.1/en/1\n"
       "altered X/2/en/2 (Earlier recommendations): reports that it is compared with came, went or changed; now X/1/en/2;"
       " no longer X/1/Rev.1/en/2\n"},
      {another_day, "a report is of another quarter",
       "compared : with the digest of 2023-11-14\n"
       "gone X/2: the report is of another day now, 2024-02-06: X/2 (b.pdf)\n"
       "gone X/2/en/1: the report is of another day now, 2024-02-06: X/2 (b.pdf)\n"
       "gone X/2/en/2: the report is of another day now, 2024-02-06: X/2 (b.pdf)\n"
       "gone X/2/en/panel-2: the report is of another day now, 2024-02-06: X/2 (b.pdf)\n"},
      {the_report_goes, "all reports go",
       "compared : with the digest of 2023-11-14\n"
       "gone X/1: the report is gone from the catalogue: X/1 (a.pdf)\n"
       "gone X/1/en/1: the report is gone from the catalogue: X/1 (a.pdf)\n"
       "gone X/1/en/2: the report is gone from the catalogue: X/1 (a.pdf)\n"
       "gone X/1/en/panel-2: the report is gone from the catalogue: X/1 (a.pdf)\n"},
  };
  const Scratch *scratch = *state;
  g_autoptr(Catalogue) catalogue = catalogue_open(scratch->path, CATALOGUE_WRITE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    gsize length, length_again;
    rows[i].happens(catalogue, scratch);
    assert_null(write_digest(catalogue, scratch, "2023Q4"));
    g_autofree char *bytes = file_contents(scratch->output, &length), *changes = changes_of(scratch->output);
    assert_string_equal(changes, rows[i].changes);
    assert_null(write_digest(catalogue, scratch, "2023Q4"));
    g_autofree char *again = file_contents(scratch->output, &length_again);
    assert_int_equal(length, length_again);
    assert_memory_equal(bytes, again, length);
    assert_true(ask(scratch, "SELECT count(*) FROM digest_states") <= 2);
    assert_int_equal(
        ask(scratch, "SELECT count(*) FROM digest_state_rows WHERE hash NOT IN (SELECT rows FROM digest_state_documents)"), 0);
  }
}

/* The report that left 2023Q4 comes to 2024Q1, whose first digest was of nothing. */
static void a_report_comes_from_another_period(void **state) {
  const Scratch *scratch = *state;
  g_autoptr(Catalogue) catalogue = catalogue_open(scratch->path, CATALOGUE_WRITE, NULL);
  another_report(catalogue, scratch);
  assert_null(write_digest(catalogue, scratch, "2023Q4"));
  assert_null(write_digest(catalogue, scratch, "2024Q1"));
  another_day(catalogue, scratch);
  assert_null(write_digest(catalogue, scratch, "2024Q1"));
  g_autofree char *changes = changes_of(scratch->output);
  assert_non_null(strstr(changes,
                         "\nadded X/2/en/1: the report is of another day now, 2024-02-06: it was in the digest of 2023-10-01 to"
                         " 2023-12-31\n"));
}

static void copy_file(const char *from, const char *to) {
  gsize length;
  g_autofree char *bytes = file_contents(from, &length);
  assert_true(g_file_set_contents(to, bytes, (gssize)length, NULL));
}

/* A program that ends between publishing and keeping leaves a catalogue that knows nothing of the digest. */
static void a_digest_that_was_not_kept_is_written_again(void **state) {
  const Scratch *scratch = *state;
  gsize length, length_again;
  g_autoptr(Catalogue) catalogue = catalogue_open(scratch->path, CATALOGUE_WRITE, NULL);
  first_report(catalogue, scratch);
  assert_null(write_digest(catalogue, scratch, "2023Q4"));
  another_report(catalogue, scratch);
  g_clear_pointer(&catalogue, catalogue_close);
  copy_file(scratch->path, scratch->copy);
  catalogue = catalogue_open(scratch->path, CATALOGUE_NOTE, NULL);
  assert_null(write_digest(catalogue, scratch, "2023Q4"));
  g_autofree char *bytes = file_contents(scratch->output, &length);
  g_clear_pointer(&catalogue, catalogue_close);
  copy_file(scratch->copy, scratch->path);
  catalogue = catalogue_open(scratch->path, CATALOGUE_NOTE, NULL);
  assert_null(write_digest(catalogue, scratch, "2023Q4"));
  g_autofree char *again = file_contents(scratch->output, &length_again);
  assert_int_equal(length, length_again);
  assert_memory_equal(bytes, again, length);
  assert_int_equal(ask(scratch, "SELECT count(*) FROM digest_states"), 2);
}

static void a_catalogue_that_cannot_be_written_gives_a_digest_and_a_note(void **state) {
  const Scratch *scratch = *state;
  g_autoptr(Catalogue) writer = catalogue_open(scratch->path, CATALOGUE_WRITE, NULL);
  first_report(writer, scratch);
  g_clear_pointer(&writer, catalogue_close);
  g_autoptr(Catalogue) catalogue = catalogue_open(scratch->path, CATALOGUE_READ, NULL);
  g_autofree char *noted = write_digest(catalogue, scratch, "2023Q4");
  g_autofree char *expected = g_strdup_printf(
      "what this digest says is not kept, so the next one can't tell what differs from it: %s: the catalogue cannot be"
      " written; see that it and its folder are not read-only (SQLite: attempt to write a readonly database)",
      scratch->path);
  assert_non_null(noted);
  assert_string_equal(noted, expected);
  g_autofree char *changes = changes_of(scratch->output);
  assert_string_equal(changes, "first digest : \n");
  assert_int_equal(ask(scratch, "SELECT count(*) FROM digest_states"), 0);
}

/* Of two programs that write the same digest at the same time the second finds that another was kept since it looked. */
static void what_another_program_kept_stays(void **state) {
  const Scratch *scratch = *state;
  static const StateKey key = {.from = "", .to = "", .language = "en"};
  g_autoptr(Catalogue) catalogue = catalogue_open(scratch->path, CATALOGUE_WRITE, NULL);
  g_autoptr(StateRecord) record_one = state_record_new(), record_other = state_record_new();
  record_one->written = 1;
  record_other->written = 2;
  assert_true(catalogue_state_keep(catalogue, &key, record_one, STATE_PUSH, 0, NULL));
  assert_true(catalogue_state_keep(catalogue, &key, record_other, STATE_PUSH, 0, NULL));
  g_autoptr(StateRecord) last = catalogue_state(catalogue, &key, STATE_LAST, NULL);
  g_autoptr(StateRecord) before = catalogue_state(catalogue, &key, STATE_BEFORE, NULL);
  assert_int_equal(last->written, 1);
  assert_int_equal(before->number, 0);
  assert_true(catalogue_state_keep(catalogue, &key, record_other, STATE_PUSH, last->number, NULL));
  g_autoptr(StateRecord) newest = catalogue_state(catalogue, &key, STATE_LAST, NULL);
  g_autoptr(StateRecord) older = catalogue_state(catalogue, &key, STATE_BEFORE, NULL);
  assert_int_equal(newest->written, 2);
  assert_int_equal(older->number, last->number);
}

static void rows_that_are_missing_are_damage(void **state) {
  const Scratch *scratch = *state;
  g_autoptr(Catalogue) catalogue = catalogue_open(scratch->path, CATALOGUE_WRITE, NULL);
  first_report(catalogue, scratch);
  assert_null(write_digest(catalogue, scratch, "2023Q4"));
  run_on(scratch, "DELETE FROM digest_state_rows");
  another_report(catalogue, scratch);
  record(catalogue, sample_report("a.pdf", "X/1", "2023-10-07"));
  DigestOptions options = {.output = scratch->output};
  g_autoptr(GError) error = NULL;
  assert_true(period_parse(&options.period, "2023Q4", NULL, NULL, FALSE, NULL));
  assert_false(digest_write(catalogue, &options, NULL, &error));
  assert_true(g_error_matches(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED));
}

int main(void) {
#define WITH_CATALOGUE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_are_compared_by_what_names_them),
      cmocka_unit_test(a_change_is_told_to_the_letter),
      cmocka_unit_test(what_was_packed_comes_out_again),
      cmocka_unit_test(the_columns_that_differ_tell_why),
      WITH_CATALOGUE(each_digest_tells_what_differs_and_why),
      WITH_CATALOGUE(a_report_comes_from_another_period),
      WITH_CATALOGUE(a_digest_that_was_not_kept_is_written_again),
      WITH_CATALOGUE(a_catalogue_that_cannot_be_written_gives_a_digest_and_a_note),
      WITH_CATALOGUE(what_another_program_kept_stays),
      WITH_CATALOGUE(rows_that_are_missing_are_damage),
  };
  return cmocka_run_group_tests_name("changes", tests, NULL, NULL);
}
