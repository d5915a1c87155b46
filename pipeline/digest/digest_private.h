/* digest_private.h - what the digest's own files share; nobody else includes it.
 *
 * digest.c goes through the documents, digest_places.c knows the row of each before it is written, digest_tables.c writes their
 * rows with the columns of digest_columns.c that the layout (digest_layout.h) chooses, digest_summary.c
 * and digest_about.c write Summary and About.
 */
#pragma once

#include "pipeline/digest/digest.h"
#include "pipeline/digest/digest_keep.h"
#include "pipeline/digest/written.h"
#include "pipeline/reports/collection.h"
#include "pipeline/reports/report.h"
#include "pipeline/reports/row.h"
#include "pipeline/workbook/workbook.h"
#include "rules/attributes.h"

/* The sheets, in the order in which they stand. */
typedef enum {
  SHEET_SUMMARY,
  SHEET_RECOMMENDATIONS,
  SHEET_PANEL_TOPICS,
  SHEET_MEETINGS,
  SHEET_CHANGES,
  SHEET_CHECKS,
  SHEET_ABOUT,
  N_SHEETS,
} DigestSheet;

typedef struct Layout Layout;         /* digest_layout.h */
typedef struct FlatDigest FlatDigest; /* digest_flat.h */
typedef struct Tally Tally;           /* digest_tally.h */

/* What Summary says of one document. Rows are those of the sheets, 0 for none: each sheet begins with its header. */
typedef struct {
  const CatalogueDocument *document;  /* of the collection */
  char *name;                         /* its symbol, else its file's name */
  char *body, *session, *start, *end; /* NULL where not found */
  gboolean is_known;                  /* read, and of a kind that some rule pack knows */
  gboolean is_report;                 /* and it speaks for its work: as DigestCounts counts reports */
  guint recommendations, panel_topics, failed_checks;
  guint recommendation_row, panel_topic_row, meeting_row, check_row; /* the first of each; check_row: of a failed one */
  CheckResult complete; /* the verdict of its certificate; unanswered where it has none */
  guint verdict_row;    /* of it */
} ReportLine;

/* What is new since an earlier digest of the period, by sheet. */
typedef struct {
  gboolean first;        /* no earlier one is known: the counts are 0 */
  char since[DATE_SIZE]; /* the day on which the earlier one was written */
  ChangeCounts counts[N_SHEETS];
} DigestNews;

/* A failed check, as Summary shows it. */
typedef struct {
  char *name; /* of its document, as in ReportLine */
  char *message;
  guint check_row;
  char *id; /* of the finding that it is about, where it is no check; NULL where it is one, or no finding of the catalogue */
} Attention;

typedef struct {
  const DigestOptions *options;
  Layout *layout;
  FlatDigest *flat; /* where rows go instead of a book; NULL where there is one */
  Book *book;
  Sheet *sheets[N_SHEETS]; /* NULL for those that the layout leaves out */
  guint rows[N_SHEETS];    /* how many rows were put below each table's header */
  DigestCounts counts;
  Collection *collection;
  GPtrArray *documents;                             /* CatalogueDocument: those of the period, borrowed from the collection */
  GHashTable *places;                               /* ID of a finding → DigestPlace */
  GHashTable *meetings;                             /* CatalogueDocument → its row in Meetings */
  guint rows_to_come[N_SHEETS];                     /* how many rows each table will have, but for Changes and Checks: 0 */
  char first_date[DATE_SIZE], last_date[DATE_SIZE]; /* the days that place them; "" without documents */
  GPtrArray *lines;                                 /* ReportLine, one a document */
  GPtrArray *attention;                             /* Attention */
  Tally *tally;                                     /* of the recommendations */
  WrittenNotes *written;                            /* what the rows say; NULL where there is no book */
  GHashTable *versions; /* a set of "untoc 1.2", "poppler 22.12", ...: what read the period's reports */
  GPtrArray *scale;     /* ScaleStep: of strength */
  GHashTable *paths;    /* CatalogueDocument → the path of its PDF, from the workbook, where that is known */
  StateKey key;
  KeptDigest *kept;         /* what this digest says */
  KeptDigest *last, *older; /* the last one that was kept, and the one before it */
  GPtrArray *changes;       /* RowChange: what differs from one of them */
  StateChange keeping;      /* how this one is to be kept */
  DigestNews news;
} Digest;

