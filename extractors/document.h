/* document.h - the document model: what an extractor makes of one PDF and what every later stage reads.
 *
 * Ownership: a Document owns everything reachable from it; free it with document_free (or g_autoptr). What you add to its
 * arrays you hand over. `const` results are borrowed until the document dies.
 *
 * Units: lengths are PDF points (1/72 inch); the origin is the top-left corner of the page's crop box as displayed, y grows
 * downwards. Pages are counted from 1. Text is valid UTF-8; offsets into text are bytes. */
#pragma once

#include <glib.h>

/* The word in the "format" member of each line; a reader refuses any other. */
#define DOCUMENT_FORMAT "rapporteur.document/1"

typedef struct {
  double x0, y0, x1, y1; /* x0 <= x1, y0 <= y1 */
} Box;

/* Grows BOX to hold OTHER; an empty box (x1 <= x0) becomes OTHER. */
void box_join(Box *box, const Box *other);

/* What became of a document. An outcome is data: only `complete` and `partial` documents have blocks. */
typedef enum {
  OUTCOME_COMPLETE, /* every page was read */
  OUTCOME_PARTIAL,  /* some page could not be read, or holds no text: `reason` says which */
  OUTCOME_SKIPPED,  /* a PDF that holds nothing for us: encrypted, no text at all */
  OUTCOME_REJECTED, /* no PDF, damaged beyond reading, unreadable */
} Outcome;
extern const char *const outcome_names[]; /* "complete", ...; NULL-terminated, indexed by Outcome */

typedef enum {
  BLOCK_HEADING,
  BLOCK_PARAGRAPH,
  BLOCK_LIST_ITEM,
  BLOCK_FOOTNOTE,
  BLOCK_TABLE,
  BLOCK_FURNITURE,
} BlockKind;
extern const char *const block_kind_names[];

/* How the clean text of a block came of its raw text. */
typedef enum {
  EDIT_LINE_BREAK,    /* a line break became a space, or nothing after a kept hyphen or dash */
  EDIT_HYPHEN,        /* an end-of-line hyphen was dropped with its break: the word is joined */
  EDIT_FOOTNOTE_MARK, /* a raised mark was lifted out */
  EDIT_SPACE,         /* a run of spaces became one, or a space before a mark went */
  EDIT_LETTER_FORM,   /* a ligature or presentation form became its letters */
} EditKind;
extern const char *const edit_kind_names[];

/* What decided on the hyphen at the end of a line, dropped (EDIT_HYPHEN) or kept (EDIT_LINE_BREAK). */
typedef enum {
  EVIDENCE_NONE,       /* there was nothing to decide */
  EVIDENCE_SOFT,       /* the typesetter's own sign: a soft hyphen */
  EVIDENCE_DOCUMENT,   /* how the document writes the word elsewhere, or that it cuts no words at all */
  EVIDENCE_DICTIONARY, /* a word list */
  EVIDENCE_UNKNOWN,    /* nobody knows the word: kept */
} HyphenEvidence;
extern const char *const evidence_names[];

typedef struct {
  EditKind kind;
  guint start;    /* byte offset in the block's raw text */
  char *removed;  /* what stood there */
  char *inserted; /* what stands there now, often "" */
  HyphenEvidence evidence;
  guint note; /* a footnote's mark: the number of the footnote's block, counted from 1; 0 where the page has none */
} Edit;

/* A stretch of one font within a line. */
typedef struct {
  guint start; /* byte offset in the line's text */
  char *font;  /* the PDF's own name, subset tag removed */
  double size;
  gboolean bold, italic;
  gboolean raised; /* stands above the line's base line, in a smaller size: a footnote mark, an exponent */
} FontRun;

/* A word of a line, or a piece of one, for a range of the line is cut out at them: within a word the marks are pieces of their
 * own, and raised marks, and each character of a script without spaces. In text that is written from right to left the next one
 * stands at the left. */
typedef struct {
  guint at;      /* byte offset in the line's text; it ends in front of the next one or the space before that */
  double x0, x1; /* from its leftmost to its rightmost point; of a vertical line, from its topmost to its lowest */
} Word;

