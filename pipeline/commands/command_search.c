/* command_search.c - rapporteur search: what of all that was recorded holds the words that are asked for. */
#include "pipeline/commands.h"
#include "pipeline/common/terminal.h"
#include "pipeline/home/openers.h"
#include "pipeline/search/search_print.h"
#include "pipeline/stages/pack_choice.h"

#include <stdio.h>

enum { LIMIT_USUAL = 20 };

static char *home_folder, *body, *year, *from, *to, *theme, *addressee, *kind, *language, *symbol, *state;
static gboolean all_versions, json, count_only;
static int limit = LIMIT_USUAL, offset;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The folder with the catalogue", "DIR"},
    {"body", 0, 0, G_OPTION_ARG_STRING, &body, "Only reports of bodies with these words in their names", "WORDS"},
    {"symbol", 0, 0, G_OPTION_ARG_STRING, &symbol, "Only reports whose symbol begins so: CTOC/COP/WG.7", "SYMBOL"},
    {"year", 0, 0, G_OPTION_ARG_STRING, &year, "Only meetings of this year", "YEAR"},
    {"from", 0, 0, G_OPTION_ARG_STRING, &from, "Only meetings from this day on: 2023-10-01", "DATE"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, "Only meetings up to this day", "DATE"},
    {"kind", 'k', 0, G_OPTION_ARG_STRING, &kind, "Only a recommendation, panel_topic or meeting", "KIND"},
    {"theme", 0, 0, G_OPTION_ARG_STRING, &theme, "Only recommendations with these words in a theme's name", "WORDS"},
    {"addressee", 0, 0, G_OPTION_ARG_STRING, &addressee, "Only those with these words in an addressee's name", "WORDS"},
    {"state", 0, 0, G_OPTION_ARG_STRING, &state, "Only those that this State made, named in any of the six languages", "STATE"},
    {"language", 'l', 0, G_OPTION_ARG_STRING, &language,
     "Only texts in this language (fr). Without it each work is searched in one: English where there is that", "LANG"},
    {"all-versions", 0, 0, G_OPTION_ARG_NONE, &all_versions, "Superseded versions and all languages, too", NULL},
    {"limit", 'n', 0, G_OPTION_ARG_INT, &limit, "Show so many (20); 0 shows all", "N"},
    {"offset", 0, 0, G_OPTION_ARG_INT, &offset, "Leave out the first N", "N"},
    {"count", 0, 0, G_OPTION_ARG_NONE, &count_only, "Only say how many there are", NULL},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Write JSON Lines: one hit a line", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "search",
    .arguments = "WORDS...",
    .summary =
        "Searches recommendations, panel topics and meetings: their texts, sections and lead-ins, names, numbers and symbols.\n"
        "\n"
        "  smuggling migrants    both words, in any of their forms, with or without accents\n"
        "  WG.7 86.12 follow-up  what is written without a space is found as it stands\n"
        "  '\"at sea\"'            these words one behind the other, in just these forms (the shell takes the outer quotes)\n"
        "  'traffick*'           words that begin so\n"
        "  a OR b, a NOT b       either, without; also '-b', within quotes or behind --\n"
        "  a NEAR/5 b            with at most 5 words between the two; without a number 10\n"
        "  '(a OR b) c'          parentheses, as people write them",
    .options = options,
    .least = 1,
    .most = G_MAXUINT,
};

/* ---- what was asked ---- */

static gboolean read_kind(Stage *stage, SearchFilter *filter) {
  filter->kinds = 0;
  if (kind == NULL) return TRUE;
  for (guint i = ROW_RECOMMENDATION; i <= ROW_MEETING; i++)
    if (g_str_equal(kind, row_kind_names[i])) filter->kinds = 1u << i;
  if (filter->kinds == 0)
    stage_error(stage, EXIT_USAGE, NULL, "--kind is recommendation, panel_topic or meeting, not \"%s\"", kind);
  return filter->kinds != 0;
}

static gboolean read_period(Stage *stage, SearchFilter *filter) {
  g_autoptr(GError) error = NULL;
  guint64 number;
  if (year != NULL && (from != NULL || to != NULL)) {
    stage_error(stage, EXIT_USAGE, NULL, "--year goes without --from and --to");
    return FALSE;
  }
  if (year != NULL && !g_ascii_string_to_unsigned(year, 10, 1000, 9999, &number, NULL)) {
    stage_error(stage, EXIT_USAGE, NULL, "--year wants a year, such as 2023, not \"%s\"", year);
    return FALSE;
  }
  g_autofree char *first = year != NULL ? g_strconcat(year, "-01-01", NULL) : g_strdup(from);
  g_autofree char *last = year != NULL ? g_strconcat(year, "-12-31", NULL) : g_strdup(to);
  if (period_parse(&filter->period, NULL, first, last, first == NULL && last == NULL, &error)) return TRUE;
  stage_error(stage, EXIT_USAGE, NULL, "%s", error->message);
  return FALSE;
}

