/* The verdict on a report: complete where none of the questions that would show a miss found one. It names what it rests on, and
 * what could not be asked, so that "complete" is never more than it says. */
#include "rules/certificate.h"

#include <string.h>

static void add_name(GString *names, const char *name) {
  g_string_append_printf(names, "%s%s", names->len ? ", " : "", name);
}

/* What the checks named NAME say together: a failed one counts before an unanswered one, that before a passed one. FALSE where
 * there is none. */
static gboolean result_of(const Engine *engine, const char *name, CheckResult *result, const Check **failed) {
  gboolean asked = FALSE;
  static const guint weights[] = {[CHECK_PASSED] = 1, [CHECK_UNANSWERED] = 0, [CHECK_FAILED] = 2};
  for (guint i = 0; i < engine->findings->checks->len; i++) {
    const Check *check = engine->findings->checks->pdata[i];
    if (strcmp(check->check, name) != 0) continue;
    if (!asked || weights[check->result] > weights[*result]) *result = check->result, *failed = check;
    asked = TRUE;
  }
  return asked;
}

void certificate_sum_up(Engine *engine) {
  g_autoptr(GString) failed = g_string_new(NULL), passed = g_string_new(NULL), unanswered = g_string_new(NULL);
  g_autoptr(GString) message = g_string_new(NULL);
  guint page = 0;
  for (guint i = 0; certificate_questions[i]; i++) {
    CheckResult result = CHECK_UNANSWERED;
    const Check *check = NULL;
    if (!result_of(engine, certificate_questions[i], &result, &check)) continue;
    add_name(result == CHECK_FAILED ? failed : result == CHECK_PASSED ? passed : unanswered, certificate_questions[i]);
    if (result == CHECK_FAILED && page == 0) page = check->page;
    if (result == CHECK_FAILED)
      g_string_append_printf(message, "%s%s: %s", message->len ? " | " : "", check->check, check->message);
  }
  const char *lacks = unanswered->len ? "; not to be asked here: " : "";
  if (failed->len > 0)
    engine_check(engine, "complete", NULL, CHECK_FAILED, NULL, failed->str, page, "not complete, or not to be told: %s",
                 message->str);
  else
    engine_check(engine, "complete", NULL, CHECK_PASSED, NULL, passed->str, 0, "complete, by %s%s%s", passed->str, lacks,
                 unanswered->str);
}
