// What reviewers decided, by finding; kept in this browser and carried by dispositions.csv.

const decisions = {
  'agree': 'Agree with the flag', 'justified': 'Justified', 'data-error': 'Data error', 'other-lesion': 'Other lesion',
  'second-reader': 'Needs a second reader',
};
const dispositionColumns = ['finding_id', 'rule_id', 'verdict', 'reason', 'facts', 'decision', 'exception', 'note', 'reviewer', 'reviewed_at'];
const dispositionStore = 'orderaudit-dispositions';

// Finding id to a list of decisions, one a reviewer.
let dispositions = new Map();

// `earlier` came with the page; this browser's own follow, unless the page knows a later word of the same reviewer.
function loadDispositions(earlier) {
  for (const cells of earlier) addDisposition(Object.fromEntries(dispositionColumns.map((column, i) => [column, cells[i]])));
  try {
    const kept = JSON.parse(localStorage.getItem(dispositionStore) || '[]');
    for (const entry of kept) {
      const known = (dispositions.get(entry.finding_id) || []).find(other => other.reviewer === entry.reviewer);
      if (!known || known.reviewed_at <= entry.reviewed_at) addDisposition(entry);
    }
  } catch { /* A browser that keeps nothing still shows and exports what is entered. */ }
}

function keepDispositions() {
  try {
    localStorage.setItem(dispositionStore, JSON.stringify([...dispositions.values()].flat()));
    return true;
  } catch { return false; }
}

// A reviewer's later word replaces the earlier one.
function addDisposition(entry) {
  const others = (dispositions.get(entry.finding_id) || []).filter(other => other.reviewer !== entry.reviewer);
  dispositions.set(entry.finding_id, [...others, entry]);
}

function csvCell(text) {
  // A spreadsheet must not run what somebody wrote into a note.
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
}

function dispositionsCSV(findings) {
  const order = new Map(findings.map((finding, index) => [finding.id, index]));
  const entries = [...dispositions.values()].flat();
  entries.sort((a, b) => (order.get(a.finding_id) ?? 1e9) - (order.get(b.finding_id) ?? 1e9)
    || (a.finding_id + a.reviewer < b.finding_id + b.reviewer ? -1 : 1));
  const rows = entries.map(entry => dispositionColumns.map(column => csvCell(entry[column] || '')).join(','));
  return [dispositionColumns.join(','), ...rows].join('\n') + '\n';
}

function parseCSV(text) {
  const rows = [];
  let row = [], cell = '', quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') { cell += c; i++; }
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') { row.push(cell); cell = ''; }
    else if (c === '\n') { row.push(cell); rows.push(row); row = []; cell = ''; }
    else if (c !== '\r') cell += c;
  }
  if (cell || row.length) rows.push([...row, cell]);
  return rows;
}

// Takes a dispositions.csv back; tells in words what came of it.
function importDispositions(text) {
  const [head, ...rows] = parseCSV(text.replace(/^\uFEFF/, ''));
  const missing = ['finding_id', 'decision', 'reviewer'].filter(column => !head || !head.includes(column));
  if (missing.length) return `Not a dispositions file: it has no column ${missing.join(', ')}.`;
  let taken = 0, refused = 0;
  for (const row of rows) {
    const entry = {};
    for (const column of dispositionColumns) {
      const at = head.indexOf(column);
      const value = at < 0 ? '' : row[at] || '';
      entry[column] = /^'\s*[=+\-@\t\r]/.test(value) ? value.slice(1) : value;
    }
    if (entry.finding_id && decisions[entry.decision]) { addDisposition(entry); taken++; } else refused++;
  }
  keepDispositions();
  return `${taken} taken` + (refused ? `, ${refused} not understood` : '') + '.';
}
