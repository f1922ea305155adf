// What tests ask of a page. Each answer is a list of what is wrong.
window.look = (() => {
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.className && e.className.baseVal === undefined ? '.' + e.className : '')
    + ' "' + (e.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 60) + '"';
  const all = () => Array.from(document.body.querySelectorAll('*'));
  const seen = e => e.checkVisibility ? e.checkVisibility() : e.getClientRects().length > 0;
  const scrolls = e => {
    for (let at = e; at && at !== document.body; at = at.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  // Not counted: what is a jump link until it has the focus, and heads that phones have in each row.
  const away = e => e.getBoundingClientRect().right < 0;

  // What makes the page wider than its window.
  function wide() {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    const found = all().filter(e => seen(e) && !scrolls(e.parentElement) && e.getBoundingClientRect().right > width + 1);
    return ['the page is ' + document.scrollingElement.scrollWidth + ' of ' + width + ' wide', ...found.slice(0, 5).map(name)];
  }

  // Tables that a phone shows a part of. One of figures that are read across may be.
  function pushed() {
    return Array.from(document.querySelectorAll('main .wide:not([data-across]):has(table)')).filter(e => seen(e) && e.scrollWidth > e.clientWidth + 1)
      .map(e => 'runs off by ' + (e.scrollWidth - e.clientWidth) + ': ' + name(e));
  }

  // The link of this page, where it is among those that are pushed off.
  function lost() {
    const [nav, at] = [document.querySelector('header nav'), document.querySelector('header nav [aria-current]')];
    if (!at) return [];
    const [part, link] = [nav, at].map(e => e.getBoundingClientRect());
    return link.left < part.left - 1 || link.right > part.right + 1 ? ['is pushed off: ' + name(at)] : [];
  }

  // Texts of which a part is hidden, or that are drawn beyond their box.
  function clipped() {
    const found = [];
    for (const e of all()) {
      if (!seen(e) || away(e) || e.closest('svg, dialog, option')) continue;
      const style = getComputedStyle(e);
      if (['hidden', 'clip'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0) found.push('hides: ' + name(e));
      const own = Array.from(e.childNodes).filter(node => node.nodeType === 3 && node.data.trim());
      if (!own.length || style.display.startsWith('inline') && style.display !== 'inline-block' || scrolls(e)) continue;
      const box = e.getBoundingClientRect();
      for (const text of own) {
        const range = document.createRange();
        range.selectNodeContents(text);
        if (Array.from(range.getClientRects()).some(rect => rect.right > box.right + 2)) found.push('is beyond its box: ' + name(e));
      }
    }
    return found.slice(0, 10);
  }

  // Makes each word of ours 40 % longer, as another language might.
  function longer() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const ours = [];
    while (walker.nextNode()) {
      const at = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && !at.closest('bdi, code, pre, time, kbd, script, svg, .number, [data-count]')) ours.push(walker.currentNode);
    }
    for (const text of ours) text.data = text.data.replace(/\p{L}+/gu, word => word + word.slice(0, Math.ceil(word.length * .4)));
    return [];
  }

  // The page and all that it is made of, as they are sent, where that is more than so many bytes.
  function large(most) {
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const bytes = entries.reduce((sum, entry) => sum + entry.encodedBodySize, 0);
    return bytes > most || bytes === 0 ? [bytes + ' bytes'] : [];
  }

  // Texts of others.
  const foreign = () => Array.from(document.querySelectorAll('bdi')).map(e => e.textContent);

  const rgba = color => {
    const [r, g, b, a = 1] = (color.match(/[\d.]+/g) || []).map(Number);
    return color.startsWith('color(srgb') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  // One colour on another, each with its own alpha.
  const over = ([r, g, b, a], [r0, g0, b0, a0]) => {
    const both = a + a0 * (1 - a);
    const mix = (c, c0) => both ? (c * a + c0 * a0 * (1 - a)) / both : 0;
    return [mix(r, r0), mix(g, g0), mix(b, b0), both];
  };
  const luminance = rgb => rgb.slice(0, 3).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);

  // Of a text and of what is behind it. An element that lets something through does so with both.
  function contrast(e, paper) {
    let [text, ground] = [rgba(getComputedStyle(e).color), [0, 0, 0, 0]];
    for (let at = e; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const own = rgba(style.backgroundColor);
      [text, ground] = [over(text, own), over(ground, own)];
      text[3] *= style.opacity;
      ground[3] *= style.opacity;
    }
    const [one, other] = [luminance(over(text, paper)), luminance(over(ground, paper))];
    return (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
  }

  // Texts that WCAG 1.4.3 calls too pale. Unlike the rule of axe it does not look at what lies over others.
  function pale() {
    const paper = matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
    const found = [];
    for (const e of all()) {
      const own = Array.from(e.childNodes).some(node => node.nodeType === 3 && node.data.trim());
      if (!own || !seen(e) || away(e) || e.closest('svg, script, :disabled')) continue;
      const style = getComputedStyle(e);
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
      const is = contrast(e, paper);
      if (is < (isLarge ? 3 : 4.5)) found.push('contrast ' + is.toFixed(2) + ': ' + name(e));
    }
    return found.slice(0, 10);
  }

  // Fields of which nobody sees where they are: WCAG 1.4.11.
  function boxes() {
    const paper = matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
    const found = [];
    for (const e of document.querySelectorAll('main :is(input:not([type=hidden], [type=file]), select, textarea)')) {
      if (!seen(e) || e.matches(':disabled, :checked, :focus')) continue;
      let ground = [0, 0, 0, 0];
      for (let at = e.parentElement; at; at = at.parentElement) ground = over(ground, rgba(getComputedStyle(at).backgroundColor));
      const [one, other] = [rgba(getComputedStyle(e).borderTopColor), over(ground, paper)].map(luminance);
      const is = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
      if (is < 3) found.push('border ' + is.toFixed(2) + ': ' + name(e));
    }
    return found.slice(0, 3);
  }

  // What the colours of texts depend on: the elements that each is in, with their classes and attributes.
  function places() {
    const step = e => e.tagName + '.' + e.getAttribute('class') + e.getAttributeNames().join(' ') + (e.matches(':disabled') ? '!' : '');
    const path = e => e === document.documentElement ? '' : path(e.parentElement) + '>' + step(e);
    return Array.from(new Set(all().filter(e => Array.from(e.childNodes).some(node => node.nodeType === 3 && node.data.trim()) && seen(e)).map(path)));
  }

  // How many tabs it is at least from what has the focus to an element that is behind it.
  function tabs(selector) {
    const stops = Array.from(document.querySelectorAll('a[href], button, input, select, textarea, summary'))
      .filter(e => e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}) && !e.matches(':disabled, [type=hidden]') && !e.closest('[inert]')
        && (e.type !== 'radio' || e.checked));
    const to = stops.findIndex(e => e.matches(selector));
    return Math.max(0, to - stops.indexOf(document.activeElement));
  }

  // What print must not have, and colours of the page that are not ink on paper.
  function printed() {
    const acts = ['/owner/revoke', '/owner/grant', '/owner/notice', '/alert/ack', '/command/confirm', '/command/fail', '/note'].map(path => `a[href^="${path}?"]`).concat('a[href$="/withdraw"]', 'a[href*="/waive?"]', 'a[href*="/appeal?"]');
    const found = ['header', '.skip', '.filters', 'dialog', '.more', 'form', ...acts].flatMap(s => Array.from(document.querySelectorAll(s))).filter(seen).map(e => 'is printed: ' + name(e));
    const light = color => { const [r, g, b, a] = (color.match(/[\d.]+/g) || []).map(Number); return a === 0 ? 1 : (.2126 * r + .7152 * g + .0722 * b) / 255; };
    if (light(getComputedStyle(document.body).backgroundColor) < .95 || light(getComputedStyle(document.documentElement).backgroundColor) < .95) found.push('the paper is dark');
    for (const e of all()) {
      const own = Array.from(e.childNodes).some(node => node.nodeType === 3 && node.data.trim());
      if (own && seen(e) && !e.closest('svg') && light(getComputedStyle(e).color) > .5) found.push('is printed pale: ' + name(e));
    }
    return found.slice(0, 10);
  }

  return {wide, pushed, lost, boxes, clipped, longer, large, foreign, pale, places, printed, tabs};
})();
