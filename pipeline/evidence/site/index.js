// index.js - the index: searches and filters the findings, and shows a page of them. evidenceData (data/reports-*.js) has the
// reports; the findings come in chunks, each a script that is loaded once it is needed, since a page that was opened from a folder
// may load nothing else.
"use strict";

document.documentElement.classList.add("scripted");

// The members of a report and of a finding, in the order in which pipeline/evidence/evidence_index.c writes them.
const REPORT = ["name", "symbol", "body", "session", "title", "date", "language", "prefix", "group", "counts", "failed", "chunk", "first", "count"];
const FINDING = ["kind", "number", "anchor", "page", "text", "people", "asks", "themes", "compared", "flags", "remarks"];
const KINDS = ["Recommendation", "Panel topic"];
const FLAGS = [[1, "read by OCR"], [2, "corrected"], [4, "correction is stale"]];
const MOST_LOADS = 8; // chunks at a time
const SLICE = 12; // milliseconds of work between two looks at what the reader does

function named(names, values) {
  const object = {};
  names.forEach((name, i) => (object[name] = values[i]));
  return object;
}

const reports = evidenceData.reports.map((values) => named(REPORT, values));

// ---- chunks

const chunks = evidenceData.chunks.map((src) => ({ src, rows: null, folded: null, promise: null }));

// Called by each chunk.
function evidenceChunk(number, rows) {
  chunks[number].rows = rows;
}

function loadChunk(number) {
  const chunk = chunks[number];
  if (!chunk.promise)
    chunk.promise = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = chunk.src;
      script.onload = () => (chunk.rows ? resolve() : reject(new Error(chunk.src)));
      script.onerror = () => reject(new Error(chunk.src));
      document.head.append(script);
    });
  return chunk.promise;
}

// Loads the chunks NUMBERS, a few at a time. TOLD is called as they come; it returns false where they are no longer wanted.
async function loadChunks(numbers, told) {
  const waiting = numbers.filter((number) => !chunks[number].rows);
  let done = numbers.length - waiting.length;
  async function work() {
    while (waiting.length > 0) {
      await loadChunk(waiting.shift());
      if (!told(++done / numbers.length)) return;
    }
  }
  await Promise.all(Array.from({ length: MOST_LOADS }, work));
}

// ---- what is asked

const field = (id) => document.getElementById(id);
const FIELDS = ["query", "kind", "body", "year", "theme", "compared", "language", "versions", "order", "look", "page", "rows"];

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// "a phrase" and words: each must occur.
function termsOf(query) {
  return [...fold(query).matchAll(/"([^"]+)"|(\S+)/g)].map((match) => match[1] || match[2].replaceAll('"', "")).filter(Boolean);
}

function readAsked() {
  const value = (id) => field(id).value;
  return {
    terms: termsOf(value("query")),
    kind: value("kind"), body: value("body"), year: value("year"), theme: value("theme"), compared: value("compared"),
    language: value("language"), versions: value("versions"), order: value("order"), look: field("look").checked,
  };
}

// Reports that can have what is asked, in the order that is asked for.
function reportsAsked(asked) {
  const chosen = [];
  reports.forEach((report, at) => {
    if (!report.counts && !asked.versions) return;
    if (asked.body && report.group !== asked.body) return;
    if (asked.year && report.date.slice(0, 4) !== asked.year) return;
    if (asked.language && report.language !== asked.language) return;
    if (report.count > 0) chosen.push(at);
  });
  if (asked.order === "oldest") chosen.reverse();
  if (asked.order === "symbol") {
    const natural = new Intl.Collator("en", { numeric: true });
    chosen.sort((a, b) => natural.compare(reports[a].symbol, reports[b].symbol));
  }
  return chosen;
}

// Must the findings themselves be looked at? Where only their reports are chosen, counting is enough.
function asksFindings(asked) {
  return asked.terms.length > 0 || asked.kind !== "" || asked.theme !== "" || asked.compared !== "" || asked.look;
}

// ---- searching

// What is searched of the findings of a chunk: made once, when the chunk is first searched.
function foldedOf(chunk) {
  if (!chunk.folded)
    chunk.folded = chunk.rows.map(([, number, , , text, people, asks, , , , remarks]) =>
      fold([number, text, people, asks, remarks].join("\n")));
  return chunk.folded;
}

// A test of a finding of REPORT: what the report itself has of the words need not be in the text.
function testOf(asked, report) {
  const about = fold([report.symbol, report.body, report.session, report.date].join("\n"));
  const terms = asked.terms.filter((term) => !about.includes(term));
  const theme = asked.theme === "" ? 0 : Number(asked.theme);
  const compared = asked.compared === "" ? -2 : Number(asked.compared);
  const kind = asked.kind === "" ? -1 : Number(asked.kind);
  return (row, folded) => {
    if (kind >= 0 && row[0] !== kind) return false;
    if (theme && !row[7].includes(theme)) return false;
    if (compared > -2 && row[8] !== compared) return false;
    if (asked.look && row[9] === 0 && report.failed === 0) return false;
    return terms.every((term) => folded.includes(term));
  };
}

