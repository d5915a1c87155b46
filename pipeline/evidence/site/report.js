// report.js - the page of a report: a finding is chosen by its address, by its box, by its card or by the arrow keys, and then both
// its box and its card are in view. Without this script the page can be read, and its links lead to the boxes.
"use strict";

document.documentElement.classList.add("scripted");

const pages = document.getElementById("pages");
const findings = document.getElementById("findings");
const cards = [...findings.querySelectorAll(".card")];
const position = document.getElementById("position");
let chosen = null; // the anchor of a finding

function partsOf(anchor) {
  return document.querySelectorAll(`[data-finding="${CSS.escape(anchor)}"]`);
}

function cardOf(anchor) {
  return document.getElementById("card-" + anchor);
}

// Scrolls PANE so that PART stands in its middle, or at its top where it is larger.
function bringIntoView(pane, part, share) {
  const outer = pane.getBoundingClientRect(), inner = part.getBoundingClientRect();
  const room = pane.clientHeight - inner.height;
  const top = pane.scrollTop + inner.top - outer.top - Math.max(room * share, 8);
  const left = pane.scrollLeft + inner.left - outer.left - Math.max((pane.clientWidth - inner.width) / 2, 8);
  const scrolls = pane.scrollHeight > pane.clientHeight + 1;
  if (scrolls) pane.scrollTo(left, top);
  else part.scrollIntoView({ block: "nearest" });
}

function tellPosition() {
  const at = cards.findIndex((card) => card.dataset.finding === chosen);
  position.textContent = at < 0 ? `${cards.length} findings` : `${at + 1} of ${cards.length}`;
}

// Takes the finding ANCHOR for the chosen one. FOCUS moves to its card, so that a screen reader goes on there.
function choose(anchor, focus) {
  if (chosen) for (const part of partsOf(chosen)) part.classList.remove("chosen");
  chosen = anchor;
  for (const part of partsOf(anchor)) part.classList.add("chosen");
  const card = cardOf(anchor), box = document.getElementById(anchor);
  for (const other of cards) other.removeAttribute("aria-current");
  if (card) {
    card.setAttribute("aria-current", "true");
    if (focus) card.focus({ preventScroll: true });
    bringIntoView(findings, card, 0.15);
  } else {
    const fact = findings.querySelector(`[data-finding="${CSS.escape(anchor)}"]`);
    const details = fact && fact.closest("details");
    if (details) details.open = true;
  }
  if (box) bringIntoView(pages, box, 0.4);
  tellPosition();
}

function anchorOfAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function followAddress() {
  const anchor = anchorOfAddress();
  if (anchor.startsWith("id-") && partsOf(anchor).length > 0) choose(anchor, true);
}

function step(by) {
  const at = cards.findIndex((card) => card.dataset.finding === chosen);
  const next = at < 0 ? (by > 0 ? 0 : cards.length - 1) : at + by;
  if (next < 0 || next >= cards.length) return;
  const anchor = cards[next].dataset.finding;
  try {
    history.replaceState(null, "", "#" + anchor);
  } catch {
    location.hash = anchor;
  }
  choose(anchor, true);
}

// Arrow keys step from finding to finding, but where they have a meaning of their own: in a field, and in what is wider than its
// pane.
function onKey(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, select, textarea")) return;
  if (event.target === pages && pages.scrollWidth > pages.clientWidth) return;
  event.preventDefault();
  step(by);
}

// A click on a card chooses it, but not one that selects text or that opens something.
function onCardClick(event) {
  const card = event.target.closest(".card");
  if (!card || event.target.closest("a, summary, details") || String(getSelection())) return;
  location.hash = card.dataset.finding;
}

function onZoom(event) {
  const box = chosen && document.getElementById(chosen);
  pages.style.setProperty("--zoom", event.target.value);
  if (box) bringIntoView(pages, box, 0.4);
}

document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("previous").addEventListener("click", () => step(-1));
document.getElementById("zoom").addEventListener("change", onZoom);
document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#id-"]');
  if (link && link.getAttribute("href") === location.hash) followAddress(); // the address stays, so nothing else would happen
});
findings.addEventListener("click", onCardClick);
addEventListener("hashchange", followAddress);
addEventListener("load", followAddress);
tellPosition();
followAddress();
