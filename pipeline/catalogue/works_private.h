/* works_private.h - what the files behind works.h share; nobody else includes it. */
#pragma once

#include "pipeline/catalogue/works.h"

typedef struct {
  GPtrArray *versions; /* Version, in the catalogue's order of their documents */
  VersionLoad load;
  gpointer data;
  GError *error; /* the first that LOAD gave: what is derived then is of no use */
} Works;

/* works_alike.c: how much of the texts of A and B is the same, from 0 to 1: of the runs of three words that either has, the
 * share that both have. 1 where neither has any text. */
double works_alike(Works *works, Version *a, Version *b);

/* The same texts, letter by letter, in the same order. */
gboolean works_same_texts(Works *works, Version *a, Version *b);

/* The texts of VERSION are there when this returns, or works->error is set. */
void works_load(Works *works, Version *version);

/* What is compared of names and titles: their letters and digits, without accents and capitals. "" for NULL. Free it. */
char *works_fold(const char *text);

/* Are A and B, names of something, the same? TRUE also where one is not known. */
gboolean works_same_or_unknown(const char *a, const char *b);

/* works_group.c: fills group, the same number for all versions of one work. */
void works_group(Works *works);

/* works_order.c: fills rank, kind, copy_of, superseded_by and corrects of the versions of one work: MEMBERS (Version). */
void works_order(Works *works, const GPtrArray *members);

/* Are A and B files of one version: of one language and rank, with one symbol as far as both have one? */
gboolean works_same_version(const Version *a, const Version *b);

/* works_checks.c: fills the checks of the versions of one work, once they are ordered. */
void works_check(Works *works, const GPtrArray *members);
