/* works_checks.c - the questions that only the versions of a work can answer together; see works.h.
 *
 *   newest_version           unanswered, on a version that another takes the place of: names it
 *   replaces_all             has a version as many recommendations as those that it takes the place of?
 *   single_copy              does another file of the same version say the same?
 *   corrected                failed, on a report that a corrigendum changes
 *   corrected_report         unanswered, on a corrigendum: which report it corrects
 *   same_in_other_language   has the version in another language (the scope) the same recommendations, by their numbers? */
#include "pipeline/catalogue/works_private.h"

#include "extractors/labels.h"

#include <string.h>

/* How many numbers a message names; the rest is counted. */
enum { NUMBERS_NAMED = 8 };

/* How many other files of a version have a check each; the rest share one. */
enum { COPIES_NAMED = 8 };

static Check *add_check(Version *version, const char *name, CheckResult result, const char *scope, char *message) {
  Check *check = check_new();
  check->check = g_strdup(name);
  check->scope = g_strdup(scope);
  check->result = result;
  check->message = message;
  g_ptr_array_add(version->checks, check);
  return check;
}

static char *count_words(guint count, const char *what) {
  return g_strdup_printf("%u %s%s", count, what, count == 1 ? "" : "s");
}

static void set_counts(Check *check, guint expected, guint found) {
  check->expected = g_strdup_printf("%u", expected);
  check->found = g_strdup_printf("%u", found);
}

static const char *language_name(const Version *version) {
  return version->document->language != NULL ? version->document->language : "no known language";
}

static gboolean counts(const Version *version) {
  return version->superseded_by == NULL && version->kind != VERSION_CORRIGENDUM;
}

/* ---- versions of one language ---- */

static void check_newest(Version *version) {
  if (version->superseded_by == NULL) return;
  const Version *newer = version->superseded_by;
  Check *check =
      add_check(version, "newest_version", CHECK_UNANSWERED, "",
                g_strdup_printf("This is %s; %s (%s) counts in its place.",
                                version->kind == VERSION_COPY ? "another file of the same text" : "not the newest version",
                                version_name(newer), catalogue_document_name(newer->document)));
  check->found = g_strdup(version_name(newer));
}

static void check_replaced(const GPtrArray *members, Version *version) {
  if (!counts(version)) return;
  for (guint i = 0; i < members->len; i++) {
    const Version *older = members->pdata[i];
    if (older->superseded_by != version || older->kind == VERSION_COPY || older->kind == VERSION_CORRIGENDUM) continue;
    guint before = older->document->recommendations, now = version->document->recommendations;
    g_autofree char *had = count_words(before, "recommendation"), *has = count_words(now, "recommendation");
    Check *check = add_check(version, "replaces_all", now < before ? CHECK_FAILED : CHECK_PASSED, version_name(older),
                             g_strdup_printf("%s had %s, this version has %s.", version_name(older), had, has));
    set_counts(check, before, now);
  }
}

static const Version *version_it_copies(const Version *version) {
  return version->copy_of != NULL ? version->copy_of : version;
}

static void check_copy(Version *version, const Version *other, gboolean copy, gboolean same) {
  const char *name = catalogue_document_name(other->document);
  Check *check = add_check(
      version, "single_copy", same ? CHECK_PASSED : CHECK_FAILED, "",
      same ? g_strdup_printf("%s is another file of this version and has the same text.", name)
      : copy
          ? g_strdup_printf("%s is another file of this version, and its recommendations or topics are not quite the same.", name)
          : g_strdup_printf("%s bears the same symbol and says something else; both are kept.", name));
  if (!same) set_counts(check, other->document->recommendations, version->document->recommendations);
}

/* Hundreds of documents may bear one symbol that was misread: each of them naming each other one would help nobody. */
static void check_copies(Works *works, const GPtrArray *members, Version *version) {
  guint named = 0, more = 0, differing = 0;
  for (guint i = 0; i < members->len; i++) {
    Version *other = members->pdata[i];
    if (version == other || !works_same_version(version, other)) continue;
    gboolean copy = version_it_copies(version) == version_it_copies(other),
             same = copy && works_same_texts(works, version, other);
    if (named++ < COPIES_NAMED) {
      check_copy(version, other, copy, same);
      continue;
    }
    more++;
    differing += same ? 0 : 1;
  }
  if (more > 0)
    add_check(version, "single_copy", differing > 0 ? CHECK_FAILED : CHECK_PASSED, "",
              g_strdup_printf("%u more files are of this version; %u of them have another text.", more, differing));
}

static void check_corrections(const GPtrArray *members, Version *version) {
  for (guint i = 0; i < members->len; i++) {
    const Version *other = members->pdata[i];
    if (other->kind != VERSION_CORRIGENDUM || other->corrects != version || !counts(version)) continue;
    Check *check = add_check(version, "corrected", CHECK_FAILED, "",
                             g_strdup_printf("%s (%s) corrects this report: see what it changes before you quote.",
                                             version_name(other), catalogue_document_name(other->document)));
    check->found = g_strdup(version_name(other));
  }
  if (version->kind != VERSION_CORRIGENDUM) return;
  add_check(version, "corrected_report", CHECK_UNANSWERED, "",
            version->corrects != NULL ? g_strdup_printf("It corrects %s (%s).", version_name(version->corrects),
                                                        catalogue_document_name(version->corrects->document))
                                      : g_strdup("The report that it corrects is not in the catalogue in this language."));
}