/* The State by the name that the catalogue has for it; by the one that was given where it is none of those that are known. */
static gboolean read_state(Stage *stage, GPtrArray *states) {
  g_autoptr(NormalData) normals = pack_choice_normals(stage);
  if (normals == NULL) return FALSE;
  normal_form("states", normals, state, states, NULL);
  if (states->len == 0) g_ptr_array_add(states, g_strdup(state));
  g_ptr_array_add(states, NULL);
  return TRUE;
}

static gboolean read_numbers(Stage *stage) {
  if (limit >= 0 && offset >= 0) return TRUE;
  stage_error(stage, EXIT_USAGE, NULL, "--limit and --offset want numbers from 0 on");
  return FALSE;
}

/* ---- what is shown ---- */

/* "1 to 20 of 340", to stderr: stdout carries hits alone. */
static void tell_count(const Stage *stage, const SearchResult *result, const SearchPrintOptions *shown) {
  guint all = result->hits->len, first = MIN(shown->first, all), count = MIN(shown->count, all - first);
  g_autoptr(GString) told = g_string_new(NULL);
  if (all == 0)
    g_string_append(told, "nothing was found");
  else if (count == 0)
    g_string_printf(told, "none of %u is left", all);
  else if (count == all)
    g_string_printf(told, "%u found", all);
  else
    g_string_printf(told, "%u to %u of %u", first + 1, first + count, all);
  if (result->elsewhere > 0)
    g_string_append_printf(told, "; %u more in other languages and superseded versions (--language LANG, --all-versions)",
                           result->elsewhere);
  stage_tell(stage, NULL, "%s", told->str);
}

static gboolean show(Stage *stage, const Home *home, Collection *collection, const SearchQuery *query, const SearchResult *result,
                     GError **error) {
  g_auto(GStrv) folders = home_folders(home, NULL);
  const SearchPrintOptions shown = {.json = json,
                                    .colour = terminal_has_colour(),
                                    .width = terminal_width(),
                                    .first = (guint)offset,
                                    .count = limit == 0 ? G_MAXUINT : (guint)limit,
                                    .sources = (const char *const *)folders};
  if (count_only) {
    printf("%u\n", result->hits->len);
    return TRUE;
  }
  if (!search_print(collection, query, result->hits, &shown, stdout, error)) return FALSE;
  tell_count(stage, result, &shown);
  return TRUE;
}

/* ---- the search ---- */

static gboolean search(Stage *stage, const Home *home, Catalogue *catalogue, const SearchQuery *query, const SearchFilter *filter,
                       GError **error) {
  const char *spoken = filter->language != NULL ? filter->language : all_versions ? "all" : NULL;
  const CollectionOptions wanted = {.language = spoken, .overrides = home_overrides(home), .untied = !json};
  g_autoptr(Collection) collection = collection_open(catalogue, &wanted, error);
  if (collection == NULL) return FALSE;
  g_autoptr(SearchResult) result = search_run(catalogue, collection, query, filter, error);
  return result != NULL && show(stage, home, collection, query, result, error);
}

static void search_home(Stage *stage, const SearchQuery *query, const SearchFilter *filter) {
  g_autoptr(Home) home = home_new(home_folder);
  g_autoptr(GError) error = NULL;
  g_autoptr(Catalogue) catalogue = open_catalogue(stage, home, CATALOGUE_READ);
  if (catalogue == NULL) return;
  if (catalogue_begin(catalogue, CATALOGUE_READ, &error) && search(stage, home, catalogue, query, filter, &error)) return;
  if (error->domain == SEARCH_PRINT_ERROR)
    stage_output_failed(stage, error->message);
  else if (error->domain == CORRECTION_ERROR)
    stage_error(stage, correction_exit_code(error), NULL, "%s", error->message);
  else
    stage_error(stage, error->domain == CATALOGUE_ERROR ? catalogue_exit_code(error, EXIT_INPUT) : EXIT_INPUT, NULL, "%s",
                error->message);
}

int command_search(int argc, char **argv) {
  Stage stage;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(g_free);
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  SearchFilter filter = {
      .body = body, .symbol = symbol, .theme = theme, .addressee = addressee, .language = language, .all_versions = all_versions};
  g_autofree char *words = g_strjoinv(" ", stage.arguments);
  g_autoptr(SearchQuery) query = search_query_parse(words, &error);
  if (query == NULL) stage_error(&stage, EXIT_USAGE, NULL, "%s", error->message);
  if (query == NULL || !read_kind(&stage, &filter) || !read_period(&stage, &filter) || !read_numbers(&stage) ||
      (state != NULL && !read_state(&stage, states)))
    return stage_end(&stage);
  if (states->len > 0) filter.states = (const char *const *)states->pdata;
  search_home(&stage, query, &filter);
  return stage_end(&stage);
}
