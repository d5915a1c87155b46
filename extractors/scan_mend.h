/* scan_mend.h - what OCR misreads again and again, put right by what it can't see: the shape and the place of a sign's ink, and
 * the label in front. */
#pragma once

#include "extractors/ocr.h"

typedef struct {
  double base, size; /* pixels: where the letters of a line stand, and their font size; 0 where it has none */
} LineMeasure;

/* Mends the signs of READING by their shapes; MEASURES (LineMeasure) are in step with its lines. */
void reading_mend_shapes(OcrReading *reading, const GArray *measures);

/* Mends the labels at the beginnings of lines of READINGS (OcrReading), the pages of a document in their order. */
void readings_mend_labels(const GPtrArray *readings);
