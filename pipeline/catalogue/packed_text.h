/* packed_text.h - texts compressed by zlib (RFC 1950): the same text always gives the same bytes. */
#pragma once

#include <gio/gio.h>

GBytes *text_pack(const char *text, gsize length);

/* The text of PACKED; NULL where that is not what text_pack gave, with the G_IO_ERROR that says why. */
GString *text_unpack(GBytes *packed, GError **error);
