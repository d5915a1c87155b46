/* comparison_private.h - what the files of comparisons share; nobody else includes it.
 *
 * comparison.c compares, comparison_series.c derives the series, comparison_items.c reads one, comparison_chain.c follows what
 * was found in it. */
#pragma once

#include "pipeline/years/comparison.h"
#include "pipeline/years/comparison_sets.h"
#include "pipeline/years/comparison_words.h"

/* An earlier recommendation that one is like. */
typedef struct {
  guint item; /* its number in the series */
  float similarity;
  gboolean part; /* as Likeness has it */
} Match;

/* A recommendation of a series. */
typedef struct {
  const CatalogueDocument *document;
  char *id, *number, *text, *lead_in; /* lead_in: NULL for none */
  guint page, strength;
  gboolean has_states;    /* its text names the States that made it */
  guint day;              /* a number for its report's date, which grows with it */
  GArray *matches;        /* Match, as Comparison.earlier; NULL for none */
  Comparison *comparison; /* made when it is asked for */
} Item;

/* The recommendations of one series, in the order of its reports. */
typedef struct {
  GPtrArray *documents; /* CatalogueDocument, by date */
  GPtrArray *dates;     /* char *: of each day */
  GPtrArray *items;     /* Item; NULL where it was not read yet */
  GHashTable *numbers;  /* Item, known by document and id → its number */
  const LanguageWords *language;
} Series;

struct Comparisons {
  Catalogue *catalogue;
  const GPtrArray *documents;
  char *language;
  ComparisonWords *words; /* NULL until the first series is read */
  GPtrArray *series;      /* Series; NULL likewise */
  GHashTable *series_of;  /* CatalogueDocument → Series */
};

Series *series_new(GPtrArray *documents);
void series_free(Series *series);

/* Reads the items of SERIES, and what they are compared by into SETS: the set of an item has its number. FALSE with a
 * CATALOGUE_ERROR. */
gboolean series_read(Series *series, Catalogue *catalogue, TextSets *sets, GError **error);

/* The item ID of DOCUMENT; NULL where there is none. Its number goes to NUMBER, which may be NULL. */
Item *series_find(const Series *series, const CatalogueDocument *document, const char *id, guint *number);

/* The date of ITEM's report. */
const char *series_date(const Series *series, const Item *item);

/* The comparison of ITEM with its matches, made where it is not there yet. */
const Comparison *series_comparison(const Series *series, Item *item);
