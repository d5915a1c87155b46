/* inspect_objects.h - the objects that a PDF is made of (PDF 32000-1, 7.3), for looks behind its text. The only file behind it
 * that knows qpdf is inspect_qpdf.c.
 *
 * Nothing here fails: what is missing, damaged or of another type than asked for is 0, NULL or empty. Names and keys come with
 * their slash. An Object is a handle, good until objects_forget. */
#pragma once

#include <glib.h>

typedef struct Objects Objects;
typedef guint Object; /* 0: there is none */

/* Opens BYTES, which the Objects keep a reference to; NULL where qpdf can't: damaged, or locked by a password. */
Objects *objects_open(GBytes *bytes);
void objects_close(Objects *objects);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Objects, objects_close)

/* Gives back all handles: those that were handed out are good no more. */
void objects_forget(Objects *objects);

gboolean objects_encrypted(Objects *objects);
Object objects_root(Objects *objects); /* the catalog */
guint objects_page_count(Objects *objects);
Object objects_page(Objects *objects, guint number); /* from 1 */

/* The value of KEY in DICTIONARY, or in a stream's dictionary. */
Object object_get(Objects *objects, Object dictionary, const char *key);
/* The keys of DICTIONARY (char *); you free it. */
GPtrArray *object_keys(Objects *objects, Object dictionary);

guint object_length(Objects *objects, Object array); /* 0 too for what is no array */
Object object_item(Objects *objects, Object array, guint index);

gboolean object_is_dictionary(Objects *objects, Object object);
gboolean object_is_stream(Objects *objects, Object object);
char *object_name(Objects *objects, Object object); /* NULL for what is no name; you free it */
char *object_text(Objects *objects, Object object); /* of a string, as valid UTF-8; NULL for what is none; you free it */
int object_integer(Objects *objects, Object object, int fallback);

/* The COUNT numbers of an array of so many; FALSE for anything else. */
gboolean object_numbers(Objects *objects, Object array, double *numbers, guint count);

/* Is it a name, and NAME? */
gboolean object_is_named(Objects *objects, Object object, const char *name);

/* The number that names an indirect object in its file; 0 for what stands in another object. */
guint object_number(Objects *objects, Object object);

/* The decoded bytes of STREAM, at most LIMIT; NULL where they can't be had, or can't be had within bounds. You free them. */
GBytes *object_data(Objects *objects, Object stream, gsize limit);
