/* layout.h - what the steps of the layout share: a printed line and what its place on the page tells.
 *
 *   glyphs ─ lines.c ─▶ printed lines ─ furniture.c ─▶ body lines ─ blocks.c ─▶ blocks ─ clean.c ─▶ clean text
 *
 * Units as in document.h. A PrintedLine borrows nothing: it owns its Line until extract.c hands that over to the document. */
#pragma once

#include "extractors/document.h"
#include "extractors/glyphs.h"

typedef struct {
  Line *line;
  guint row;   /* lines of one page with the same row stand beside each other */
  double size; /* font size of most of its letters */
  double foot; /* where their boxes end below: lines are measured from foot to foot */
  double page_width, page_height;
  guint quarters;         /* boxes are those of the page turned upright: see turns.h */
  gboolean mirrored;      /* boxes are mirrored left to right: see directions.h */
  double skew;            /* radians; boxes are those of the page made level: see glyphs.h */
  gboolean ocr;           /* it was read from a picture */
  gboolean bold;          /* all of its letters are bold; where it has none, all of its digits */
  gboolean italic;        /* all of its letters are italic */
  gboolean leads_to_page; /* an entry of a table of contents: a title with the number of its page */
  BlockKind kind;         /* furniture, footnote or table once marked; else paragraph */
} PrintedLine;

PrintedLine *printed_line_new(void);
void printed_line_free(PrintedLine *line);

/* Does LINE begin with a raised mark? */
gboolean printed_line_begins_raised(const PrintedLine *line);

/* Type so many times as large as the text's stands out by its size. */
#define LARGER_TYPE 1.07

/* places.c: turns the places of LINE and of its words from those of the layout to those on the page as displayed. */
void printed_line_place(PrintedLine *line);

/* What is usual in a document. */
typedef struct {
  double size;  /* font size of most of its letters */
  double pitch; /* from one line's top to the next one's within a paragraph, in multiples of the font size */
} Usual;

/* lines.c: the lines of PAGE in reading order, labels that hang in the margin joined to theirs. Appends PrintedLine. Text that is
 * turned against the page's is furniture, and taken out of PAGE. */
void lines_build(GlyphPage *page, GPtrArray *lines);

/* leaders.c: so many dots in a row lead the eye to a page number; on a page that has such leaders, so few do, too. */
enum { LEADER_DOTS = 5, SHORT_LEADER_DOTS = 2 };

/* leaders.c: does TEXT have a leader of LEAST dots? One shorter than LEADER_DOTS has the page number behind it, and nothing else.
 */
gboolean text_has_leader(const char *text, guint least);

/* leaders.c: joins the page numbers of a table of contents to the titles on their rows, where no dots lead to them; LINES are
 * one page's (PrintedLine), from the top. */
void leaders_join(GPtrArray *lines);

/* furniture.c: marks the lines that pages repeat around the text: running headers and footers, page numbers, job numbers. */
gboolean furniture_mark(GPtrArray *lines, guint page_count, GError **error);

/* chapter_headers.c: the lines (PrintedLine, borrowed) that head pages with the name of their chapter; SIZE is the text's. */
GHashTable *chapter_headers_find(const GPtrArray *lines, guint page_count, double size);

/* usual.c: measures the lines that are not furniture. */
Usual usual_measure(const GPtrArray *lines);

/* footnotes.c: marks the footnotes at the foot of each page. */
void footnotes_mark(GPtrArray *lines, const Usual *usual);

/* number_rows.c: the lines (PrintedLine, borrowed) that stand in rows of tables of numbers, each with what it is there. */
enum {
  ROW_BEGINS = 1, /* a cell begins with it, */
  ROW_NUMBER = 2, /* and it is a number: the whole of its cell */
};
GHashTable *number_rows_find(const GPtrArray *lines);

/* columns.c: the right edge of each line's column (GArray of double, by line): how far to the right the lines reach that stand
 * above and below it on its page, but no farther than the text of such pages does. */
GArray *right_edges_find(const GPtrArray *lines, const Usual *usual);

/* columns.c: do A and B have a part of the page's width in common? */
gboolean lines_overlap(const PrintedLine *a, const PrintedLine *b);

/* blocks.c: groups LINES (all of the document's, in reading order) into blocks that know their lines, label and bold; their
 * indices are those of LINES. Furniture is a block a line. */
GPtrArray *blocks_build(const GPtrArray *lines, const Usual *usual);

/* tables.c: marks the blocks that are cells of tables. */
void tables_mark(GPtrArray *blocks, const GPtrArray *lines);

/* kinds.c: tells headings, list items, footnotes and tables from paragraphs. */
void kinds_assign(GPtrArray *blocks, const GPtrArray *lines, const Usual *usual);

/* contents_check.c: makes tables of the entries of the table of contents, and headings of the blocks that they name; what they
 * name and is missing, worded otherwise or on another page is told in notices of DOCUMENT. */
void contents_check(Document *document, GPtrArray *blocks, const GPtrArray *lines);

/* kinds.c: the levels of headings, but for those that have one, and the depths of list items. */
void levels_assign(GPtrArray *blocks, const GPtrArray *lines, const Usual *usual);

/* The words of a document, to tell a word's own hyphen from one set at the end of a line. */
typedef struct Vocabulary Vocabulary;
/* LANGUAGE as Document.language: which dictionaries are asked. */
Vocabulary *vocabulary_new(const GPtrArray *lines, const char *language);
void vocabulary_free(Vocabulary *vocabulary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Vocabulary, vocabulary_free)

/* Is the word that LINE ends with, cut at its hyphen, joined without it in front of NEXT? Only on evidence: the document
 * nowhere writes this one with a hyphen, it or a dictionary knows the joined word, and words are cut: at other lines' ends, or
 * this one where no word ends ("re-" over "gion"), or the document writes it joined elsewhere. Without a dictionary of the
 * language every hyphen is kept. EVIDENCE is set to what decided. */
gboolean vocabulary_joins(const Vocabulary *vocabulary, const char *line, const char *next, HyphenEvidence *evidence);

/* Does the document set Chinese beside Latin letters and numbers without a space? */
gboolean vocabulary_sets_close(const Vocabulary *vocabulary);

/* clean.c: gives BLOCK its raw text, its spans, and its clean text with the edits between. NOTES holds the document's footnotes:
 * from "PAGE:LABEL" (char *) to the number of the footnote's block, counted from 1. */
void clean_block(Block *block, const GPtrArray *lines, const Vocabulary *vocabulary, GHashTable *notes);
