/* workbook_read_private.h - what the files that read a workbook back share; nobody else includes it.
 *
 * workbook_read.c finds the parts and reads the small ones, workbook_read_cells.c the sheets and their texts,
 * workbook_read_dates.c tells which numbers are dates. Element and attribute names are those of ECMA-376 part 1, chapter 18. */
#pragma once

#include "pipeline/workbook/workbook_read.h"
#include "pipeline/workbook/zip_parts.h"

typedef struct {
  const char *path;
  ZipParts *parts;
  BookCopy *copy;
  GPtrArray *shared; /* const char *: the shared strings by number */
  GArray *dates;     /* guint8: is the format of cells of this style one of a date? */
  gboolean from_1904;
  guint cells;   /* and rows, that were read so far */
  guint64 bytes; /* of parts */
} BookReader;

/* NAME without its namespace's prefix: writers choose prefixes as they like. */
const char *xml_local(const char *name);

/* The value of the attribute NAME; NULL where there is none. */
const char *xml_attribute(const char *const *names, const char *const *values, const char *name);

/* The value of an attribute that is true or false: xsd:boolean. */
gboolean xml_true(const char *value);

/* Sets an error for markup that is no workbook's. */
void xml_refuse(GError **error, const char *what);

/* Sets an error for what is more than is read. */
void xml_too_large(GError **error, const char *what);

/* Reads the part NAME with the begin, end and text of PARSER. A BOOK_READ_ERROR where it is missing or broken. */
gboolean book_read_part(BookReader *reader, const char *name, const GMarkupParser *parser, gpointer data, GError **error);

/* Always FALSE, with a BOOK_READ_ERROR that names the file. */
gboolean book_read_fail(const BookReader *reader, BookReadError code, const char *why, GError **error);

/* workbook_read_cells.c */
gboolean book_read_shared(BookReader *reader, const char *part, GError **error);
gboolean book_read_sheet(BookReader *reader, const char *part, ReadSheet *sheet, GError **error);

/* workbook_read_dates.c */
gboolean book_read_styles(BookReader *reader, const char *part, GError **error);

/* The day, and the time of day if any, of the number SERIAL; NULL where it is none of the calendar. Free it with g_free. */
char *book_read_date(const BookReader *reader, double serial);