const pause = () => new Promise((resolve) => setTimeout(resolve));

let run = 0; // each question has a number, and gives way to the next
let found = []; // of the last question: [report, row within it], or where only reports are asked for, counts of them
let whole = []; // reports that are shown with all their findings
let asked = null;

async function search() {
  const mine = ++run;
  asked = readAsked();
  const chosen = reportsAsked(asked);
  if (!asksFindings(asked)) {
    whole = chosen;
    found = null;
    return show(mine);
  }
  const numbers = [...new Set(chosen.map((at) => reports[at].chunk))];
  await loadChunks(numbers, (share) => {
    if (mine === run) tell(`Searching … ${Math.round(share * 100)} %`);
    return mine === run;
  });
  if (mine !== run) return;
  const hits = [];
  let slice = performance.now();
  for (const at of chosen) {
    if (performance.now() - slice > SLICE) {
      await pause();
      if (mine !== run) return;
      slice = performance.now();
    }
    const report = reports[at], chunk = chunks[report.chunk], folded = foldedOf(chunk), test = testOf(asked, report);
    for (let i = report.first; i < report.first + report.count; i++)
      if (test(chunk.rows[i], folded[i])) hits.push([at, i]);
  }
  found = hits;
  return show(mine);
}

// ---- showing

const total = () => (found ? found.length : whole.reduce((sum, at) => sum + reports[at].count, 0));

// The findings FIRST to FIRST + COUNT of what is asked: [report, row in its chunk].
function slice(first, count) {
  if (found) return found.slice(first, first + count);
  const part = [];
  for (const at of whole) {
    const report = reports[at];
    for (let i = Math.max(first, 0); i < report.count && part.length < count; i++) part.push([at, report.first + i]);
    first -= report.count;
    if (part.length >= count) break;
  }
  return part;
}

function element(tag, text, properties) {
  const made = document.createElement(tag);
  if (text) made.append(text);
  return Object.assign(made, properties);
}

// Where the words of the question stand in TEXT: its characters are folded one by one, so that places are kept.
function marksOf(text, terms) {
  let folded = "";
  const places = [];
  let at = 0;
  for (const character of text) {
    const piece = fold(character);
    for (let i = 0; i < piece.length; i++) places.push(at);
    folded += piece;
    at += character.length;
  }
  places.push(at);
  const marks = [];
  for (const term of terms)
    for (let i = folded.indexOf(term); i >= 0; i = folded.indexOf(term, i + term.length)) marks.push([places[i], places[i + term.length]]);
  return marks.sort((a, b) => a[0] - b[0]);
}

// Appends TEXT to PARENT, with what was searched for marked, and from shortly before the first such word.
function appendText(parent, text, terms, most) {
  const marks = marksOf(text, terms);
  let at = 0, end = text.length;
  if (most && text.length > most) {
    const first = marks.length > 0 ? marks[0][0] : 0;
    if (first > most * 0.7) at = text.indexOf(" ", first - most / 3) + 1;
    end = text.indexOf(" ", at + most);
    if (end < 0 || end - at > most * 1.2) end = Math.min(text.length, at + most);
  }
  if (at > 0) parent.append("… ");
  for (const [from, to] of marks) {
    if (from < at || to > end) continue;
    parent.append(text.slice(at, from), element("mark", text.slice(from, to)));
    at = to;
  }
  parent.append(text.slice(at, end));
  if (end < text.length) parent.append(" …");
}

function cellOf(text, className) {
  const cell = element("td", "", { className, dir: "auto" });
  appendText(cell, text, asked.terms, 160);
  return cell;
}

function rowOf([at, i]) {
  const report = reports[at], finding = named(FINDING, chunks[report.chunk].rows[i]);
  const row = element("tr", "", { role: "row" });
  const head = element("th", "", { scope: "row", role: "rowheader" });
  const href = `reports/${report.name}.html#${report.prefix}${finding.anchor}`;
  head.append(element("a", `${KINDS[finding.kind]} ${finding.number}`, { href }));
  for (const [flag, words] of FLAGS) if (finding.flags & flag) head.append(" ", element("span", words, { className: "mark" }));
  if (finding.compared > 0) head.append(" ", element("span", evidenceData.compared[finding.compared], { className: "mark plain" }));
  const text = element("td", "", { className: "text", dir: "auto", lang: report.language });
  appendText(text, finding.text, asked.terms, 420);
  if (finding.remarks) {
    const remarks = element("p", "", { className: "remarks", dir: "auto" });
    appendText(remarks, finding.remarks, asked.terms, 160);
    text.append(remarks);
  }
  const source = element("td", "", { className: "source" });
  source.append(element("a", report.symbol, { href: `reports/${report.name}.html`, dir: "auto" }), element("br"),
    [report.session, report.date.slice(0, 4), finding.page ? `page ${finding.page}` : ""].filter(Boolean).join(", "));
  if (report.failed > 0) source.append(" ", element("span", `✗ ${report.failed} failed`, { className: "look", title: "Checks of this report that failed" }));
  if (!report.counts) source.append(" ", element("span", "another version counts", { className: "mark plain" }));
  const themes = element("td", finding.themes.map((number) => evidenceData.themes[number - 1]).join(", "), { className: "wide" });
  row.append(head, text, cellOf(finding.people, "wide"), cellOf(finding.asks, "wide"), themes, source);
  for (const cell of row.querySelectorAll("td")) cell.setAttribute("role", "cell"); // where the window is narrow, cells are no table's
  return row;
}

