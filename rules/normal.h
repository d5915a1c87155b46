/* normal.h - normal forms: one way to write what reports print in many, such as dates, numbers and names of States.
 *
 * | form       | text, for example                       | values                                                        |
 * |------------|-----------------------------------------|---------------------------------------------------------------|
 * | text       | any                                     | the text, each run of spaces folded into one                  |
 * | symbol     | A/HRC/ 8/29                             | the same without its spaces: A/HRC/8/29                       |
 * | date       | 22 May 2008; 2010年1月27日              | 2008-05-22; 2010-01-27                                        |
 * | date_range | 30 November to 11 December 2009         | the first and the last day; the same twice for a single day   |
 * | number     | sixteen; seize; 十六; 16                | 16                                                            |
 * | ordinal    | twenty-seventh; vigésima séptima; 27-я  | 27                                                            |
 * | states     | (Iran (Islamic Republic of) et Pérou)   | each State or group, by its name in states.yaml, once; none   |
 * |            |                                         | where the text is no list of States, as in "(CRPD)"           |
 * | people     | Ms. A (Greece) and Mr. B, Judge         | each person as printed, with function and country; the whole  |
 * |            |                                         | where it can't be parted                                      |
 * | names      | the same                                | each person's bare name: A, B; to compare people by           |
 *
 * Each form reads the six languages of the United Nations, whatever the language of the report.
 *
 * All wording comes from the data files, none from the code.
 *
 * Ownership: free a NormalData with normal_data_free (or g_autoptr). Once loaded it may be used by several threads at once. */
#pragma once

#include <glib.h>

typedef enum {
  NORMAL_ERROR_FORM, /* there is no such form: the message names those that are */
  NORMAL_ERROR_TEXT, /* the text can't be brought into the form: the message quotes it */
} NormalError;
#define NORMAL_ERROR (normal_error_quark())
GQuark normal_error_quark(void);

/* What the forms know: states.yaml with the languages that it names, months.yaml, numbers.yaml and people.yaml. */
typedef struct NormalData NormalData;

/* The data files in FOLDER; NULL with a YAML_ERROR where one can't be read or is wrong. */
NormalData *normal_data_load(const char *folder, GError **error);
void normal_data_free(NormalData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NormalData, normal_data_free)

/* Whether there is a form NAME. */
gboolean normal_is_known(const char *name);

/* The names of all forms for a message: "text, date, ...". */
const char *normal_known(void);

/* Appends to VALUES (char *, freed by the array) what TEXT is in form NAME. FALSE with a NORMAL_ERROR and nothing appended
 * where there is no such form, or TEXT is no date, date range, number or ordinal; the other forms never fail on a text. */
gboolean normal_form(const char *name, const NormalData *data, const char *text, GPtrArray *values, GError **error);
