'use strict';
// Makes a part of the page the same as one that was made later. Elements that are alike stay, and
// with them focus, selection, what is typed, what is open and how far it is scrolled.
const deskMerge = (() => {
  const children = element => Array.from(element.children);
  const isDirty = field => field.matches('input, textarea, select') && field.type !== 'hidden'
    && (field === document.activeElement || field.value !== startOf(field) || field.checked !== field.defaultChecked);
  const startOf = field => {
    if (!field.matches('select')) return field.defaultValue;
    const chosen = Array.from(field.options).find(option => option.defaultSelected) || field.options[0];
    return chosen ? chosen.value : '';
  };

  // A form keeps the state that it was made from as long as a person is filling it in.
  const isKept = field => {
    const around = field.closest('[data-id], form');
    return around && Array.from(around.querySelectorAll('input, textarea, select')).some(isDirty);
  };

  function attributes(from, to) {
    if (from.matches('input[type=hidden]') ? isKept(from) : isDirty(from)) return;
    for (const {name, value} of Array.from(to.attributes)) {
      if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    }
    for (const {name} of Array.from(from.attributes)) {
      if (!to.hasAttribute(name) && !(name === 'open' && from.matches('details'))) from.removeAttribute(name);
    }
  }

  const isAlike = (one, other) => one.nodeName === other.nodeName && one.id === other.id
    && (one.nodeType !== Node.ELEMENT_NODE || one.dataset.id === other.dataset.id);

  const copy = node => document.importNode(node, true);

  function next(node) {
    const after = node.nextSibling;
    node.remove();
    return after;
  }

  // The longest part of a list of numbers that is in order: what is not in it has moved.
  function inOrder(numbers) {
    const lengths = [];
    numbers.forEach((n, i) => {
      lengths[i] = 1 + Math.max(0, ...lengths.filter((length, j) => numbers[j] < n));
    });
    return Math.max(0, ...lengths);
  }

  // Rows have names. While a person is busy with them none changes its place and none goes.
  function rows(from, to, how) {
    const known = new Map(children(from).filter(row => 'id' in row.dataset).map(row => [row.dataset.id, row]));
    const wanted = children(to);
    let before = null;
    for (const row of wanted) {
      let own = known.get(row.dataset.id);
      if (own) {
        merge(own, row, how);
      } else {
        own = copy(row);
        how.added.push(own);
      }
      const place = before ? before.nextElementSibling : from.firstElementChild;
      if (own !== place && (how.all || !own.parentNode)) from.insertBefore(own, place);
      before = own;
    }
    const names = new Set(wanted.map(row => row.dataset.id));
    const gone = children(from).filter(row => !names.has(row.dataset.id));
    if (how.all) {
      gone.forEach(row => row.remove());
      return;
    }
    gone.forEach(row => row.classList.add('gone'));
    const shown = children(from).filter(row => names.has(row.dataset.id)).map(row => row.dataset.id);
    const places = shown.map(id => wanted.findIndex(row => row.dataset.id === id));
    how.waiting += gone.length + shown.length - inOrder(places);
  }

  function merge(from, to, how) {
    attributes(from, to);
    if (isDirty(from)) return;
    if (to.firstElementChild && 'id' in to.firstElementChild.dataset) {
      rows(from, to, how);
      return;
    }
    let at = from.firstChild;
    for (const node of Array.from(to.childNodes)) {
      let own = at;
      // Of elements one further on may be meant; texts are at their place, or new.
      while (own && !isAlike(own, node) && node.nodeType === Node.ELEMENT_NODE) own = own.nextSibling;
      if (!own || !isAlike(own, node)) {
        from.insertBefore(copy(node), at);
        continue;
      }
      while (at !== own) at = next(at);
      if (node.nodeType === Node.ELEMENT_NODE) merge(own, node, how);
      else if (own.data !== node.data) own.data = node.data;
      at = own.nextSibling;
    }
    while (at) at = next(at);
  }

  // The row that a person looks at: under the pointer, or with the focus.
  function looked(part) {
    const focused = part.contains(document.activeElement) && document.activeElement.closest('[data-id]');
    return part.querySelector('[data-id]:hover') || focused;
  }

  /**
   * Merges; without `all` rows stay where they are.
   *
   * @return how many rows have moved or gone, and wait
   */
  return (from, to, all) => {
    const how = {all, waiting: 0, added: []};
    const row = all ? null : looked(from);
    const top = row && row.getBoundingClientRect().top;
    const focus = document.activeElement;
    merge(from, to, how);
    if (focus !== document.activeElement && from.contains(focus)) focus.focus({preventScroll: true});
    if (!row) return how.waiting;
    const moved = () => row.getBoundingClientRect().top - top;
    scrollBy({top: moved(), behavior: 'instant'});
    if (Math.abs(moved()) >= 1) {
      // The page is too short to be scrolled: what is new is below until a person rests.
      const above = how.added.filter(one => one.parentNode === row.parentNode
        && one.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
      above.forEach(one => row.parentNode.append(one));
      how.waiting += above.length;
    }
    return how.waiting;
  };
})();