/* Where the row of a finding stands. */
typedef struct {
  DigestSheet sheet;
  guint row;
} DigestPlace;

/* A row of Changes. Its texts may be NULL, for empty cells. */
typedef struct {
  const char *what, *sheet, *name, *symbol, *body, *columns, *why, *recorded, *rules, *file;
  const RowChange *change; /* what differs, shown word by word; NULL: `text` is shown */
  const char *text;
  const char *link, *path; /* to the row that it is about, and to the PDF; NULL where there is none */
} ChangeLine;

/* What the cells of one row are made of. */
typedef struct {
  const Digest *digest;
  Sheet *sheet;
  guint links; /* how many cells of this row may be links, so that each row of the sheet can have as many */
  const Row *row;
  const char *verdict;      /* of the report's checks: report_verdict */
  const char *path;         /* of the report's PDF, from the workbook; NULL where it is not known */
  const char *evidence;     /* the address of its evidence page; NULL where it has none */
  const ChangeLine *change; /* in Changes, where `row` is NULL; else NULL */
} CellSource;

/* What the verdict of a row begins with whose text was read from a picture, where nothing else is to be said of it. */
#define READ_BY_OCR "read by OCR"

/* Which words of a column are marked. */
typedef enum {
  MARK_NONE,
  MARK_VERDICT, /* "ok" is good, READ_BY_OCR and CORRECTED_BY_PEOPLE are reservations, all else is bad */
  MARK_RESULT,  /* "passed" is good, "failed" is bad */
} DigestMark;

/* A column of a table, and how a cell of it comes about. */
typedef struct DigestColumn DigestColumn;
struct DigestColumn {
  SheetColumn column;
  void (*put)(const CellSource *source, const DigestColumn *column, guint row, guint number);
  const char *value; /* the name in row_columns, where `put` looks there; else NULL */
  const char *about; /* what it tells, for the sheet About; NULL where the header says it */
  DigestMark mark;
  guint rank;      /* of its link among those of the row: the best is 1; 0 where it has none */
  const char *key; /* what templates call it; NULL where that is `value` */
};

/* A sheet, and where it is one table all of the columns that it has unless a template chooses others. */
typedef struct {
  const char *key;   /* what templates call it */
  const char *name;  /* of the sheet */
  const char *table; /* the table's name in Excel; NULL for a sheet that is none */
  const char *about; /* what the sheet is, for the sheet About */
  SheetTab tab;
  const char *print_from; /* the value of the first column that is printed behind the one that names the row: those between say
                             of each row of a report the same, and Meetings says it, too. NULL for the one behind it */
  const DigestColumn *columns;
  guint count;
  guint kinds; /* of its rows (row.h), which can have columns of digest_other_columns, too; 0 for rows of another kind */
} DigestSheetInfo;
extern const DigestSheetInfo digest_sheets[N_SHEETS];

/* What rows of KINDS can also tell, and their sheets do only where a template asks for it. Ends with one of no kind. */
typedef struct {
  guint kinds;
  DigestColumn column;
} DigestOtherColumn;
extern const DigestOtherColumn digest_other_columns[];

/* Puts the cell of a column: all that `put` does comes to these. */
void digest_put_cell(const CellSource *source, guint row, guint number, const Cell *cell);
void digest_put_rich(const CellSource *source, guint row, guint number, CellStyle style, const TextRun *runs, guint count);

/* digest_comparison.c: the cell that tells how a recommendation compares with earlier ones. */
void digest_put_comparison(const CellSource *source, const DigestColumn *column, guint row, guint number);

