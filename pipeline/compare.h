/* compare.h - what differs between two sets of findings of one document. */
#pragma once

#include "rules/findings.h"

/* Sentences (char *) that tell what of RECORDED is missing, new or different in DERIVED, by the findings' ids, in reading order;
 * empty where nothing is. Boxes that differ by less than 0.02 points are the same: they are written to 0.01. */
GPtrArray *findings_compare(const Findings *recorded, const Findings *derived);