/* ---- other languages ---- */

/* NUMBER with the letters of other alphabets as those of ours that have their place: what is item (b) in English is item б) in
 * Russian. */
static char *number_in_latin(const char *number) {
  GString *latin = g_string_new(NULL);
  for (const char *at = number; *at != '\0'; at = g_utf8_next_char(at)) {
    g_autofree char *letter = g_strndup(at, (gsize)(g_utf8_next_char(at) - at));
    g_autofree char *label = g_strconcat(letter, ")", NULL);
    guint value = (guchar)*at < 0x80 ? 0 : label_value(label, LABEL_LETTER_PAREN);
    if (value >= 1 && value <= 26)
      g_string_append_c(latin, (char)('a' + value - 1));
    else
      g_string_append(latin, letter);
  }
  return g_string_free(latin, FALSE);
}

/* How often each number stands in VERSION. */
static GHashTable *count_numbers(const Version *version) {
  GHashTable *numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < version->texts.numbers->len; i++) {
    char *number = number_in_latin(version->texts.numbers->pdata[i]);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, number)) + 1;
    g_hash_table_insert(numbers, number, GUINT_TO_POINTER(count));
  }
  return numbers;
}

/* The numbers of VERSION that OTHER does not have, in its order: "3, 5 and 4 more"; NULL where there are none. */
static char *numbers_lacking(const Version *version, const Version *other) {
  g_autoptr(GHashTable) left = count_numbers(other);
  GString *text = g_string_new(NULL);
  guint lacking = 0;
  for (guint i = 0; i < version->texts.numbers->len; i++) {
    g_autofree char *number = number_in_latin(version->texts.numbers->pdata[i]);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(left, number));
    if (count > 0)
      g_hash_table_insert(left, g_steal_pointer(&number), GUINT_TO_POINTER(count - 1));
    else if (++lacking <= NUMBERS_NAMED)
      g_string_append_printf(text, "%s%s", lacking > 1 ? ", " : "", number);
  }
  if (lacking > NUMBERS_NAMED) g_string_append_printf(text, " and %u more", lacking - NUMBERS_NAMED);
  return g_string_free(text, lacking == 0);
}

static void compare_languages(Works *works, Version *version, Version *other) {
  works_load(works, version);
  works_load(works, other);
  if (works->error != NULL) return;
  guint here = version->texts.numbers->len, there = other->texts.numbers->len;
  g_autofree char *only_here = numbers_lacking(version, other), *only_there = numbers_lacking(other, version);
  g_autofree char *has = count_words(there, "recommendation");
  GString *message = g_string_new(NULL);
  g_string_append_printf(message, "%s (%s) has %s", version_name(other), catalogue_document_name(other->document), has);
  if (only_here == NULL && only_there == NULL) g_string_append(message, " with the same numbers");
  if (here != there) g_string_append_printf(message, ", this version %u", here);
  if (only_here != NULL) g_string_append_printf(message, "; only here: %s", only_here);
  if (only_there != NULL) g_string_append_printf(message, "; only there: %s", only_there);
  g_string_append_c(message, '.');
  gboolean same = only_here == NULL && only_there == NULL;
  Check *check = add_check(version, "same_in_other_language", same ? CHECK_PASSED : CHECK_FAILED, language_name(other),
                           g_string_free(message, FALSE));
  set_counts(check, there, here);
}

static void check_language(Works *works, Version *version, Version *other) {
  if (version->rank == other->rank) {
    compare_languages(works, version, other);
    return;
  }
  gboolean newer = other->rank > version->rank;
  add_check(version, "same_in_other_language", newer ? CHECK_FAILED : CHECK_UNANSWERED, language_name(other),
            g_strdup_printf(newer ? "A newer version, %s (%s), is there in that language only."
                                  : "Only an older version, %s (%s), is there in that language.",
                            version_name(other), catalogue_document_name(other->document)));
}

/* Of several files that count in one language, which have one symbol and say something else, each is compared. */
static void check_languages(Works *works, const GPtrArray *members, Version *version) {
  for (guint i = 0; i < members->len; i++) {
    Version *other = members->pdata[i];
    if (counts(version) && counts(other) && g_strcmp0(version->document->language, other->document->language) != 0)
      check_language(works, version, other);
  }
}

void works_check(Works *works, const GPtrArray *members) {
  for (guint i = 0; i < members->len; i++) {
    Version *version = members->pdata[i];
    check_newest(version);
    check_replaced(members, version);
    check_copies(works, members, version);
    check_corrections(members, version);
    check_languages(works, members, version);
  }
}
