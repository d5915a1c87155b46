/* colours.h - a reader of text needs no colours.
 *
 * poppler-glib makes a new output device for each page, so it builds the transforms of a page's ICC colour spaces anew on every
 * page, where pdftotext builds them once a document. That takes a fifth of the time of reading, and text has no use for it.
 * poppler asks lcms2 for each transform by cmsCreateTransform; colours.c defines that function in our executables, where the
 * dynamic linker finds it before the library's, and answers NULL while colours are set aside: an answer that the function's
 * contract allows, and that poppler takes by using the colour space's alternate, as it does for a damaged profile.
 *
 * No version of poppler promises that it asks by that name. Where one does not, nothing is saved and nothing else changes:
 * colours_refused tells. `make COLOURS=keep` builds without the function; the text is the same either way (tests/test_colours.c).
 */
#pragma once

#include <glib.h>

/* From now on transforms are refused (ASIDE) or made as ever. Set them aside for the text of a page alone: whoever renders
 * wants its colours. Of the calling thread; none is set aside at first. */
void colours_set_aside(gboolean aside);

/* For tests: how many transforms were refused to the calling thread so far. */
guint colours_refused(void);