function tell(words) {
  field("status").textContent = words;
}

const pageSize = () => Number(field("rows").value);
const pageCount = () => Math.max(1, Math.ceil(total() / pageSize()));

async function show(mine) {
  const count = total(), size = pageSize();
  const page = Math.min(Math.max(1, Math.floor(Number(field("page").value)) || 1), pageCount());
  const part = slice((page - 1) * size, size);
  await loadChunks([...new Set(part.map(([at]) => reports[at].chunk))], () => mine === run);
  if (mine !== run) return;
  field("rows-body").replaceChildren(...part.map(rowOf));
  field("page").value = page;
  field("page").max = pageCount();
  field("of").textContent = `of ${pageCount().toLocaleString("en")}`;
  for (const [name, off] of [["first", page === 1], ["previous", page === 1], ["next", page === pageCount()], ["last", page === pageCount()]])
    document.querySelector(`.pager .${name}`).setAttribute("aria-disabled", off);
  const number = (value) => value.toLocaleString("en"), first = (page - 1) * size + 1;
  const shown = part.length < count ? `, ${number(first)} to ${number(first + part.length - 1)} shown` : "";
  tell(count === 0 ? "No findings: try fewer words, or clear the filters." : `${number(count)} ${count === 1 ? "finding" : "findings"}${shown}`);
  keepAddress();
}

// ---- the address: what is asked stands in it, so that it can be kept and sent

function keepAddress() {
  const words = new URLSearchParams();
  for (const id of FIELDS) {
    const input = field(id), value = input.type === "checkbox" ? (input.checked ? "1" : "") : input.value;
    const usual = id === "page" ? "1" : id === "rows" ? "50" : "";
    if (value !== usual) words.set(id, value);
  }
  try {
    history.replaceState(null, "", words.size > 0 ? `#?${words}` : location.pathname + location.search);
  } catch { /* a browser that keeps addresses of folders as they are: nothing is lost but the address */ }
}

function readAddress() {
  const words = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
  for (const id of FIELDS) {
    const input = field(id), value = words.get(id);
    if (input.type === "checkbox") input.checked = value === "1";
    else if (value !== null) input.value = value;
    else if (id === "page") input.value = "1";
    else if (id === "rows") input.value = "50";
    else input.value = "";
  }
}

// ---- filters

function addOptions(id, options) {
  field(id).append(...options.map(([value, text]) => element("option", text, { value })));
  field(id).closest("label").hidden = options.length < 2;
}

function fillFilters() {
  const distinct = (of) => [...new Set(reports.map(of))].filter(Boolean).sort();
  addOptions("body", distinct((report) => report.group).map((body) => [body, body]));
  addOptions("year", distinct((report) => report.date.slice(0, 4)).reverse().map((year) => [year, year]));
  const languages = new Intl.DisplayNames(["en"], { type: "language" });
  const languageName = (code) => (/^[a-z]{2,3}$/.test(code) ? languages.of(code) : code); // of another form it refuses
  addOptions("language", distinct((report) => report.language).map((code) => [code, languageName(code)]));
  addOptions("theme", evidenceData.themes.map((name, i) => [String(i + 1), name]).sort((a, b) => a[1].localeCompare(b[1])));
  addOptions("compared", evidenceData.compared.map((name, i) => [String(i), name]));
  field("versions").closest("label").hidden = reports.every((report) => report.counts);
}

// ---- what the reader does

function failed(error) {
  tell(`${error.message} can't be loaded. These pages were made anew meanwhile, perhaps: reload this one.`);
}

function restart() {
  field("page").value = "1";
  search().catch(failed);
}

function goTo(page) {
  field("page").value = Math.min(Math.max(1, page), pageCount());
  show(run).then(() => field("results").scrollIntoView({ block: "start" })).catch(failed);
}

let typing = 0;
field("query").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(restart, 120);
});
for (const id of ["kind", "body", "year", "theme", "compared", "language", "versions", "order", "look", "rows"])
  field(id).addEventListener("change", restart);
field("page").addEventListener("change", () => goTo(Number(field("page").value)));
field("clear").addEventListener("click", () => {
  for (const id of FIELDS) if (field(id).type === "checkbox") field(id).checked = false; else if (id !== "rows") field(id).value = "";
  field("query").focus();
  restart();
});
for (const [name, target] of [["first", () => 1], ["previous", (page) => page - 1], ["next", (page) => page + 1], ["last", () => pageCount()]])
  document.querySelector(`.pager .${name}`).addEventListener("click", () => goTo(target(Number(field("page").value))));
addEventListener("hashchange", () => {
  if (!location.hash.startsWith("#?")) return;
  readAddress();
  search().catch(failed);
});

fillFilters();
readAddress();
search().catch(failed);
