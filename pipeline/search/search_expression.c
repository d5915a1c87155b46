/* search_expression.c - a question as the index is asked it, and the words that go into the index; see search_query.h. */
#include "pipeline/words/search_query_private.h"

#include <string.h>

/* ---- words ---- */

typedef struct {
  const char *language;
  GString *stems, *forms;
} Appending;

static void append_marked(GString *words, const char *language, const char *word) {
  if (words->len > 0) g_string_append_c(words, ' ');
  g_string_append(words, language);
  g_string_append(words, word);
}

static void append_word(const TextWord *word, gpointer data) {
  Appending *to = data;
  append_marked(to->stems, to->language, word->stem);
  append_marked(to->forms, to->language, word->form);
}

const char *search_language_mark(const char *language) {
  return language != NULL && strlen(language) == 2 && g_ascii_islower(language[0]) && g_ascii_islower(language[1]) ? language
                                                                                                                   : "xx";
}

void search_append_words(WordReader *reader, const char *language, const char *text, GString *stems, GString *forms) {
  Appending to = {.language = search_language_mark(language), .stems = stems, .forms = forms};
  if (text != NULL) words_read(reader, text, append_word, &to);
}

/* ---- the expression ---- */

typedef struct {
  WordReader *reader;
  const char *language;
  GString *out;
} Writer;

/* The words of NODE within quotation marks of FTS5, which make a phrase of them. */
static void write_words(const Writer *writer, const Node *node, gboolean stems_wanted) {
  g_autoptr(GString) stems = g_string_new(NULL), forms = g_string_new(NULL);
  search_append_words(writer->reader, writer->language, node->text, stems, forms);
  g_string_append_printf(writer->out, "\"%s\"", stems_wanted ? stems->str : forms->str);
}

static void write_node(const Writer *writer, const Node *node);

static void write_near(const Writer *writer, const Node *node) {
  g_string_append(writer->out, SEARCH_STEMS ":NEAR(");
  for (guint i = 0; i < node->children->len; i++) {
    if (i > 0) g_string_append_c(writer->out, ' ');
    write_words(writer, g_ptr_array_index(node->children, i), TRUE);
  }
  g_string_append_printf(writer->out, ",%u)", node->distance);
}

/* The children that are REFUSED, or those that are not, with JOIN between two. */
static guint write_children(const Writer *writer, const Node *node, gboolean refused, const char *join) {
  guint count = 0;
  for (guint i = 0; i < node->children->len; i++) {
    const Node *child = g_ptr_array_index(node->children, i);
    if (child->refused != refused) continue;
    if (count++ > 0) g_string_append(writer->out, join);
    write_node(writer, child);
  }
  return count;
}

static void write_all(const Writer *writer, const Node *node) {
  gsize start = writer->out->len;
  g_string_append(writer->out, "((");
  write_children(writer, node, FALSE, " AND ");
  g_string_append(writer->out, ") NOT (");
  if (write_children(writer, node, TRUE, " OR ") > 0) {
    g_string_append(writer->out, "))");
    return;
  }
  g_string_truncate(writer->out, start);
  g_string_append_c(writer->out, '(');
  write_children(writer, node, FALSE, " AND ");
  g_string_append_c(writer->out, ')');
}

static void write_node(const Writer *writer, const Node *node) {
  switch (node->type) {
  case NODE_WORD:
    g_string_append(writer->out, SEARCH_STEMS ":");
    write_words(writer, node, TRUE);
    break;
  case NODE_PREFIX:
  case NODE_PHRASE:
    g_string_append(writer->out, SEARCH_FORMS ":");
    write_words(writer, node, FALSE);
    if (node->type == NODE_PREFIX) g_string_append_c(writer->out, '*');
    break;
  case NODE_NEAR:
    write_near(writer, node);
    break;
  case NODE_ALL:
    write_all(writer, node);
    break;
  case NODE_ANY:
    g_string_append_c(writer->out, '(');
    write_children(writer, node, FALSE, " OR ");
    g_string_append_c(writer->out, ')');
    break;
  }
}

char *search_query_expression(const SearchQuery *query, const char *language) {
  g_autoptr(WordReader) reader = word_reader_new(language);
  Writer writer = {.reader = reader, .language = search_language_mark(language), .out = g_string_new(NULL)};
  write_node(&writer, query->root);
  return g_string_free(writer.out, FALSE);
}
