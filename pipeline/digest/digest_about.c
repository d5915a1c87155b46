/* digest_about.c - the sheet About: how to read the workbook; see digest_private.h. */
#include "pipeline/digest/digest_layout.h"

#include "pipeline/common/natural.h"

/* How to read the workbook, in the order in which a reader asks. */
static const struct {
  const char *question, *answer;
} answers[] = {
    {"Is the text what the report says?",
     "Yes. It is taken as printed; line breaks are undone, hyphens at the end of a line are dropped where the word goes on, and"
     " footnote marks are lifted out. Nothing else is changed. Of a text longer than the highest"
     " row the end is seen when the cell is opened; one too long for a cell is cut, and says so: the catalogue"
     " keeps it whole, with the raw lines and each of these edits."},
    {"Is anything missing?",
     "Each report is asked questions that would show it: whether the numbers run without a gap, whether as many were found as"
     " the report tells, and others; the check \"complete\" sums them up, and names what it rests on. The answers are in Checks. "
     "The column Check of each row says \"ok\", or names what failed."},
    {"Where does a row come from?", "Page and Source name the page of the PDF, and lead to it where the PDF is at hand. Rule "
                                    "names the rule that found the row."},
    {"Which reports are in here?",
     "Those of the period. A report belongs to the day on which its meeting ended; where no date of the meeting was found, to"
     " that of its distribution; where there is none either, to the day on which it was first recorded. Checks says so."},
    {"What of several versions of one report?",
     "Recommendations and Panel topics hold those of the newest version, each once: a draft, an earlier version or another file "
     "of the"
     " same text adds no rows, nor does a translation where the report is here in English, or in the language that was asked for."
     " A corrigendum changes some lines, and adds no rows either: the check \"corrected\" of the report names it. Meetings lists "
     "all"
     " versions, and what supersedes which."},
    {"What do the signs say?",
     "✓ the report's checks passed; △ the text was read from a picture, by OCR; ✗ something failed: look before you rely on it. "
     "Colours say the same again. Signs are not part of the cells' texts."},
    {"How do I print it?",
     "The tables print on as many pages across as can be read, with the first column on each. Symbol, Body, Session, Start and "
     "End"
     " of Recommendations and Panel topics are left out of the print: the ID begins with the symbol, and Meetings has the rest."},
    {"Can a cell be dangerous?",
     "No cell holds a formula or a macro: what looks like one is text of a report. Beware when you save a sheet as CSV, since"
     " another program may then read such a text as a formula."},
};

typedef struct {
  Sheet *sheet;
  guint row;
} About;

static void put_about_heading(About *about, const char *text) {
  sheet_put(about->sheet, ++about->row, 0, &(Cell){.style = STYLE_HEADING, .text = text});
  about->row++;
}

static void put_about_line(About *about, const char *label, const char *text) {
  sheet_put(about->sheet, about->row, 0, &(Cell){.style = STYLE_TEXT, .text = label});
  sheet_put(about->sheet, about->row, 1, &(Cell){.style = STYLE_TEXT, .text = text});
  about->row++;
}

static void put_about_versions(About *about, const Digest *digest) {
  g_autoptr(GList) versions = g_list_sort(g_hash_table_get_keys(digest->versions), (GCompareFunc)natural_compare);
  g_autoptr(GString) text = g_string_new(NULL);
  for (const GList *at = versions; at != NULL; at = at->next)
    g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", (const char *)at->data);
  put_about_line(about, "The reports were read with", text->len > 0 ? text->str : "none was read");
}

/* How many documents the period has, and of which days. Of the rest of the catalogue a digest says nothing: reports of other
 * periods, which come and go, would change its bytes. */
static char *describe_documents(const Digest *digest) {
  const DigestCounts *counts = &digest->counts;
  GString *text = g_string_new(NULL);
  g_string_append_printf(
      text, "%u document%s: %u report%s, %u other version%s of reports, %u of no known kind, %u that could not be read",
      counts->documents, counts->documents == 1 ? "" : "s", counts->reports, counts->reports == 1 ? "" : "s", counts->versions,
      counts->versions == 1 ? "" : "s", counts->unknown, counts->unread);
  if (counts->documents > 0) g_string_append_printf(text, "; dated from %s to %s", digest->first_date, digest->last_date);
  return g_string_free(text, FALSE);
}

static void put_about_columns(About *about, const LayoutSheet *sheet) {
  g_autofree char *heading = g_strdup_printf("The columns of %s", sheet->name);
  put_about_heading(about, heading);
  for (guint i = 0; i < sheet->columns->len; i++) {
    const DigestColumn *column = &g_array_index(sheet->columns, DigestColumn, i);
    if (column->about != NULL) put_about_line(about, column->column.header, column->about);
  }
}

/* The scale of the column Strength, as the rules' data file has it. */
static void put_about_scale(About *about, const GPtrArray *scale) {
  put_about_heading(about, "How strongly a recommendation asks");
  for (guint i = 0; i < scale->len; i++) {
    const ScaleStep *step = g_ptr_array_index(scale, i);
    g_autofree char *label = g_strdup_printf("%d %s", step->strength, step->name);
    put_about_line(about, label, step->about);
  }
}

void digest_put_about(Digest *digest) {
  static const SheetColumn columns[] = {{"", 34}, {"", 110}};
  About about = {.sheet = digest->sheets[SHEET_ABOUT]};
  g_autofree char *period = period_words(&digest->options->period);
  g_autofree char *documents = describe_documents(digest);
  g_autofree char *layout = layout_differences(digest->layout);
  sheet_set_columns(about.sheet, columns, G_N_ELEMENTS(columns));
  sheet_put(about.sheet, about.row++, 0, &(Cell){.style = STYLE_TITLE, .text = "About this workbook"});
  put_about_heading(&about, "What it is");
  put_about_line(&about, "Period", period);
  put_about_line(&about, "Written by", "rapporteur " RAPPORTEUR_VERSION);
  put_about_versions(&about, digest);
  put_about_line(&about, "The catalogue's documents", documents);
  if (*layout != '\0') put_about_line(&about, "Laid out by a template", layout);
  put_about_heading(&about, "How to read it");
  for (guint i = 0; i < G_N_ELEMENTS(answers); i++) put_about_line(&about, answers[i].question, answers[i].answer);
  put_about_heading(&about, "The sheets");
  const GArray *sheets = digest->layout->sheets;
  for (guint i = 0; i < sheets->len; i++) {
    const LayoutSheet *sheet = &g_array_index(sheets, LayoutSheet, i);
    put_about_line(&about, sheet->name, digest_sheets[sheet->which].about);
  }
  for (guint i = 0; i < sheets->len; i++) {
    const LayoutSheet *sheet = &g_array_index(sheets, LayoutSheet, i);
    if (sheet->columns->len > 0) put_about_columns(&about, sheet);
  }
  put_about_scale(&about, digest->scale);
}
