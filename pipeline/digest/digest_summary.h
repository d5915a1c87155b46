/* digest_summary.h - the sheet Summary as its own files share it: digest_summary.c writes it from the top, digest_lists.c its
 * lists of reports and bodies, digest_charts.c its figures with charts. */
#pragma once

#include "pipeline/digest/digest_private.h"

/* The columns of Summary; its parts share them. */
enum { NAME, FIGURE, START, END, RECOMMENDATIONS, TOPICS, FAILED, COMPLETE, BODY, N_SUMMARY_COLUMNS };

extern const SheetColumn summary_columns[N_SUMMARY_COLUMNS];

typedef struct {
  Digest *digest;
  Sheet *sheet;
  guint row; /* the next that is free */
} Summary;

/* Put a cell of the row that is next. summary_put_count takes LINK over, which may be NULL. */
void summary_put(const Summary *summary, guint column, CellStyle style, const char *text);
void summary_put_count(const Summary *summary, guint column, guint count, char *link);

/* Puts the heading of a part, and goes on to the next row. */
void summary_put_heading(Summary *summary, const char *text);

/* Puts the heads of NAME and FIGURE, under the names that they have in a part, and of the columns behind them up to LAST, under
 * their own, and goes on to the next row. */
void summary_put_heads(Summary *summary, const char *name, const char *figure, guint last);

/* A link to ROW of the sheet WHICH; NULL for row 0, which is a header. Free it with g_free. */
char *summary_link(const Summary *summary, DigestSheet which, guint row);

/* The lines of the reports (ReportLine, borrowed), the newest first. Free them with g_ptr_array_unref. */
GPtrArray *summary_reports(const Digest *digest);

/* ---- the parts ---- */

/* Reports, the newest first, as many as a glance takes; the rest behind all else. */
void summary_put_newest(Summary *summary);
void summary_put_other_reports(Summary *summary);

/* Bodies, those with the most recommendations first, and a chart of them. */
void summary_put_bodies(Summary *summary);

/* Themes and addressees: the most frequent, the rest together, and a chart of each. */
void summary_put_tallies(Summary *summary);

/* Years of meetings, where there are several, and their chart. */
void summary_put_years(Summary *summary);
