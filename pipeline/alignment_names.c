/* alignment_names.c - are two names, a topic's and a heading's, of one subject? See alignment_private.h. */
#include "pipeline/alignment_private.h"

#include <math.h>

/* What a general word weighs in a name, of what another one as rare would. */
static const double GENERAL_WEIGHT = 0.25;

static gboolean has_term(const GArray *tokens, guint count, guint term) {
  for (guint i = 0; i < count; i++)
    if (g_array_index(tokens, Token, i).term == term) return TRUE;
  return FALSE;
}

/* The weight of the terms of NAME, each once: of those that OTHER has, too, where it is not NULL. *TELLING becomes TRUE where one
 * of them is not general. */
static double weight_of(const Pass *pass, const GArray *name, const GArray *other, gboolean *telling) {
  double weight = 0;
  for (guint i = 0; i < name->len; i++) {
    const Token *token = &g_array_index(name, Token, i);
    if (has_term(name, i, token->term) || (other != NULL && !has_term(other, other->len, token->term))) continue;
    weight += pass_weight(pass, token->term) * (token->general ? GENERAL_WEIGHT : 1);
    if (!token->general) *telling = TRUE;
  }
  return weight;
}

double names_alike(const Pass *pass, const GArray *a, const GArray *b) {
  gboolean telling = FALSE, any;
  if (a == NULL || b == NULL || a->len == 0 || b->len == 0) return 0;
  double shared = weight_of(pass, a, b, &telling);
  double alike = shared / sqrt(weight_of(pass, a, NULL, &any) * weight_of(pass, b, NULL, &any));
  return telling || alike > 0.999 ? MIN(alike, 1) : 0;
}
