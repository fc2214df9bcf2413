// The worklist: filters, search, sort, pages, the open case; the view is kept in the address.

const pageSize = 50;
const severity = ['deviation', 'advisory', 'info', 'indeterminate', 'pending'];
const certainty = ['high', 'medium', 'low'];
const filterFields = [
  ['rule', 'Rule'], ['verdictTitle', 'Verdict'], ['reasonText', 'Reason'], ['confidence', 'Confidence'],
  ['department', 'Department'], ['site', 'Site'], ['month', 'Month'], ['change', 'Since last report'], ['waived', 'Waiver'], ['review', 'Review'],
];
const columns = [
  ['Verdict', 'verdictTitle'], ['Rule', 'rule'], ['Reason', 'reasonText'], ['Confidence', 'confidence'],
  ['Examination', 'exam'], ['Lesion', 'lesion'], ['Department', 'department'], ['Day', 'day'],
];

// Values come in the order in which PageData.swift writes them; texts are numbers into one list.
class Finding {
  constructor(values, index, texts, clauses) {
    const t = values.slice(0, 22).map(number => texts[number]);
    [this.id, this.ruleID, this.rule, this.ruleTitle, this.verdictTitle, this.verdictClass, this.reason, this.reasonText,
      this.confidence, this.patient, this.orderID, this.exam, this.lesion, this.department, this.site, this.day, this.change,
      this.facts, this.waiver, this.message, this.caveat, this.orderIDs] = t;
    this.index = index;
    this.month = this.day.slice(0, 7);
    this.waived = this.waiver ? 'waived' : '';
    this.words = null;
    this.packed = [values, texts, clauses];
  }

  get verdictName() { return this.verdictClass.toUpperCase(); }

  get details() {
    const [values, texts] = this.packed;
    return groups(values[22], 2).map(([label, value]) => [texts[label], texts[value]]);
  }

  get record() {
    const [values, texts, clauses] = this.packed;
    return values[23] ? readRecord(values[23], texts, clauses) : null;
  }

  // Made when first searched, or in a quiet moment: not before the page can be used.
  get haystack() {
    return this.words ??= [this.id, this.rule, this.ruleTitle, this.verdictTitle, this.reason, this.reasonText, this.patient,
      this.orderIDs, this.exam, this.lesion, this.department, this.site, this.day, this.message].join(' ').toLowerCase();
  }
}

function groups(list, size) {
  return Array.from({ length: list.length / size }, (_, i) => list.slice(size * i, size * (i + 1)));
}

function readRecord(values, texts, clauseTable) {
  const word = number => texts[number];
  const ticks = list => groups(list, 2).map(tick => tick.map(word));
  const [judgedPlace, windowStart, windowWidth, legend, calendar, edges, orders, decided, unknown, ruledOut, explanations, clues] = values;
  const marks = orders.map(([place, when, offset, shape, status, modality, exam, orderID, role, roleText, learned, fields]) => ({
    place: word(place), when: word(when), offset: word(offset), shape: word(shape), status: word(status),
    modality: word(modality), exam: word(exam), orderID: word(orderID), role: word(role), roleText: word(roleText),
    learned: word(learned),
    texts: fields.map(([field, pieces]) => [word(field), groups(pieces, 2).map(([text, quoted]) => [word(text), quoted])]),
  }));
  const readClause = number => {
    const [lead, text, mark, state, found, grounds, parts] = clauseTable[number];
    return [word(lead), word(text), word(mark), word(state), word(found),
      grounds.map(([at, field, words]) => groundText(marks[at], word(field), word(words))), parts.map(readClause)];
  };
  return {
    judgedPlace: word(judgedPlace), windowStart: word(windowStart), windowWidth: word(windowWidth),
    legend: legend.map(word), ticks: ticks(calendar), edges: ticks(edges), marks,
    decided: decided.map(readClause), unknown: unknown.map(readClause), ruledOut: ruledOut.map(readClause),
    explanations: explanations.map(word), clues: clues.map(word),
  };
}

let findings = [];
let byFinding = new Map();
const view = { filters: {}, search: '', sort: '', down: false, page: 0, open: null };
let shown = [];
const controls = {};

function reviewState(finding) {
  const entries = dispositions.get(finding.id) || [];
  if (!entries.length) return 'not reviewed';
  return entries.some(entry => entry.facts && entry.facts !== finding.facts) ? 'facts changed' : 'reviewed';
}

function valueOf(finding, field) { return field === 'review' ? reviewState(finding) : finding[field]; }

function rank(finding, field) {
  if (field === 'verdictTitle') return severity.indexOf(finding.verdictClass);
  if (field === 'confidence') return certainty.indexOf(finding.confidence);
  return finding[field];
}

