/* finding_json.c - see finding_json.h. A value is what stands in the braces of an object that has this one member. */
#include "pipeline/catalogue/finding_json.h"

#include "extractors/document_format.h"
#include "rules/findings_format.h"

#include <string.h>

const JsonField finding_edits[] = {
    {.name = "edits",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Finding, edits),
     .fields = edit_fields,
     .make = (gpointer(*)(void))edit_new},
    {.name = NULL},
};

const JsonField finding_section[] = {
    {.name = "section", .type = JSON_STRINGS, .offset = G_STRUCT_OFFSET(Finding, section)},
    {.name = NULL},
};

const JsonField finding_places[] = {
    {.name = "places",
     .type = JSON_VECTOR,
     .offset = G_STRUCT_OFFSET(Finding, places),
     .fields = place_fields,
     .size = sizeof(Place)},
    {.name = NULL},
};

void json_member_write(GString *out, const JsonField *member, gconstpointer structure) {
  static const gsize tail = sizeof("}\n") - 1;
  gsize start = out->len;
  gsize head = strlen("{\"") + strlen(member->name) + strlen("\":");
  json_write_line(out, NULL, member, structure);
  if (out->len - start <= head + tail) { /* "{}": a member that is NULL is left out */
    g_string_truncate(out, start);
    g_string_append(out, "null");
    return;
  }
  g_string_truncate(out, out->len - tail);
  g_string_erase(out, (gssize)start, (gssize)head);
}

gboolean json_member_read(const char *json, const JsonField *member, gpointer structure, GError **error) {
  g_autofree char *line = g_strdup_printf("{\"%s\":%s}", member->name, json);
  return json_read_line(line, strlen(line), NULL, member, structure, error);
}
