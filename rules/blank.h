/* blank.h - where a page is blank though text stands there elsewhere in the report: what was printed, or drawn, there is not in
 * the text. Distances are points.
 *
 * Ownership: free a Blank with blank_free (or g_autoptr); it borrows its engine. */
#pragma once

#include "rules/faults.h"

typedef struct Blank Blank;

/* The distances between the blocks of the document, and where its pages begin and end. */
Blank *blank_new(Engine *engine);
void blank_free(Blank *blank);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Blank, blank_free)

/* The check `white_space`: in the recommendations sections, text follows text at usual distances. */
void blank_check(Blank *blank);

/* Does the text go on behind block INDEX at a usual distance, so that nothing can stand between? */
gboolean blank_is_followed(const Blank *blank, guint index);

/* Adds a fault where the last page's text reaches down to its foot and is not at its end: another page followed. */
void blank_check_end(const Blank *blank, Faults *faults);
