/* attributes.h - what can be told of any recommendation by its words: whom it asks, for what and how strongly, what it is about,
 * which law it names. All wording is data, in rules/data/attributes, in the six languages of the United Nations.
 *
 * Ownership: free an Attributes with attributes_free (or g_autoptr). Once loaded it may be used by several threads at once. */
#pragma once

#include <glib.h>

typedef struct Attributes Attributes;

/* The data files in FOLDER; NULL with a YAML_ERROR where one can't be read or is wrong. */
Attributes *attributes_load(const char *folder, GError **error);
void attributes_free(Attributes *attributes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Attributes, attributes_free)

/* A step of the scale of strength. */
typedef struct {
  int strength; /* 1 to 5 */
  char *name;   /* "recommends" */
  char *about;  /* a sentence for people */
} ScaleStep;

/* The steps of the scale in FOLDER's actions.yaml (ScaleStep), in its order; NULL with a YAML_ERROR. Free it with
 * g_ptr_array_unref. */
GPtrArray *attributes_scale(const char *folder, GError **error);
