/* data_files.h - where the files of patterns, names and rules lie. */
#pragma once

#include <glib.h>

/* The path of data file NAME, given as in the source tree ("rules/data/states.yaml"); you free it. Looked for in the folder
 * that the environment variable RAPPORTEUR_DATA names, then beside the running program: in the source tree from build/bin,
 * and in share/rapporteur from an installed bin. NULL and a G_FILE_ERROR that names the places tried where there is none. */
char *data_file_path(const char *name, GError **error);
