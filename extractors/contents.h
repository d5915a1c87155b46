/* contents.h - a document's table of contents, entry by entry: what contents.c reads of it and contents_check.c compares.
 *
 * Ownership: a Contents owns its entries; free it with contents_free (or g_autoptr). Units as in document.h. */
#pragma once

#include "extractors/layout.h"

typedef struct {
  char *label;    /* "II.", "A."; NULL where none is printed */
  char *words;    /* as printed, without label, leader and numbers, lines joined by spaces */
  char *key;      /* the words as they are compared: see contents_key */
  char *full_key; /* the same with the label */
  char *last_key; /* those of its last line, where it has several and no label: the lines above may be a heading of the contents'
                     own, "Annex"; else NULL */
  double x;       /* left edge of its first line */
  guint page;     /* the page that it names; 0 where it names none */
  gboolean numbered; /* it names a page or paragraphs: an entry without either may stand for a part that is not in the file */
} ContentsEntry;

typedef struct {
  guint first, end;   /* its blocks, the heading left out */
  guint page;         /* on which it begins */
  GPtrArray *entries; /* ContentsEntry, in their order */
} Contents;

/* The table of contents among BLOCKS, whose kinds are known: from a heading that says "Contents" in one of the languages of the
 * United Nations to the last entry. PAGE_COUNT tells page numbers from years. NULL where there is none, or no two entries. */
Contents *contents_find(const GPtrArray *blocks, const GPtrArray *lines, guint page_count);
void contents_free(Contents *contents);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Contents, contents_free)

/* TEXT as it is compared: letters and digits in lower case, compatibility forms taken apart; spaces and marks left out. */
char *contents_key(const char *text);

/* The key of all lines of BLOCK behind its label; raised marks are left out. */
char *contents_block_key(const Block *block, const GPtrArray *lines);

/* Bytes of the key of what may stand in front of a title to name it: "Chapter III", "Annex". */
enum { CONTENTS_NAMING = 24 };

/* Does the key LONGER say what SHORTER does, behind no more than a word that names it, and a label? */
gboolean contents_is_named(const char *longer, const char *shorter);

/* contents_part.c: parts the BLOCKS behind CONTENTS whose first or last lines say what an entry says, in another type than the
 * rest of the block: those lines become a paragraph of their own. */
void contents_part_headings(const Contents *contents, GPtrArray *blocks, const GPtrArray *lines);