typedef struct {
  guint page;
  Box box;
  char *text;        /* as printed, in the order in which it is read, single spaces, no line end */
  GPtrArray *runs;   /* FontRun, in order; the first starts at 0 */
  GArray *words;     /* Word, in the order of the text */
  gboolean vertical; /* it runs up or down the page as displayed */
  double confidence; /* of a line that was read from a picture, 0 to 100: the mean of its characters; else 0 */
} Line;

/* The part of a block that stands on one page. */
typedef struct {
  guint page;
  Box box;
  guint start, end; /* bytes of the block's raw text */
} Span;

typedef struct {
  BlockKind kind;
  guint level;       /* headings: 1 is outermost; else 0 */
  guint depth;       /* list items: 1 is outermost; else 0 */
  char *label;       /* "86.12", "(a)", "II.", "Recommendation 3"; NULL where none is printed */
  char *text;        /* the clean text, without the label */
  char *raw;         /* the lines as printed, joined by '\n', label included */
  GPtrArray *edits;  /* Edit, by start; the label's removal is not an edit: text begins at text_start */
  guint text_start;  /* byte of raw where the text behind the label begins */
  GArray *lines;     /* guint: indices into Document.lines, in reading order */
  GPtrArray *spans;  /* Span, one a page, in reading order */
  gboolean bold;     /* all of its letters are bold */
  double size;       /* the font size of most letters of its first line, in points */
  gboolean ocr;      /* its text was read from a picture, in part at least */
  double confidence; /* of what was read from a picture, 0 to 100: the mean of its characters; else 0 */
} Block;

/* Where a page's text comes from, and whether the file's own text can be trusted. Counts leave out spaces. */
typedef struct {
  guint number;
  double width, height; /* as displayed */
  guint characters;     /* characters in the page's lines */
  guint unmapped;       /* glyphs that the page shows and the file maps to no character: they are missing in the text */
  guint invisible;      /* characters of the file's text that the page does not show, */
  guint left_out;       /* of them, those that are not in the page's lines: seen to be nowhere on it */
  gboolean ocr;         /* its text was read from a picture of the page, not taken from the file */
  double confidence;    /* of that reading, 0 to 100: the mean of its characters; else 0 */
} Page;

/* Something about the document that a reader of its text should know, whatever the outcome. */
typedef struct {
  guint page;  /* 0: the document as a whole */
  char *about; /* a word that programs can rely on: "ocr", "ocr_missing", "unmapped", "invisible", "unreadable", "attachments",
                  "form", "contents": somebody has to look; "left_out", "contents_differ": told, and nothing is amiss */
  char *text;  /* a sentence: what, and what to do */
} Notice;

typedef struct {
  char *source_file; /* the file's name as given, made valid UTF-8 for display; never used as a path later */
  char *sha256;      /* 64 lower-case hex digits of the file's bytes; "" where it could not be read */
  guint64 bytes;
  Outcome outcome;
  char *reason;       /* NULL when complete; else a sentence that says why and what to do */
  char *extractor;    /* name and version of what read it */
  char *language;     /* of most of its text: "ar", "en", "es", "fr", "ru", "zh" (ISO 639-1); NULL where it is none of these */
  GPtrArray *notices; /* Notice, by page */
  GPtrArray *pages;   /* Page */
  GPtrArray *lines;   /* Line, in reading order */
  GPtrArray *blocks;  /* Block, in reading order */
} Document;

Document *document_new(void);
void document_free(Document *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)

Page *page_new(void);
Line *line_new(void);
FontRun *font_run_new(void);
Block *block_new(void);
Span *span_new(void);
Edit *edit_new(void);
Notice *notice_new(void);

/* Appends to the document's notices; TEXT as for printf. */
void document_notice(Document *document, guint page, const char *about, const char *text, ...) G_GNUC_PRINTF(4, 5);
void block_free(Block *block);
void line_free(Line *line);
void edit_free(Edit *edit);

/* The raw bytes that clean bytes START to END of BLOCK's text came of, as offsets into block->raw. */
void block_raw_range(const Block *block, guint start, guint end, guint *raw_start, guint *raw_end);

/* One box a printed line for raw bytes START to END of BLOCK: pages and boxes run in step. A line that the range cuts is cut
 * between words and their pieces; a piece that it cuts counts whole. Appends to PAGES (guint) and BOXES (Box). */
void block_boxes(const Document *document, const Block *block, guint start, guint end, GArray *pages, GArray *boxes);
