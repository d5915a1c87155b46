/* digest_layout.h - which sheets a digest has, in which order and under which names, and which columns each: all that a
 * template decides. What can be chosen, and how it looks unless a template says otherwise, is in digest_columns.c.
 *
 * Ownership: a Layout owns all that it gives; free it with layout_free (or g_autoptr). */
#pragma once

#include "pipeline/digest/digest_private.h"

/* A sheet as it will be. */
typedef struct {
  DigestSheet which;
  const char *name;
  GArray *columns; /* DigestColumn, with the header, the width and the link's rank that each has here; empty where the sheet is
                      no table */
} LayoutSheet;

struct Layout {
  const char *file; /* the template's; NULL for the layout that a digest has without one */
  GArray *sheets;   /* LayoutSheet */
  GStringChunk *strings;
};

/* The layout of a digest without a template: all sheets, and of each the columns of digest_sheets. */
Layout *layout_default(void);

/* The layout that the template in FILE asks for (docs/template.md). NULL with a YAML_ERROR (rules/yaml.h). */
Layout *layout_load(const char *file, GError **error);

void layout_free(Layout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layout, layout_free)

/* The sheet WHICH; NULL where it is left out. */
const LayoutSheet *layout_sheet(const Layout *layout, DigestSheet which);

/* What differs from the names that the workbook's own words use, for the sheet About: sheets that are left out, sheets and
 * columns that are called otherwise, a line each; "" for nothing. Free it with g_free. */
char *layout_differences(const Layout *layout);

/* What templates call a column. */
const char *digest_column_key(const DigestColumn *column);

/* A column that the sheet WHICH can have: NUMBER counts from 0, first those that it has without a template, then others.
 * NULL behind the last. */
const DigestColumn *digest_sheet_column(DigestSheet which, guint number);

/* ---- making one: for those who read it from somewhere ---- */

Layout *layout_new(const char *file);

/* Appends the sheet WHICH, without columns, under NAME; the result lives until the next is added. */
LayoutSheet *layout_add_sheet(Layout *layout, DigestSheet which, const char *name);

/* Appends COLUMN to a sheet, under HEADER and of WIDTH. */
void layout_add_column(Layout *layout, LayoutSheet *sheet, const DigestColumn *column, const char *header, double width);

/* Appends all columns that the sheet has without a template. */
void layout_add_own_columns(Layout *layout, LayoutSheet *sheet);

/* Ranks the links of each sheet anew, when all columns are there: those that are left out give their room to others. */
void layout_finish(Layout *layout);
