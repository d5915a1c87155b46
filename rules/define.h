/* define.h - names for parts of expressions: where %{name} stands in a rule file, what `define` says of name is put in. */
#pragma once

#include "rules/yaml.h"

/* Fills in each %{name} in the scalars of ROOT, a pack's tree, by its mapping `define`, as "(?:...)"; definitions may use one
 * another. %{month} is any name of a month in LANGUAGE, by rules/data/months.yaml. FALSE with a YAML_ERROR where a name is not
 * defined, or by itself. */
gboolean define_fill(YamlNode *root, const char *language, GError **error);