function select() {
  const words = view.search.toLowerCase().split(/\s+/).filter(Boolean);
  const filters = Object.entries(view.filters).filter(([, value]) => value !== '');
  shown = findings.filter(finding => words.every(word => finding.haystack.includes(word))
    && filters.every(([field, value]) => valueOf(finding, field) === value));
  if (view.sort) {
    const sign = view.down ? -1 : 1;
    shown.sort((a, b) => {
      const x = rank(a, view.sort), y = rank(b, view.sort);
      return x < y ? -sign : x > y ? sign : a.index - b.index;
    });
  }
  view.page = Math.min(view.page, Math.max(0, Math.ceil(shown.length / pageSize) - 1));
}

function address(open) {
  const query = new URLSearchParams();
  for (const [field, value] of Object.entries(view.filters)) if (value !== '') query.set(field, value);
  if (view.search) query.set('q', view.search);
  if (view.sort) query.set('sort', (view.down ? '-' : '') + view.sort);
  if (open) query.set('case', open);
  return '#worklist?' + query.toString();
}

function drawList() {
  const start = view.page * pageSize;
  const rows = shown.slice(start, start + pageSize).map(finding => el('tr', { class: finding === view.open ? 'current' : '' },
    el('td', null, el('a', { href: address(finding.id), 'aria-current': finding === view.open ? 'true' : false }, tag(finding))),
    el('td', { title: finding.ruleTitle }, finding.rule),
    el('td', null, finding.reasonText, finding.change === 'new' ? el('span', { class: 'new' }, 'new') : '',
      finding.waived ? el('span', { class: 'waived' }, 'waived') : '',
      dispositions.has(finding.id) ? el('span', { class: 'reviewed' }, reviewState(finding)) : ''),
    el('td', { class: 'optional' }, finding.confidence), el('td', null, finding.exam),
    el('td', { class: 'optional' }, finding.lesion), el('td', { class: 'optional' }, finding.department),
    el('td', null, finding.day)));
  byId('list').tBodies[0].replaceChildren(...rows.length ? rows : [el('tr', null, el('td', { colspan: 8 }, 'No finding fits. Clear a filter.'))]);
  byId('shown').textContent = shown.length === findings.length ? `${findings.length} findings` : `${shown.length} of ${findings.length} findings`;
  const pages = Math.ceil(shown.length / pageSize);
  byId('pager').replaceChildren(...pages < 2 ? [] : [
    el('button', { type: 'button', disabled: view.page === 0, onclick: () => turn(-1) }, 'Earlier'),
    el('span', null, `${start + 1} to ${Math.min(start + pageSize, shown.length)}`),
    el('button', { type: 'button', disabled: view.page === pages - 1, onclick: () => turn(1) }, 'Further'),
  ]);
}

// A click anywhere in a row opens its case; text that was selected stays selected.
function openRow(event) {
  const link = event.target.closest('tbody tr')?.querySelector('a');
  if (link && !event.target.closest('a') && !String(getSelection())) link.click();
}

function turn(by) {
  view.page += by;
  drawList();
  byId('worklist').scrollIntoView();
}

function drawHead() {
  const cells = columns.map(([text, field], index) => {
    const sorted = view.sort === field ? (view.down ? 'descending' : 'ascending') : 'none';
    const optional = [3, 5, 6].includes(index) ? 'optional' : '';
    return el('th', { scope: 'col', class: optional, 'aria-sort': sorted }, el('button', { type: 'button', onclick: () => {
      view.down = view.sort === field && !view.down;
      view.sort = field;
      refresh();
      byId('list').tHead.rows[0].cells[index].firstChild.focus();
    } }, text + (sorted === 'none' ? '' : view.down ? ' ▼' : ' ▲')));
  });
  byId('list').tHead.rows[0].replaceChildren(...cells);
}

function refresh() {
  select();
  drawHead();
  drawList();
  history.replaceState(null, '', address(view.open?.id));
}

function openCase(finding, moveFocus) {
  view.open = finding;
  const pane = byId('case-pane');
  byId('workspace').classList.toggle('open', Boolean(finding));
  pane.hidden = !finding;
  if (!finding) {
    pane.replaceChildren();
    drawList();
    return;
  }
  const at = shown.indexOf(finding);
  const step = (by, text) => shown[at + by] && at >= 0
    ? el('a', { href: address(shown[at + by].id) }, text) : el('span', { class: 'quiet' }, text);
  const article = caseArticle(finding);
  const copy = el('button', { type: 'button', onclick: async () => {
    try { await navigator.clipboard.writeText(finding.orderIDs); copy.textContent = 'Copied'; }
    catch { copy.textContent = 'Select and copy by hand'; }
  } }, 'Copy order ids');
  article.append(reviewForm(finding, () => { drawTools(); drawList(); }));
  const place = at >= 0 ? `${at + 1} of ${shown.length}` : '';
  pane.replaceChildren(el('div', { class: 'case-bar' }, el('a', { href: address(null) }, 'Back to the list'),
    step(-1, 'Previous case'), step(1, 'Next case'), el('span', { class: 'quiet' }, place), copy), article);
  drawList();
  if (moveFocus) {
    pane.scrollTop = 0;
    article.querySelector('h4').focus({ preventScroll: true });
    pane.scrollIntoView({ block: 'nearest' });
  }
}

