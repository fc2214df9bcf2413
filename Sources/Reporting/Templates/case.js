// Draws a case as the template case.mustache does; a test compares the two.

function tag(finding) { return el('span', { class: 'tag ' + finding.verdictClass }, finding.verdictTitle); }

function pair(label, value) { return el('div', null, el('dt', null, label), el('dd', null, value)); }

function caseArticle(finding) {
  const parts = [
    el('h4', { tabindex: '-1' }, tag(finding), ' ', finding.reasonText),
    el('p', { class: 'rule-line' }, el('b', null, finding.rule), ' ', finding.ruleTitle),
    el('p', { class: 'message' }, finding.message),
  ];
  if (finding.waiver) parts.push(el('p', { class: 'waived' }, finding.waiver));
  if (finding.caveat) parts.push(el('p', { class: 'caveat' }, finding.caveat));
  parts.push(el('dl', { class: 'pairs' },
    finding.details.map(([label, value]) => pair(label, value)),
    pair('Order ids', el('code', null, finding.orderIDs)),
    pair('Reason code', el('code', null, finding.reason)),
    pair('Finding', el('code', null, finding.id))));
  const record = finding.record;
  if (record) parts.push(...recordParts(record));
  return el('article', { class: 'case' }, parts);
}

const markLegend = '● performed ○ ordered, not performed ✕ cancelled ◇ status unknown; a ring marks the judged order, ▾ what first came on record.';

function recordParts(record) {
  const labels = (list, y) => list.map(([place, label]) =>
    el('text', { x: place + '%', y, 'text-anchor': 'middle' }, label));
  const parts = [
    el('h5', null, 'Orders in time'),
    el('p', { class: 'legend' }, record.legend.map(text => text + ' '), markLegend),
    el('div', { class: 'axis-row', 'aria-hidden': 'true' },
      el('svg', { class: 'track' }, labels(record.edges, 12), labels(record.ticks, 30))),
    el('ol', { class: 'timeline' }, record.marks.map(mark => timelineMark(mark, record))),
    el('h5', null, 'Why'),
    el('ul', { class: 'clauses' }, record.decided.map(clause)),
  ];
  if (record.unknown.length) {
    parts.push(el('h5', null, 'What could not be told'), el('ul', { class: 'clauses' }, record.unknown.map(clause)));
  }
  if (record.ruledOut.length) {
    const answers = record.ruledOut.length === 1 ? '1 answer' : `${record.ruledOut.length} answers`;
    parts.push(el('details', { class: 'ruled-out' },
      el('summary', null, `${answers} that come before it and do not hold`),
      el('ul', { class: 'clauses' }, record.ruledOut.map(clause))));
  }
  if (record.explanations.length) {
    parts.push(el('h5', null, 'What would explain it'),
      el('ul', { class: 'explanations' }, record.explanations.map(text => el('li', null, text))));
  }
  if (record.clues.length) {
    parts.push(el('div', { class: 'clues', role: 'note' }, el('h5', null, 'Differential clues, not a diagnosis'),
      el('ul', null, record.clues.map(text => el('li', null, text)))));
  }
  return parts;
}

function timelineMark(mark, record) {
  const x = mark.place + '%', isNearEnd = Number(mark.place) > 70;
  const upright = (place, y1, y2, name) => el('line', { class: name, x1: place + '%', y1, x2: place + '%', y2 });
  const track = el('svg', { class: 'track', 'aria-hidden': 'true' },
    el('rect', { class: 'window', x: record.windowStart + '%', y: 0, width: record.windowWidth + '%', height: 40 }),
    record.ticks.map(([place]) => upright(place, 16, 24, 'tick')),
    record.edges.map(([place]) => upright(place, 0, '100%', 'edge')),
    record.judgedPlace ? upright(record.judgedPlace, 0, '100%', 'judged-line') : '',
    el('line', { class: 'axis', x1: 0, y1: 20, x2: '100%', y2: 20 }),
    mark.role === 'judged' ? el('use', { href: '#mark-judged', x, y: 20 }) : '',
    el('use', { href: '#mark-' + mark.shape, x, y: 20 }),
    mark.learned ? el('use', { href: '#mark-known', x, y: 20 }) : '',
    el('text', { x, y: 25, dx: isNearEnd ? -13 : 13, 'text-anchor': isNearEnd ? 'end' : 'start' }, mark.modality));
  const what = [el('b', null, mark.modality), ' ', mark.exam, ' ', el('span', { class: 'state ' + mark.shape }, mark.status)];
  if (mark.roleText) what.push(' ', el('span', { class: 'role ' + mark.role }, mark.roleText));
  what.push(' ', el('code', null, mark.orderID));
  if (mark.learned) what.push(' ', el('span', { class: 'learned' }, '▾ first on record here: ', mark.learned));
  for (const [field, pieces] of mark.texts) {
    what.push(el('span', { class: 'text' }, el('i', null, field + ':'), ' ',
      pieces.map(([text, quoted]) => quoted ? el('mark', null, text) : text)));
  }
  const when = el('span', { class: 'when' }, mark.when, mark.offset ? ' ' : '',
    mark.offset ? el('span', { class: 'offset' }, mark.offset) : '');
  return el('li', { class: mark.role }, when, track, el('span', { class: 'what' }, what));
}

function groundText(mark, field, words) {
  const order = `order ${mark.orderID}, ${mark.when === 'no date' ? '' : mark.when.slice(0, 10)}`;
  const place = field ? `${field} of ${order}` : order;
  return words ? `“${words}” (${place})` : place;
}

function clause([lead, text, mark, state, found, grounds, parts]) {
  const words = el('span', { class: 'words' }, lead ? el('b', { class: 'lead' }, lead) : '', lead ? ' ' : '', text,
    found ? ': ' : '', found ? el('b', null, found) : '');
  return el('li', { class: 'clause ' + mark }, el('span', { class: 'truth' }, state), ' ', words,
    grounds.length ? el('span', { class: 'grounds' }, grounds.map(ground => [el('span', { class: 'ground' }, ground), ' ']).flat()) : '',
    parts.length ? el('ul', null, parts.map(clause)) : '');
}
