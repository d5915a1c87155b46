/* findings_format.c - the members of "rapporteur.findings/1"; see findings_format.h. A row a member, in the order in which
 * they are written; docs/schemas/findings.schema.json says the same to other programs. */
#include "rules/findings_format.h"

#include "extractors/document_format.h"

const JsonField place_fields[] = {
    {.name = "page", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Place, page), .required = TRUE},
    {.name = "box", .type = JSON_NUMBERS, .offset = G_STRUCT_OFFSET(Place, box), .size = 4, .required = TRUE},
    {.name = NULL},
};

static const JsonField field_fields[] = {
    {.name = "name", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Field, name), .required = TRUE},
    {.name = "values", .type = JSON_STRINGS, .offset = G_STRUCT_OFFSET(Field, values), .required = TRUE},
    {.name = "rule", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Field, rule), .required = TRUE},
    {.name = NULL},
};

static const JsonField finding_fields[] = {
    {.name = "kind", .type = JSON_ENUM, .offset = G_STRUCT_OFFSET(Finding, kind), .names = finding_kind_names, .required = TRUE},
    {.name = "id", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Finding, id), .required = TRUE},
    {.name = "number", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Finding, number), .required = TRUE},
    {.name = "number_printed", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Finding, number_printed)},
    {.name = "text", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Finding, text), .required = TRUE},
    {.name = "raw", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Finding, raw), .required = TRUE},
    {.name = "edits",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Finding, edits),
     .fields = edit_fields,
     .make = (gpointer(*)(void))edit_new},
    {.name = "section", .type = JSON_STRINGS, .offset = G_STRUCT_OFFSET(Finding, section)},
    {.name = "lead_in", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Finding, lead_in)},
    {.name = "places",
     .type = JSON_VECTOR,
     .offset = G_STRUCT_OFFSET(Finding, places),
     .fields = place_fields,
     .size = sizeof(Place),
     .required = TRUE},
    {.name = "fields",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Finding, fields),
     .fields = field_fields,
     .make = (gpointer(*)(void))field_new},
    {.name = "rule", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Finding, rule), .required = TRUE},
    {.name = "ocr", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(Finding, ocr)},
    {.name = "confidence", .type = JSON_DOUBLE, .offset = G_STRUCT_OFFSET(Finding, confidence), .sparse = TRUE},
    {.name = NULL},
};

static const JsonField check_fields[] = {
    {.name = "check", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Check, check), .required = TRUE},
    {.name = "scope", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Check, scope), .required = TRUE},
    {.name = "result",
     .type = JSON_ENUM,
     .offset = G_STRUCT_OFFSET(Check, result),
     .names = check_result_names,
     .required = TRUE},
    {.name = "expected", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Check, expected)},
    {.name = "found", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Check, found)},
    {.name = "message", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Check, message), .required = TRUE},
    {.name = "page", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Check, page)},
    {.name = NULL},
};

static const JsonField findings_fields[] = {
    {.name = "source_file", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Findings, source_file), .required = TRUE},
    {.name = "sha256", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Findings, sha256), .required = TRUE},
    {.name = "bytes", .type = JSON_UINT64, .offset = G_STRUCT_OFFSET(Findings, bytes), .required = TRUE},
    {.name = "pages", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Findings, pages), .required = TRUE},
    {.name = "outcome",
     .type = JSON_ENUM,
     .offset = G_STRUCT_OFFSET(Findings, outcome),
     .names = outcome_names,
     .required = TRUE},
    {.name = "reason", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Findings, reason)},
    {.name = "extractor", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Findings, extractor), .required = TRUE},
    {.name = "pack", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Findings, pack)},
    {.name = "pack_version", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Findings, pack_version)},
    {.name = "engine", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Findings, engine), .required = TRUE},
    {.name = "findings",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Findings, findings),
     .fields = finding_fields,
     .make = (gpointer(*)(void))finding_new,
     .required = TRUE},
    {.name = "checks",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Findings, checks),
     .fields = check_fields,
     .make = (gpointer(*)(void))check_new,
     .required = TRUE},
    {.name = NULL},
};

void findings_write(GString *out, const Findings *findings) {
  json_write_line(out, FINDINGS_FORMAT, findings_fields, findings);
}

Findings *findings_read(const char *line, gsize length, GError **error) {
  g_autoptr(Findings) findings = findings_new();
  if (!json_read_line(line, length, FINDINGS_FORMAT, findings_fields, findings, error)) return NULL;
  return g_steal_pointer(&findings);
}
