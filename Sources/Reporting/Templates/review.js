// The form with which a reviewer decides on one finding.

let lastReviewer = '';

function decisionText(entry) {
  return decisions[entry.decision] + (entry.exception ? ': ' + entry.exception : '');
}

function reviewForm(finding, afterSave) {
  const earlier = dispositions.get(finding.id) || [];
  const mine = earlier.find(entry => entry.reviewer === lastReviewer) || (earlier.length === 1 ? earlier[0] : null);
  const known = earlier.map(entry => el('p', null,
    el('span', { class: 'reviewed' }, decisionText(entry)), ` – ${entry.reviewer}, ${entry.reviewed_at.slice(0, 10)}`,
    entry.note ? ` – ${entry.note}` : '',
    entry.facts && entry.facts !== finding.facts ? el('strong', null, ' The facts changed since this review.') : ''));
  const choices = Object.entries(decisions).map(([value, text]) => el('label', null,
    el('input', { type: 'radio', name: 'decision', value, required: true, checked: mine?.decision === value }), text));
  const exception = el('select', { name: 'exception' }, option('', 'none named'),
    (finding.record?.explanations || []).map(text => option(text, text)));
  exception.value = mine?.exception || '';
  const note = el('textarea', { name: 'note', maxlength: 2000 });
  note.value = mine?.note || '';
  const reviewer = el('input', { name: 'reviewer', required: true, maxlength: 20, autocomplete: 'off', size: 8 });
  reviewer.value = lastReviewer || mine?.reviewer || '';
  const status = el('span', { role: 'status' });
  const form = el('form', { class: 'review-form', onsubmit: event => {
    event.preventDefault();
    lastReviewer = reviewer.value.trim();
    if (!lastReviewer) { reviewer.focus(); return; }
    addDisposition({
      finding_id: finding.id, rule_id: finding.ruleID, verdict: finding.verdictName, reason: finding.reason,
      facts: finding.facts, decision: form.elements.decision.value, exception: exception.value, note: note.value.trim(),
      reviewer: lastReviewer, reviewed_at: new Date().toISOString().slice(0, 19) + 'Z',
    });
    status.textContent = keepDispositions() ? 'Saved in this browser.' : 'This browser keeps nothing: export before you close.';
    afterSave();
  } },
  el('fieldset', { class: 'review' }, el('legend', null, 'Your review'),
    known,
    el('div', { class: 'choices', role: 'radiogroup', 'aria-label': 'Decision' }, choices),
    el('div', { class: 'row' }, labelled('Which explanation, if justified', exception), labelled('Your initials', reviewer)),
    labelled('Note (no patient names)', note),
    el('div', { class: 'row' }, el('button', { class: 'main' }, 'Save review'), status)));
  return form;
}
