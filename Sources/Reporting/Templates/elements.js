'use strict';

// An element with its attributes and children; a child is an element or text, never markup.
function el(name, attributes, ...children) {
  const svg = ['svg', 'rect', 'line', 'use', 'text'].includes(name);
  const node = svg ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ''));
  return node;
}

const byId = id => document.getElementById(id);

function option(value, text) { return el('option', { value }, text); }

function labelled(text, control, extra) {
  return el('label', { class: 'field' + (extra ? ' ' + extra : '') }, text, control);
}

// Offers text as a file; nothing leaves the machine.
function save(text, name, type) {
  const link = el('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