// R2 before R10.
const inOrder = new Intl.Collator('en', { numeric: true }).compare;

function ruleName(label) { return `${label} ${findings.find(finding => finding.rule === label).ruleTitle}`; }

function drawTools() {
  const tools = byId('tools');
  tools.hidden = false;
  controls.search = controls.search || el('input', { type: 'search', placeholder: 'order, exam, reason, words of the finding',
    oninput: () => { view.search = controls.search.value; view.page = 0; refresh(); } });
  controls.search.value = view.search;
  const selects = filterFields.map(([field, label]) => {
    const values = [...new Set(findings.map(finding => valueOf(finding, field)))].filter(value => value !== '');
    values.sort(field === 'verdictTitle' || field === 'confidence' ? undefined : inOrder);
    if (values.length < (field === 'waived' ? 1 : 2) && field !== 'review') return null;
    const list = field === 'review' ? ['not reviewed', 'reviewed', 'facts changed'] : values;
    const control = el('select', { onchange: () => { view.filters[field] = control.value; view.page = 0; refresh(); } },
      option('', 'all'), list.map(value => option(value, field === 'rule' ? ruleName(value) : value)));
    control.value = view.filters[field] || '';
    return labelled(label, control);
  });
  const file = el('input', { type: 'file', accept: '.csv,text/csv', id: 'import', onchange: async () => {
    if (!file.files[0]) return;
    const told = importDispositions(await file.files[0].text());
    drawTools();
    refresh();
    if (view.open) openCase(view.open, false);
    byId('review-status').textContent = told;
  } });
  const reviewed = findings.filter(finding => dispositions.has(finding.id)).length;
  tools.replaceChildren(labelled('Search', controls.search, 'search'), ...selects.filter(Boolean),
    el('div', { class: 'actions' },
      el('button', { type: 'button', onclick: () => { view.filters = {}; view.search = ''; view.sort = ''; view.page = 0; drawTools(); refresh(); } }, 'Clear filters'),
      el('button', { type: 'button', class: 'main', id: 'export', disabled: !dispositions.size,
        onclick: () => save(dispositionsCSV(findings), 'dispositions.csv', 'text/csv') }, 'Export dispositions.csv'),
      labelled('Import dispositions.csv', file),
      el('span', { id: 'review-status', role: 'status' }, `${reviewed} reviewed`)));
}

function followAddress(moveFocus) {
  const hash = location.hash;
  const written = hash.startsWith('#case-') ? decodeURIComponent(hash.slice(6)) : null;
  if (!written && !hash.startsWith('#worklist?')) return;
  const query = new URLSearchParams(written ? '' : hash.slice('#worklist?'.length));
  if (!written) {
    view.filters = {};
    for (const [field] of filterFields) if (query.get(field)) view.filters[field] = query.get(field);
    view.search = query.get('q') || '';
    const sort = query.get('sort') || '';
    view.down = sort.startsWith('-');
    view.sort = columns.some(([, field]) => field === sort.replace('-', '')) ? sort.replace('-', '') : '';
  }
  select();
  const finding = byFinding.get(written || query.get('case')) || null;
  if (finding && shown.includes(finding)) view.page = Math.floor(shown.indexOf(finding) / pageSize);
  drawTools();
  drawHead();
  openCase(finding, moveFocus);
  if (!moveFocus) byId('worklist').scrollIntoView();
}

// On paper stand the cases that are written out; their text is the page's own, escaped when it was made.
function openOnPaper() {
  if (byId('written')) byId('printed-cases').innerHTML = byId('written').textContent;
  for (const details of document.querySelectorAll('details')) details.open = true;
}

// The data is packed: a page a fifth as long is read many times as fast.
async function unpack(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(stream).text());
}

async function begin() {
  let data;
  try { data = await unpack(byId('data').textContent); } catch {
    addEventListener('load', openOnPaper);
    document.documentElement.classList.add('unread');
    byId('reading').hidden = false;
    byId('reading').textContent = 'This browser can not unpack the worklist. The first cases stand at the end of the page, all findings in findings.csv.';
    return;
  }
  findings = data.f.map((values, index) => new Finding(values, index, data.s, data.c));
  byFinding = new Map(findings.map(finding => [finding.id, finding]));
  shown = findings;
  loadDispositions(data.d.map(entry => entry.map(number => data.s[number])));
  document.documentElement.classList.add('scripted');
  drawTools();
  drawHead();
  drawList();
  followAddress(false);
  performance.mark('worklist-drawn');
  setTimeout(() => findings.forEach(finding => finding.haystack), 300);
  addEventListener('hashchange', () => followAddress(true));
  byId('list').addEventListener('click', openRow);
}

addEventListener('beforeprint', openOnPaper);
const ready = begin();
