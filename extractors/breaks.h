/* breaks.h - where one block ends and the next begins: the questions that blocks.c asks of each line of the text. Units as in
 * layout.h; all that is passed is borrowed. */
#pragma once

#include "extractors/labels.h"
#include "extractors/layout.h"

/* A block that is being built. */
typedef struct {
  Block *block;            /* NULL for none */
  const PrintedLine *last; /* its last line */
  double text_x;           /* left edge of the text behind the label of its first line */
  double step;             /* from its first to its second line; 0 while it has one */
  LabelForm form;
} OpenBlock;

/* The lines of a document, and what is known of them. */
typedef struct {
  const GPtrArray *lines; /* PrintedLine */
  const Usual *usual;
  GHashTable *rows; /* of tables of numbers: see number_rows_find */
  GArray *right;    /* see right_edges_find */
} TextLines;

/* Does line INDEX begin with a label, behind OPEN? Sets its LENGTH in bytes and its FORM. */
gboolean line_begins_with_label(const TextLines *text, const OpenBlock *open, guint index, gsize *length, LabelForm *form);

/* Does the page show a break between OPEN, which has lines, and line INDEX, which has no label? */
gboolean line_breaks(const TextLines *text, const OpenBlock *open, guint index);

/* Does LINE stand below the last line of OPEN, not in another column? */
gboolean line_is_below(const TextLines *text, const OpenBlock *open, const PrintedLine *line);

/* The first word of LINE that begins at byte AT or behind it; NULL where there is none. */
const Word *line_word_at(const PrintedLine *line, gsize at);

double line_left(const PrintedLine *line);

/* From the foot of LAST to that of LINE. */
double line_step(const PrintedLine *last, const PrintedLine *line);
