/* inspect_pages.h - the contents of a page: its streams, its fonts, the forms that it shows. Used by inspect.c alone. */
#pragma once

#include "extractors/inspect.h"
#include "extractors/inspect_objects.h"

typedef struct PageInspector PageInspector;

/* HIDDEN_LAYERS is a set of object numbers (GUINT_TO_POINTER). Both are borrowed. */
PageInspector *page_inspector_new(Objects *objects, GHashTable *hidden_layers);
void page_inspector_free(PageInspector *inspector);

PageInspection page_inspector_look(PageInspector *inspector, Object page);
