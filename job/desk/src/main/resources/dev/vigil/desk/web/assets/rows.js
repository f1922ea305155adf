'use strict';
// Rows that are chosen, the last form once more, a sound for what has escalated if it is asked for.
// Pages work without it. Keys open what they are of, and never send.
(() => {
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const on = document.getElementById('keys-on');
  const reached = document.getElementById('reached');
  if (!on || !reached) return;

  // Sound: off until it is asked for -----------------------------------------------------------
  const sound = document.getElementById('sound-on');
  let audio = null;
  sound.checked = localStorage.getItem('desk-sound') === 'on';
  sound.addEventListener('change', () => {
    localStorage.setItem('desk-sound', sound.checked ? 'on' : 'off');
    if (sound.checked) ring();
  });
  new MutationObserver(() => { if (sound.checked) ring(); }).observe(reached, {childList: true, characterData: true, subtree: true});

  function ring() {
    audio = audio || new AudioContext();
    audio.resume().then(() => [0, 0.35].forEach(after => {
      const tone = audio.createOscillator(), volume = audio.createGain();
      volume.gain.value = 0.2;
      tone.frequency.value = 660;
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + after);
      tone.stop(audio.currentTime + after + 0.2);
    })).catch(() => {}); // A browser may want a key or a click before the first one.
  }

  // The last form on the next row ---------------------------------------------------------------
  const OWN = ['csrf', 'request', 'as_of', 'generation', 'back'];
  const MOST = 1500;

  document.addEventListener('submit', event => {
    const path = new URL(event.target.action, location.href).pathname.split('/');
    if (event.target.method !== 'post' || path.length !== 4 || !['notice', 'item'].includes(path[1])) return;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(event.target)) if (value && !OWN.includes(name)) query.append(name, value);
    sessionStorage.setItem('desk-form', JSON.stringify({kind: path[1], id: path[2], deed: path[3], query: query.toString()}));
  });

  function repeat() {
    const last = JSON.parse(sessionStorage.getItem('desk-form') || 'null');
    if (!last) return false;
    const links = last.kind === 'notice' ? all('a[data-row][href^="/notice/"]')
      : all('a[href^="/item/"]').filter(link => link.pathname.endsWith('/' + last.deed));
    const ids = links.map(link => link.pathname.split('/')[2]);
    const focused = links.indexOf(document.activeElement);
    const next = focused >= 0 && ids[focused] !== last.id ? focused : ids.indexOf(last.id) + 1;
    if (!ids[next]) return false;
    const query = new URLSearchParams(last.query.length > MOST ? '' : last.query);
    query.set('back', location.pathname + location.search);
    location.assign('/' + last.kind + '/' + ids[next] + '/' + last.deed + '?' + query);
    return true;
  }

  // Keys -------------------------------------------------------------------------------------
  function choose() {
    const row = document.activeElement.matches('a[data-row]') && document.activeElement.closest('tr');
    const box = row && row.querySelector('input[form=bulk]');
    if (box) box.checked = !box.checked;
    return Boolean(box);
  }

  function bulk(key) {
    const button = document.querySelector('input[form=bulk]:checked')
      && all('[data-bulk]').find(one => one.dataset.bulk === key);
    if (button) button.focus();
    return Boolean(button);
  }

  document.addEventListener('keydown', event => {
    const target = event.target;
    const typing = target.matches && target.matches('input:not([type=checkbox]), select, textarea, button, summary');
    if (typing || !on.checked || document.querySelector('dialog[open]')
      || event.ctrlKey || event.metaKey || event.altKey) return;
    const isDone = event.key === ' ' ? choose() : event.key === '.' ? repeat() : bulk(event.key);
    if (isDone) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  // What the keys of this page are --------------------------------------------------------------
  function list() {
    const here = document.getElementById('keys-here');
    here.replaceChildren();
    const keys = new Map();
    for (const one of all('[data-key], [data-bulk]')) {
      const words = one.cloneNode(true);
      all('kbd', words).forEach(key => key.remove());
      const key = one.dataset.key || one.dataset.bulk;
      if (!keys.has(key)) keys.set(key, words.textContent.trim());
    }
    for (const [key, words] of keys) {
      const term = document.createElement('dt'), what = document.createElement('dd');
      term.append(Object.assign(document.createElement('kbd'), {textContent: key}));
      what.textContent = words;
      here.append(term, what);
    }
  }

  document.addEventListener('desk-shown', list);
  list();
})();
