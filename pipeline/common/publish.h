/* publish.h - a file that appears whole or not at all.
 *
 * It is written in a working folder beside it (.NAME.part), on the same file system, and renamed into place once it is
 * complete and on the disk. Only one program at a time can hold the folder of a name; what a killed one left in it is
 * cleared away by the next. */
#pragma once

#include <glib.h>

typedef enum {
  PUBLISH_ERROR_OUTPUT, /* the file cannot be written; the message names it and says why */
  PUBLISH_ERROR_BUSY,   /* another program is writing it */
} PublishError;
#define PUBLISH_ERROR (publish_error_quark())
GQuark publish_error_quark(void);

typedef struct Publication Publication;

/* Prepares to write OUTPUT, whose folder must exist. A link to a file stays, and the file is replaced; a folder, a pipe or a
 * device is refused. */
Publication *publication_new(const char *output, GError **error);

/* Frees it. What was not published is thrown away; an earlier OUTPUT stays. */
void publication_free(Publication *publication);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Publication, publication_free)

/* Asked with the written file, whole and on the disk, just before it takes the place of OUTPUT. FALSE with an error: it shall
 * not. */
typedef gboolean (*PublishReady)(const char *file, gpointer data, GError **error);
void publication_ask(Publication *publication, PublishReady ready, gpointer data);

/* Where to write the file, the folder that it is in (for temporary files, too), and the name under which it will appear. */
const char *publication_file(const Publication *publication);
const char *publication_folder(const Publication *publication);
const char *publication_output(const Publication *publication);

/* Puts the written file in the place of OUTPUT; when this returns TRUE it outlasts a power cut. Fails with a
 * PUBLISH_ERROR, or with the error of whom publication_ask named. */
gboolean publication_publish(Publication *publication, GError **error);
