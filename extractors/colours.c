#include "extractors/colours.h"

#include <lcms2.h>

static _Thread_local gboolean set_aside;
static _Thread_local guint refused;

void colours_set_aside(gboolean aside) {
  set_aside = aside;
}

guint colours_refused(void) {
  return refused;
}

#ifndef COLOURS_KEEP
/* In the place of lcms2's own, which does what the last line does (its manual: the context is that of the input profile). The
 * Makefile has the linker export it to the libraries. */
cmsHTRANSFORM cmsCreateTransform(cmsHPROFILE input, cmsUInt32Number input_format, cmsHPROFILE output,
                                 cmsUInt32Number output_format, cmsUInt32Number intent, cmsUInt32Number flags) {
  if (set_aside) {
    refused++;
    return NULL;
  }
  return cmsCreateTransformTHR(cmsGetProfileContextID(input), input, input_format, output, output_format, intent, flags);
}
#endif
