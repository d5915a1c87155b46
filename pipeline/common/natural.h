/* natural.h - the order in which people expect names that hold numbers. */
#pragma once

/* Compares as strcmp does, but runs of digits by their value: CTOC/COP/WG.7/2023/9 comes before .../10. 0 only for equal
 * strings. NULL and "" come behind all others. */
int natural_compare(const char *a, const char *b);
