// Draws a case as the template case.mustache does; a test compares the two.

function tag(finding) { return el('span', { class: 'tag ' + finding.verdictClass }, finding.verdictTitle); }

function pair(label, value) { return el('div', null, el('dt', null, label), el('dd', null, value)); }

function caseArticle(finding) {
  const parts = [
    el('h4', { tabindex: '-1' }, tag(finding), ' ', finding.rule, ' · ', finding.ruleTitle),
    el('p', { class: 'message' }, finding.message),
  ];
  if (finding.waiver) parts.push(el('p', { class: 'reviewed' }, finding.waiver));
  if (finding.caveat) parts.push(el('p', { class: 'caveat' }, finding.caveat));
  parts.push(el('dl', { class: 'pairs' },
    pair('Reason', el('code', null, finding.reason)),
    finding.details.map(([label, value]) => pair(label, value)),
    pair('Order ids', el('code', null, finding.orderIDs)),
    pair('Finding', el('code', null, finding.id))));
  if (finding.record) parts.push(...recordParts(finding.record));
  return el('article', { class: 'case' }, parts);
}

function recordParts(record) {
  const parts = [
    el('h5', null, 'Orders in time'),
    el('p', { class: 'legend' }, `${record.first} to ${record.last}. `, record.legend.map(text => text + ' ')),
    el('ol', { class: 'timeline' }, record.marks.map(mark => timelineMark(mark, record))),
    el('h5', null, 'Why'),
    el('ul', { class: 'clauses' }, record.clauses.map(clause)),
  ];
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
  const track = el('svg', { class: 'track', 'aria-hidden': 'true' },
    el('rect', { class: 'window', x: record.windowStart + '%', y: 0, width: record.windowWidth + '%', height: 40 }),
    record.ticks.map(tick => el('line', { class: 'edge', x1: tick + '%', y1: 0, x2: tick + '%', y2: 40 })),
    el('line', { class: 'axis', x1: 0, y1: 20, x2: '100%', y2: 20 }),
    el('use', { href: '#mark-' + mark.shape, x: mark.place + '%', y: 20 }));
  const what = [el('b', null, mark.modality), ' ', mark.exam, ' ', el('span', { class: 'state ' + mark.shape }, mark.status)];
  if (mark.roleText) what.push(' ', el('span', { class: 'role ' + mark.role }, mark.roleText));
  if (mark.learned) what.push(' ', el('span', { class: 'learned' }, 'known from here: ', mark.learned));
  what.push(' ', el('code', null, mark.orderID));
  for (const [field, pieces] of mark.texts) {
    what.push(el('span', { class: 'text' }, el('i', null, field + ':'), ' ',
      pieces.map(([text, quoted]) => quoted ? el('mark', null, text) : text)));
  }
  return el('li', { class: mark.role }, el('span', { class: 'when' }, mark.when), track, el('span', { class: 'what' }, what));
}

function groundText(mark, field, words) {
  const order = `order ${mark.orderID}, ${mark.when === 'no date' ? '' : mark.when.slice(0, 10)}`;
  const place = field ? `${field} of ${order}` : order;
  return words ? `“${words}” (${place})` : place;
}

function clause([text, mark, state, found, grounds, parts]) {
  const words = el('span', { class: 'words' }, text, found ? ': ' : '', found ? el('b', null, found) : '');
  return el('li', { class: 'clause ' + mark }, el('span', { class: 'truth' }, state), ' ', words,
    grounds.map(ground => el('span', { class: 'ground' }, ground)),
    parts.length ? el('ul', null, parts.map(clause)) : '');
}
