/* alignment_names.c - are two names, a topic's and a heading's, of one subject? See alignment_private.h. */
#include "pipeline/alignment/alignment_private.h"

#include <math.h>

/* What a general word weighs in a name, of what another one as rare would. */
static const double GENERAL_WEIGHT = 0.25;

/* What it weighs that a heading is a part of the name: "Carriers", of "Forged documents and carriers". */
static const double PART_WEIGHT = 0.8;

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
  return telling || alike > ALIKE_WHOLLY ? MIN(alike, 1) : 0;
}

/* The tokens of part PART of NAME. */
static GArray *part_of(const GArray *name, guint part) {
  GArray *tokens = g_array_new(FALSE, FALSE, sizeof(Token));
  for (guint i = 0; i < name->len; i++)
    if (g_array_index(name, Token, i).part == part) g_array_append_val(tokens, g_array_index(name, Token, i));
  return tokens;
}

double parts_alike(const Pass *pass, const GArray *name, const GArray *heading) {
  double most = 0;
  for (guint i = 0; name != NULL && i < name->len; i++) {
    guint part = g_array_index(name, Token, i).part;
    if (part == g_array_index(name, Token, 0).part && part == g_array_index(name, Token, name->len - 1).part) return 0;
    if (i > 0 && part == g_array_index(name, Token, i - 1).part) continue;
    g_autoptr(GArray) tokens = part_of(name, part);
    double alike = PART_WEIGHT * names_alike(pass, tokens, heading);
    most = MAX(most, alike);
  }
  return most;
}
