/* finding_json.h - the parts of a finding that have a structure of their own, each as one JSON value: for columns of the
 * catalogue and members of exported rows. They are written as in rapporteur.findings/1. */
#pragma once

#include "extractors/json.h"

/* A table of extractors/json.h with one row, for one member of Finding. */
extern const JsonField finding_edits[];   /* [{"kind", "start", "removed", "inserted"}, ...] */
extern const JsonField finding_section[]; /* ["..", ...] */
extern const JsonField finding_places[];  /* [{"page", "box": [x0, y0, x1, y1]}, ...] */

/* Appends the value of MEMBER of STRUCTURE; "null" where it is NULL. */
void json_member_write(GString *out, const JsonField *member, gconstpointer structure);

/* Fills the member from its value. Fails with JSON_MAP_ERROR. */
gboolean json_member_read(const char *json, const JsonField *member, gpointer structure, GError **error);
