/* search_query_private.h - what a question is made of, for those who go through it: search_query.c and search_marks.c. */
#pragma once

#include "pipeline/words/search_query.h"
#include "pipeline/words/search_words.h"

typedef enum {
  NODE_WORD,   /* in any form; what is written without a space is one */
  NODE_PREFIX, /* words that begin so */
  NODE_PHRASE, /* in quotation marks */
  NODE_NEAR,   /* children are words and phrases */
  NODE_ALL,    /* all children, but those that are refused */
  NODE_ANY,    /* any child */
} NodeType;

typedef struct {
  NodeType type;
  gboolean refused;    /* NOT stands in front of it */
  guint distance;      /* of NODE_NEAR */
  char *text;          /* of words and phrases */
  GPtrArray *children; /* Node; of the others */
} Node;

struct SearchQuery {
  Node *root;
};

/* The two letters in front of the words of LANGUAGE. */
const char *search_language_mark(const char *language);
