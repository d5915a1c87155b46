#include "pipeline/rules_bench/explanation_json.h"

#include "extractors/json.h"

#include <string.h>

static const char *const stop_names[] = {[STOP_NONE] = "none",       [STOP_PART] = "part",   [STOP_NOWHERE] = "nowhere",
                                         [STOP_FORBIDS] = "forbids", [STOP_BEGIN] = "begin", [STOP_LIMIT] = "limit"};

/* A name, with the comma in front of it where one is needed. */
static void name(GString *out, const char *member) {
  if (!strchr("{[", out->str[out->len - 1])) g_string_append_c(out, ',');
  json_append_string(out, member);
  g_string_append_c(out, ':');
}

/* A member; one that is NULL is left out. */
static void string(GString *out, const char *member, const char *value) {
  if (!value) return;
  name(out, member);
  json_append_string(out, value);
}

static void number(GString *out, const char *member, gint64 value) {
  name(out, member);
  g_string_append_printf(out, "%" G_GINT64_FORMAT, value);
}

static void boolean(GString *out, const char *member, gboolean value) {
  name(out, member);
  g_string_append(out, value ? "true" : "false");
}

/* The begin of an element of an array. */
static void element(GString *out, const char *begin) {
  if (out->str[out->len - 1] != '[') g_string_append_c(out, ',');
  g_string_append(out, begin);
}

static void begin_line(GString *out, const Explanation *explanation, const char *about) {
  g_string_append_c(out, '{');
  string(out, "format", EXPLANATION_FORMAT);
  string(out, "source_file", explanation->document->source_file);
  string(out, "sha256", explanation->document->sha256);
  string(out, "about", about);
}

/* --- trials and blocks */

static void write_reach(GString *out, const Trial *trial) {
  const Reach *reach = &trial->reach;
  char share[G_ASCII_DTOSTR_BUF_SIZE];
  string(out, "stop", stop_names[reach->kind]);
  name(out, "share");
  g_string_append(out, g_ascii_formatd(share, sizeof share, "%.2f", reach->share));
  number(out, "part_start", (gint64)reach->part_start);
  number(out, "part_end", (gint64)reach->part_end);
  number(out, "text_stop", (gint64)reach->text_stop);
}

static void write_captures(GString *out, const Trial *trial) {
  name(out, "captures");
  g_string_append_c(out, '{');
  for (guint i = 0; i < trial->captures->len; i++) {
    const Capture *capture = trial->captures->pdata[i];
    string(out, capture->name, capture->text);
  }
  g_string_append_c(out, '}');
}

/* The members of TRIAL, without braces. */
static void write_trial(GString *out, const Explanation *explanation, const Trial *trial) {
  g_autofree char *told = trial_told(trial);
  string(out, "rule", trial->rule);
  string(out, "key", trial->key);
  string(out, "file", trial->expression->file);
  number(out, "line", trial->expression->line);
  string(out, "expression", trial->expression->source);
  string(out, "result", trial_result_names[trial->result]);
  string(out, "told", told);
  if (trial->block != TRACE_NO_BLOCK) {
    number(out, "block", trial->block);
    number(out, "page", engine_page(&explanation->trace->engine, trial->block));
  }
  string(out, "text", trial->text);
  if (trial->result == TRIAL_NO_MATCH) write_reach(out, trial);
  if (trial->end > trial->start || trial->result == TRIAL_MATCHED) {
    number(out, "start", (gint64)trial->start);
    number(out, "end", (gint64)trial->end);
    write_captures(out, trial);
  }
}

static void trial_member(GString *out, const Explanation *explanation, const char *member, const Trial *trial) {
  if (!trial) return;
  name(out, member);
  g_string_append_c(out, '{');
  write_trial(out, explanation, trial);
  g_string_append_c(out, '}');
}

static void trials_member(GString *out, const Explanation *explanation, const char *member, const GPtrArray *trials) {
  name(out, member);
  g_string_append_c(out, '[');
  for (guint i = 0; i < trials->len; i++) {
    element(out, "{");
    write_trial(out, explanation, trials->pdata[i]);
    g_string_append_c(out, '}');
  }
  g_string_append_c(out, ']');
}

static void write_block(GString *out, const Explanation *explanation, guint index) {
  const Block *block = explanation->document->blocks->pdata[index];
  number(out, "block", index);
  number(out, "page", engine_page(&explanation->trace->engine, index));
  string(out, "kind", block_kind_names[block->kind]);
  string(out, "label", block->label);
  string(out, "text", block->text);
}