/* Add a text to RUNS (TextRun), and a change of words (WordRun, whose texts they borrow, and cut at their ends). */
void digest_add_run(GArray *runs, RunKind kind, const char *text);
void digest_add_words(GArray *runs, const GPtrArray *change);

/* digest_changes.c: the columns of Changes. */
enum { N_CHANGE_COLUMNS = 11 };
extern const DigestColumn digest_change_columns[N_CHANGE_COLUMNS];

/* A rule pack in words: "untoc 1.2"; "none" where PACK is NULL. Free it with g_free. */
char *digest_rules(const char *pack, const char *version);

/* digest_places.c: finds out which row each finding and each meeting will have, before any is put. FALSE with a CATALOGUE_ERROR.
 */
gboolean digest_find_places(Digest *digest, Catalogue *catalogue, GError **error);

/* Does DOCUMENT have rows in Meetings, and in Recommendations and Panel topics? */
gboolean digest_takes_meeting(const CatalogueDocument *document);
gboolean digest_takes_findings(const Digest *digest, const CatalogueDocument *document);

/* A link to ROW of the sheet WHICH; NULL where the workbook has no such sheet. Free it with g_free. */
char *digest_row_link(const Digest *digest, DigestSheet which, guint row);

/* A link to the row of finding ID, and of DOCUMENT's meeting; NULL where it is not in this digest. Free it with g_free. */
char *digest_finding_link(const Digest *digest, const char *id);
char *digest_meeting_link(const Digest *digest, const CatalogueDocument *document);

/* digest_ties.c: the numbers of TIES (Tie; NULL for none), a line each report: "CTOC/COP/WG.7/2023/5: 1 to 8". Free it with
 * g_free.
 */
char *digest_ties_numbers(const GPtrArray *ties);

/* What shows them, a line each that is the same: "1 to 7: section of that title". Free it with g_free. */
char *digest_ties_why(const GPtrArray *ties);

/* How many links a row of the sheet may hold: what its limit allows to each. */
guint digest_links_a_row(const Digest *digest, DigestSheet which);

/* Adds the sheets to the book and sets their columns. */
void digest_add_sheets(Digest *digest);

/* Puts a row into the sheet WHICH and returns its number; 0 where there is no such sheet. */
guint digest_put_row(Digest *digest, DigestSheet which, const CellSource *source);

/* Puts the rows of REPORT, but for those of Changes, and fills its line. */
void digest_put_report(Digest *digest, const Report *report);

/* The facts of REPORT that have no column, "form: hybrid", parted by SEPARATOR. Free it with g_free. */
char *digest_other_facts(const Report *report, const char *separator);

/* digest_memory.c: looks up what was said last, before the first report; then, when `kept` is whole, what differs from that; and
 * keeps it once the workbook is published. */
gboolean digest_recall(Digest *digest, Catalogue *catalogue, GError **error);
gboolean digest_find_changes(Digest *digest, Catalogue *catalogue, GError **error);
void digest_remember(const Digest *digest, Catalogue *catalogue);

/* How many rows of each kind came, went and are other: "2 recommendations added; 1 meeting altered". Free it with g_free. */
char *digest_news_words(const DigestNews *news);

/* Puts the rows of Changes: what differs, and each recording of the documents. */
gboolean digest_put_changes(Digest *digest, Catalogue *catalogue, GError **error);

/* Adds the hidden sheet with what the rows say, behind all others. */
void digest_begin_written(Digest *digest);

/* Notes corrections for the list of what needs attention: that of ROW, and those of findings that no report has, or none that
 * counts. FALSE with a CATALOGUE_ERROR. */
void digest_note_correction(Digest *digest, const Row *row);
gboolean digest_note_unseen_corrections(Digest *digest, GError **error);

/* Makes tables of what was put. */
void digest_finish_tables(Digest *digest);

/* Write the first and the last sheet, when all else is done. */
void digest_put_summary(Digest *digest);
void digest_put_about(Digest *digest);
