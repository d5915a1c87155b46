/* define.h - names for parts of expressions: where %{name} stands in a rule file, what `define` says of name is put in. */
#pragma once

#include "rules/yaml.h"

/* ROOT, a pack's tree, with each %{name} in its scalars filled in by its mapping `define`, as "(?:...)"; definitions may use one
 * another. %{month} is any name of a month in LANGUAGE, by rules/data/months.yaml, which is read into *MONTHS when it is first
 * asked for: NULL before, and yours to free. You free the tree; what needed no filling is shared with ROOT. NULL with a
 * YAML_ERROR where a name is not defined, or by itself. */
YamlNode *define_fill(const YamlNode *root, const char *language, YamlFile **months, GError **error);
