/* certificate_print.c - see certificate_print.h. */
#include "pipeline/commands/certificate_print.h"

#include "extractors/json.h"
#include "pipeline/stages/stage.h"

#include <string.h>

/* A certificate as JSON. Its strings are borrowed from the report. */
typedef struct {
  const char *source_file, *sha256, *symbol, *pack, *pack_version;
  guint pages, recommendations;
  CheckResult result;
  const char *message;
  GPtrArray *questions; /* Check, borrowed */
} Certificate;

static const JsonField question_fields[] = {
    {.name = "check", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Check, check)},
    {.name = "scope", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Check, scope)},
    {.name = "result", .type = JSON_ENUM, .offset = G_STRUCT_OFFSET(Check, result), .names = check_result_names},
    {.name = "expected", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Check, expected)},
    {.name = "found", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Check, found)},
    {.name = "message", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Check, message)},
    {.name = "page", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Check, page)},
    {.name = NULL},
};

static const JsonField certificate_fields[] = {
    {.name = "source_file", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Certificate, source_file)},
    {.name = "sha256", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Certificate, sha256)},
    {.name = "symbol", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Certificate, symbol)},
    {.name = "pack", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Certificate, pack)},
    {.name = "pack_version", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Certificate, pack_version)},
    {.name = "pages", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Certificate, pages)},
    {.name = "recommendations", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Certificate, recommendations)},
    {.name = "complete", .type = JSON_ENUM, .offset = G_STRUCT_OFFSET(Certificate, result), .names = check_result_names},
    {.name = "message", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Certificate, message)},
    {.name = "questions", .type = JSON_ARRAY, .offset = G_STRUCT_OFFSET(Certificate, questions), .fields = question_fields},
    {.name = NULL},
};

/* The checks of FINDINGS that a certificate rests on, in the order of its questions. */
static GPtrArray *questions_of(const Findings *findings) {
  GPtrArray *questions = g_ptr_array_new();
  for (guint q = 0; certificate_questions[q] != NULL; q++)
    for (guint i = 0; i < findings->checks->len; i++) {
      Check *check = g_ptr_array_index(findings->checks, i);
      if (g_str_equal(check->check, certificate_questions[q])) g_ptr_array_add(questions, check);
    }
  return questions;
}

/* What came of a question. One that is open names a page where something is to be seen; one that is not asked has none. */
typedef enum { ANSWER_FAILED, ANSWER_OPEN, ANSWER_NOT_ASKED, ANSWER_PASSED, N_ANSWERS } Answer;
static const char *const answer_names[] = {
    [ANSWER_FAILED] = "failed", [ANSWER_OPEN] = "open", [ANSWER_NOT_ASKED] = "not asked", [ANSWER_PASSED] = "passed"};

static Answer answer_of(const Check *check) {
  if (check->result == CHECK_UNANSWERED) return check->page > 0 ? ANSWER_OPEN : ANSWER_NOT_ASKED;
  return check->result == CHECK_FAILED ? ANSWER_FAILED : ANSWER_PASSED;
}

static void append_question(GString *out, const Check *check) {
  g_autofree char *name = *check->scope != '\0' ? g_strdup_printf("%s (%s)", check->check, check->scope) : g_strdup(check->check);
  g_autofree char *shown = stage_visible(name), *message = stage_visible(check->message);
  gboolean adds = check->found != NULL && strchr(check->found, ' ') != NULL && strstr(check->message, check->found) == NULL;
  g_autofree char *found = stage_visible(adds ? check->found : "");
  g_string_append_printf(out, "  %-9s  %-30s  %s%s%s\n", answer_names[answer_of(check)], shown, message, adds ? ": " : "", found);
}

static void append_questions(GString *out, const GPtrArray *questions, Answer answer) {
  for (guint i = 0; i < questions->len; i++) {
    const Check *check = g_ptr_array_index(questions, i);
    if (answer_of(check) == answer) append_question(out, check);
  }
}

static void append_text(GString *out, const Certificate *certificate) {
  static const char *const verdicts[] = {
      [CHECK_PASSED] = "COMPLETE, as far as the report tells",
      [CHECK_FAILED] = "NOT COMPLETE, or not to be told: look at what failed",
      [CHECK_UNANSWERED] = "NO CERTIFICATE: the document was not read, no rule pack knows it, or it is a corrigendum",
  };
  g_autofree char *file = stage_visible(certificate->source_file);
  g_autofree char *symbol = stage_visible(certificate->symbol != NULL ? certificate->symbol : "no symbol");
  g_string_append_printf(out, "%s (%s)\n  %s\n", symbol, file, verdicts[certificate->result]);
  g_autofree char *pack = stage_visible(certificate->pack != NULL ? certificate->pack : "none");
  g_autofree char *version = stage_visible(certificate->pack_version != NULL ? certificate->pack_version : "");
  g_string_append_printf(out, "  %u recommendations, %u pages; rules: %s%s%s\n\n", certificate->recommendations,
                         certificate->pages, pack, *version != '\0' ? " " : "", version);
  for (guint answer = 0; answer < N_ANSWERS; answer++) append_questions(out, certificate->questions, (Answer)answer);
  g_string_append_c(out, '\n');
}

void certificate_print(GString *out, const Report *report, CertificateFormat format) {
  const Findings *findings = report->findings;
  const Check *verdict = findings_verdict(findings);
  g_autoptr(GPtrArray) questions = questions_of(findings);
  Certificate certificate = {
      .source_file = findings->source_file,
      .sha256 = findings->sha256,
      .symbol = report->document->symbol,
      .pack = findings->pack,
      .pack_version = findings->pack_version,
      .pages = findings->pages,
      .recommendations = report->document->recommendations,
      .result = verdict != NULL ? verdict->result : CHECK_UNANSWERED,
      .message = verdict != NULL ? verdict->message : NULL,
      .questions = questions,
  };
  if (format == CERTIFICATE_JSON)
    json_write_line(out, NULL, certificate_fields, &certificate);
  else
    append_text(out, &certificate);
}