static void end_line(GString *out) {
  g_string_append(out, "}\n");
}

void explanation_json_block(GString *out, const Explanation *explanation, guint index) {
  g_autoptr(ExplainedBlock) explained = explain_block(explanation, index);
  begin_line(out, explanation, "block");
  write_block(out, explanation, index);
  string(out, "taken", explained->taken);
  string(out, "finding", explained->finding ? explained->finding->id : NULL);
  trials_member(out, explanation, "trials", explained->trials);
  string(out, "verdict", explained->verdict);
  end_line(out);
}

/* --- findings */

static void write_field(GString *out, const Explanation *explanation, const ExplainedField *explained) {
  element(out, "{");
  string(out, "name", explained->field->name);
  name(out, "values");
  g_string_append_c(out, '[');
  for (guint i = 0; i < explained->field->values->len; i++) {
    element(out, "");
    json_append_string(out, explained->field->values->pdata[i]);
  }
  g_string_append_c(out, ']');
  string(out, "rule", explained->field->rule);
  string(out, "normal", explained->normal);
  trial_member(out, explanation, "read", explained->trial);
  g_string_append_c(out, '}');
}

/* The members of FINDING and of what found it. */
static void write_finding(GString *out, const Explanation *explanation, const ExplainedFinding *explained) {
  const Finding *finding = explained->finding;
  string(out, "kind", finding_kind_names[finding->kind]);
  string(out, "id", finding->id);
  string(out, "number", finding->number);
  string(out, "rule", finding->rule);
  string(out, "text", finding->text);
  string(out, "normal", explained->normal);
  trial_member(out, explanation, "found_by", explained->begin);
  trial_member(out, explanation, "lead_in", explained->lead_in);
}

void explanation_json_finding(GString *out, const Explanation *explanation, const Finding *finding) {
  g_autoptr(ExplainedFinding) explained = explain_finding(explanation, finding);
  begin_line(out, explanation, "finding");
  string(out, "pack", explanation->trace->engine.pack->id);
  string(out, "pack_version", explanation->trace->engine.pack->version);
  write_finding(out, explanation, explained);
  name(out, "fields");
  g_string_append_c(out, '[');
  for (guint i = 0; i < explained->fields->len; i++) write_field(out, explanation, explained->fields->pdata[i]);
  g_string_append_c(out, ']');
  trials_member(out, explanation, "missing", explained->missing);
  trials_member(out, explanation, "rivals", explained->rivals);
  end_line(out);
}

/* --- the summary */

static void write_pack(GString *out, const Explanation *explanation, const ExplainedPack *pack) {
  element(out, "{");
  string(out, "id", pack->pack->id);
  string(out, "version", pack->pack->version);
  string(out, "language", pack->pack->language);
  number(out, "weight", pack->weight);
  number(out, "threshold", pack->pack->recognise.threshold);
  boolean(out, "claims", pack->chosen);
  name(out, "evidence");
  g_string_append_c(out, '[');
  for (guint i = 0; i < pack->found->len; i++) {
    const Evidence *evidence = pack->pack->recognise.evidence->pdata[i];
    element(out, "{");
    string(out, "id", evidence->id);
    number(out, "weight", evidence->weight);
    boolean(out, "found", pack->found->pdata[i] != NULL);
    trial_member(out, explanation, "nearest", pack->found->pdata[i] ? pack->found->pdata[i] : pack->nearest->pdata[i]);
    g_string_append_c(out, '}');
  }
  g_string_append(out, "]}");
}

void explanation_json_summary(GString *out, const Explanation *explanation, G_GNUC_UNUSED gboolean all) {
  begin_line(out, explanation, "document");
  name(out, "packs");
  g_string_append_c(out, '[');
  for (guint i = 0; i < explanation->packs->len; i++) write_pack(out, explanation, explanation->packs->pdata[i]);
  g_string_append_c(out, ']');
  string(out, "verdict", explanation->verdict);
  name(out, "findings");
  g_string_append_c(out, '[');
  for (guint i = 0; i < explanation->findings->findings->len; i++) {
    g_autoptr(ExplainedFinding) explained = explain_finding(explanation, explanation->findings->findings->pdata[i]);
    element(out, "{");
    write_finding(out, explanation, explained);
    g_string_append_c(out, '}');
  }
  g_string_append_c(out, ']');
  end_line(out);
}
