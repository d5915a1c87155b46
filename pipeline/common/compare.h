/* compare.h - what differs between two sets of findings of one document. */
#pragma once

#include "rules/findings.h"

/* Sentences (char *) that tell what of RECORDED is missing, new or different in DERIVED: of the document as such (its outcome and
 * its pack), of its findings, by their ids in reading order, and of its checks; empty where nothing is. Where the file could
 * not be read, or its bytes are not those that were recorded, that is the only sentence. Boxes that differ by less than 0.02
 * points are the same: they are written to 0.01. */
GPtrArray *findings_compare(const Findings *recorded, const Findings *derived);
