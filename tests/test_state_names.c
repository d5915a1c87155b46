/* test_state_names.c - the names of States in all languages, held against another list of them: that of the Debian package
 * iso-codes, whose translations are read from its message files. Where the package is not installed, the test is skipped. Reads
 * rules/data of the source tree, so it is run from its root. */
#include "rules/normal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MESSAGES "/usr/share/locale/%s/LC_MESSAGES/iso_3166-1.mo"

/* The members of the United Nations, and its two observer States. */
#define STATES 195

/* A message file, after the GNU gettext manual, "The Format of GNU MO Files": a number that tells the order of bytes, the
 * version, how many messages there are, and where the tables of the messages and of their translations begin. A row of a table
 * is a length and an offset. */
#define MO_MAGIC 0x950412de
enum { MO_COUNT = 2, MO_MESSAGES, MO_TRANSLATIONS };

typedef struct {
  GMappedFile *file;
  const char *bytes;
  const guint32 *numbers;
} Messages;

static const char *message(const Messages *messages, gsize table, guint row) {
  return messages->bytes + messages->numbers[messages->numbers[table] / sizeof(guint32) + 2 * row + 1];
}

/* The one State that TEXT names; NULL where it names none. You free it. */
static char *state_of(const NormalData *data, const char *text) {
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
  assert_true(normal_form("states", data, text, values, NULL));
  return values->len == 1 ? g_strdup(g_ptr_array_index(values, 0)) : NULL;
}

/* NAME, or where it is a State's former name, the present one: a language may use the two at other times than English. */
static const char *present_name(const char *name) {
  static const struct {
    const char *former, *present;
  } names[] = {
      {"Cape Verde", "Cabo Verde"},
      {"Czech Republic", "Czechia"},
      {"Netherlands (Kingdom of the)", "Netherlands"},
      {"Swaziland", "Eswatini"},
      {"The former Yugoslav Republic of Macedonia", "North Macedonia"},
      {"Turkey", "Türkiye"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_str_equal(names[i].former, name)) return names[i].present;
  return name;
}

/* A translation that names another State, or none: here iso-codes errs. */
static gboolean is_fault(const char *language, const char *text) {
  return g_str_equal(language, "ar") && g_str_equal(text, "Moldova"); /* it says Maldives */
}

/* How many States the messages in LANGUAGE name; each translation must name the same State. */
static guint check_messages(const NormalData *data, const char *language, const Messages *messages) {
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  guint wrong = 0;
  for (guint i = 0; i < messages->numbers[MO_COUNT]; i++) {
    const char *text = message(messages, MO_MESSAGES, i), *translation = message(messages, MO_TRANSLATIONS, i);
    g_autofree char *expected = *text != '\0' ? state_of(data, text) : NULL;
    if (expected == NULL || is_fault(language, text)) continue;
    g_autofree char *found = state_of(data, translation);
    if (found == NULL || !g_str_equal(present_name(found), present_name(expected))) {
      print_error("%s: \"%s\" is %s, not %s\n", language, translation, found != NULL ? found : "no State", expected);
      wrong++;
    }
    g_hash_table_add(seen, g_strdup(present_name(expected)));
  }
  assert_int_equal(wrong, 0);
  return g_hash_table_size(seen);
}

static void names_of_another_list_are_known_in_each_language(G_GNUC_UNUSED void **state) {
  static const char *const languages[] = {"fr", "es", "ru", "ar", "zh_CN"};
  g_autoptr(NormalData) data = normal_data_load("rules/data", NULL);
  assert_non_null(data);
  for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
    g_autofree char *path = g_strdup_printf(MESSAGES, languages[i]);
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    if (file == NULL) skip();
    Messages messages = {.file = file, .bytes = g_mapped_file_get_contents(file)};
    messages.numbers = (const guint32 *)(gconstpointer)messages.bytes;
    assert_int_equal(messages.numbers[0], MO_MAGIC);
    guint states = check_messages(data, languages[i], &messages);
    print_message("%s: %u States\n", languages[i], states);
    assert_true(states >= STATES);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_of_another_list_are_known_in_each_language),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
