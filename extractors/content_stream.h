/* content_stream.h - which glyphs a page's content shows: how many, how many of them invisibly, and how many that the file maps
 * to no character. It knows the operators of text (PDF 32000-1, 9.3 and 9.4), the graphics state's stack, form XObjects and
 * marked content; what a name means in a stream's resources is asked of the caller. Counts leave out spaces. */
#pragma once

#include "extractors/content_place.h"

/* What the count needs to know of a font. */
typedef struct {
  guint code_bytes;      /* 1 or 2: bytes of text a glyph */
  gboolean all_unmapped; /* the file says of none of its glyphs which character it is */
  gboolean some_unmapped;
  guint8 unmapped[256]; /* one-byte codes: the file does not say which character this glyph is */
  guint8 space[256];    /* one-byte codes: it shows nothing */
  guint space_code;     /* the two-byte code of a space; G_MAXUINT where the file tells none */
} ContentFont;

typedef struct {
  guint glyphs;    /* all, invisible ones too; what stands on a hidden layer is none */
  guint invisible; /* of them, those in text rendering modes 3 and 7, which paint nothing (9.3.6) */
  guint outside;   /* of the visible ones, those whose line of text begins outside of the clipping path, where nothing shows */
  guint unmapped;  /* of the visible ones, those of no known character, where no ActualText stands for them (14.9.4) */
} ContentCount;

/* Names resources; 0 for none. The caller knows what it means. */
typedef guint ContentResources;

typedef struct {
  GBytes *content;
  ContentResources resources;
  gboolean hidden; /* on a layer that is not shown */
  ContentMatrix matrix;
  gboolean has_box; /* it shows nothing outside of its box */
  double box[4];    /* two corners, in its own coordinates */
} ContentForm;

/* What names mean. NAME comes with its slash. Each may answer NULL or FALSE. */
typedef struct {
  const ContentFont *(*font)(ContentResources resources, const char *name, gpointer data);          /* Tf */
  const ContentFont *(*state_font)(ContentResources resources, const char *name, gpointer data);    /* that gs sets, if any */
  gboolean (*form)(ContentResources resources, const char *name, ContentForm *form, gpointer data); /* Do; the form's content
                                                                                                         is handed over */
  gboolean (*hidden)(ContentResources resources, const char *name, gpointer data);   /* a layer that is not shown */
  gboolean (*replaced)(ContentResources resources, const char *name, gpointer data); /* properties with an ActualText */
  gpointer data;
} ContentNames;

/* Counts the glyphs of CONTENT. BUDGET is the number of bytes that may be read, forms again each time that they are shown: it
 * goes down, and at 0 the count ends where it is. */
ContentCount content_count(GBytes *content, ContentResources resources, const ContentNames *names, gsize *budget);

/* Does CONTENT set a text rendering mode that paints nothing, perhaps? A quick look: where it says no, none is set. */
gboolean content_may_hide_text(GBytes *content);

/* Does CONTENT clip to a path, perhaps? A quick look. */
gboolean content_may_clip(GBytes *content);

/* Does NAME, with its slash, stand in CONTENT, perhaps? A quick look. */
gboolean content_may_name(GBytes *content, const char *name);
