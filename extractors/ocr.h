/* ocr.h - reads what stands in a picture. The only file behind it that knows tesseract is ocr_tesseract.c.
 *
 * The library and its models are loaded when they are first needed, and kept: a program that reads no picture pays nothing. For
 * one thread. Nothing is written to stderr. */
#pragma once

#include "extractors/picture.h"

typedef enum {
  OCR_ERROR_MISSING, /* the library or a model is not installed; the message names the Debian package that has it */
  OCR_ERROR_FAILED,  /* the picture could not be read: out of memory, or of time */
} OcrError;
#define OCR_ERROR (ocr_error_quark())
GQuark ocr_error_quark(void);

/* Seconds that one picture may take; a full page takes 2. */
#define OCR_SECONDS 40

typedef struct {
  gunichar character;
  float confidence; /* 0 to 100 */
  guint word, line; /* of the reading's words and lines */
  PixelBox box;     /* of its ink */
} OcrSymbol;

typedef struct {
  PixelBox box;
} OcrWord;

typedef struct {
  PixelBox box;
  double base; /* where its letters stand, in the line's middle */
} OcrLine;

typedef struct {
  GArray *symbols; /* OcrSymbol, in reading order */
  GArray *words;   /* OcrWord */
  GArray *lines;   /* OcrLine */
} OcrReading;

void ocr_reading_free(OcrReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OcrReading, ocr_reading_free)

/* The text of READING, a line each; you free it. */
char *ocr_reading_text(const OcrReading *reading);

/* The mean confidence of READING's characters, 0 to 100; 0 where it has none. */
double ocr_reading_confidence(const OcrReading *reading);

/* Name and version of the library that reads; NULL with an OCR_ERROR where it is not installed. */
const char *ocr_version(GError **error);

/* Is MODEL ("eng") installed? */
gboolean ocr_has_model(const char *model);

/* Reads PICTURE, whose lines are upright and level, with MODELS: "eng", or several that are tried on each word, "eng+fra". */
OcrReading *ocr_read(const Picture *picture, const char *models, GError **error);

typedef struct {
  guint quarters;     /* quarter turns clockwise by which the text is turned */
  double sureness;    /* of that: from 0; 2 is little */
  const char *script; /* "Latin", "Cyrillic", "Arabic", "Han", ... in the library's words; borrowed until the next call */
} OcrOrientation;

/* How the text in PICTURE stands, and in which script. FALSE with an error, or without one where the picture has too little text
 * to tell. */
gboolean ocr_orientation(const Picture *picture, OcrOrientation *orientation, GError **error);
