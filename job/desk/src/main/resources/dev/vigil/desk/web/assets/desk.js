'use strict';
// Countdowns by the server's time, the ages of what is shown, news, keys. Pages work without it.
(() => {
  const html = document.documentElement;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));

  // Time -------------------------------------------------------------------------------------
  // Server's time minus this page's own: the largest of the last five, as the network only delays.
  const offsets = [Number(html.dataset.now) - performance.now()];
  const serverNow = () => performance.now() + Math.max(...offsets);
  let tickAt = null;

  const two = n => String(n).padStart(2, '0');
  const left = ms => {
    const s = Math.trunc(Math.abs(ms) / 1000);
    return (ms < 0 ? '-' : '') + Math.floor(s / 3600) + ':' + two(Math.floor(s / 60) % 60) + ':' + two(s % 60);
  };

  function countDown() {
    const now = serverNow();
    for (const time of all('time[data-due]')) {
      const ms = Number(time.dataset.due) - now;
      time.textContent = left(ms);
      time.classList.toggle('over', ms < 0);
    }
  }

  // Ages -------------------------------------------------------------------------------------
  const stripe = document.getElementById('stripe');

  function span(ms) {
    const s = Math.floor(ms / 1000);
    const parts = [['d', Math.floor(s / 86400)], ['h', Math.floor(s / 3600) % 24], ['min', Math.floor(s / 60) % 60], ['s', s % 60]];
    let first = parts.findIndex(part => part[1] > 0);
    first = first < 0 ? 3 : first;
    return parts.slice(first, first + 2).filter((part, i) => i === 0 || part[1] > 0)
      .map(part => stripe.dataset[part[0]].replace('{0}', part[1])).join(' ');
  }

  function age(name, trust, ms) {
    const line = stripe.querySelector('[data-age="' + name + '"]');
    const text = line.dataset[trust.toLowerCase()].replace('{0}', ms === undefined ? '' : span(ms));
    const shown = line.querySelector('span');
    if (shown.textContent !== text) shown.textContent = text;
    if (!line.classList.contains(trust)) {
      line.className = 'age ' + trust;
      const reason = line.querySelector('small');
      if (reason && trust === 'GOOD') reason.remove();
    }
  }

  function pageAge() {
    if (!stripe || tickAt === null) return;
    const ms = performance.now() - tickAt;
    age('page', ms < 5000 ? 'GOOD' : ms < 15000 ? 'WARN' : 'ALARM', ms);
  }

  // News: one stream for a browser, held by a tab that is seen ---------------------------------
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('desk') : null;

  function show(json) {
    const tick = JSON.parse(json);
    tickAt = performance.now();
    offsets.push(tick.now - tickAt);
    if (offsets.length > 5) offsets.shift();
    age('store', tick.store.trust, tick.store.ms);
    age('clock', tick.clock.trust, tick.clock.ms);
    pageAge();
    for (const count of all('[data-count]')) {
      if (count.dataset.count in tick.counts) count.textContent = tick.counts[count.dataset.count];
    }
    countDown();
    changed(tick);
    html.dataset.ready = '';
  }

  if (channel) channel.onmessage = event => show(event.data);

  let close = null;
  function follow() {
    const source = new EventSource('/ticks');
    source.addEventListener('tick', event => {
      show(event.data);
      if (channel) channel.postMessage(event.data);
    });
    // A browser gives up where it gets another answer than a stream.
    const again = setInterval(() => {
      if (source.readyState === EventSource.CLOSED) { close(); lead(); }
    }, 5000);
    const stop = () => { clearInterval(again); source.close(); close = null; };
    close = stop;
    return stop;
  }

  let waiting = null;
  function lead() {
    if (!stripe || document.hidden || close || waiting) return;
    if (!navigator.locks) { follow(); return; }
    waiting = new AbortController();
    navigator.locks.request('desk', {signal: waiting.signal}, () => new Promise(release => {
      waiting = null;
      const stop = follow();
      close = () => { stop(); release(); };
    })).catch(() => { waiting = null; });
  }

  function seen() {
    if (document.hidden) {
      if (waiting) waiting.abort();
      if (close) close();
    } else {
      lead();
    }
    countDown();
    pageAge();
  }

  // Changes: the part of the page that lives is asked for again --------------------------------
  const bar = document.getElementById('changed');
  let typedAt = -Infinity, askedAt = -Infinity, due = false, knownAt = Number(html.dataset.now);

  function changed(tick) {
    const live = document.getElementById('live');
    if (!live) return;
    const words = name => (live.dataset[name] || '').split(' ').filter(Boolean);
    for (const one of tick.news.filter(each => each.at > knownAt)) {
      const ofTopic = words('topics').some(topic => one.topics.includes(topic));
      const ofSubject = live.dataset.subjects === undefined || !one.subjects
        || JSON.parse(live.dataset.subjects).some(subject => one.subjects.includes(subject));
      due = due || ofTopic && ofSubject;
      knownAt = one.at;
    }
    const quiet = performance.now() - Math.max(typedAt, askedAt) > Number(live.dataset.quiet || 3000);
    const busy = live.contains(document.activeElement) && document.activeElement.matches('input, select, textarea')
      || all('details[open] form', live).length > 0;
    if (due && busy) bar.hidden = false;
    else if (due && quiet) refresh();
  }

  async function refresh() {
    due = false;
    askedAt = performance.now();
    bar.hidden = true;
    try {
      const answer = await fetch(location.href, {headers: {'Desk-Refresh': '1'}});
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const now = document.getElementById('live'), next = page.getElementById('live');
      if (!now || !next) return;
      const at = document.activeElement && document.activeElement.id;
      const row = rows().indexOf(document.activeElement);
      now.replaceWith(document.importNode(next, true));
      if (at && document.getElementById(at)) document.getElementById(at).focus({preventScroll: true});
      else if (row >= 0 && rows()[row]) rows()[row].focus({preventScroll: true});
      countDown();
    } catch (e) {
      due = true; // The line of ages shows that there is no connection.
    }
  }

  // Keys -------------------------------------------------------------------------------------
  const keys = document.getElementById('keys');
  const on = document.getElementById('keys-on');
  const rows = () => all('a[data-row]');
  let went = false;

  function step(by) {
    const links = rows();
    if (!links.length) return;
    const at = links.indexOf(document.activeElement);
    links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))].focus();
  }

  function press(key) {
    if (went) {
      went = false;
      const link = all('a[data-go]').find(one => one.dataset.go === key);
      if (link) link.click();
      return true;
    }
    if (key === 'j' || key === 'k') step(key === 'j' ? 1 : -1);
    else if (key === 'g') went = true;
    else if (key === '/') document.querySelector('input[type=search]').focus();
    else if (key === '?') keys.showModal();
    else return act(key);
    return true;
  }

  // Opens the form of a key, of the row that has the focus before that of the page; it never sends one.
  function act(key) {
    const row = document.activeElement.closest('tr, article');
    const named = within => all('[data-key]', within).find(one => one.dataset.key === key);
    const form = row && named(row) || named(document);
    if (!form) return false;
    if (form.matches('a')) form.click();
    else {
      form.open = true;
      focusFirst(form);
      form.scrollIntoView({block: 'nearest'});
    }
    return true;
  }

  // What is wrong first, else what is still to be given. Not on a phone, whose keyboard would cover the page.
  function focusFirst(form) {
    const fields = all('input:not([type=hidden]), select, textarea', form);
    const first = fields.find(one => one.matches('[aria-invalid=true]')) || fields.find(one => one.matches('select') || !one.value) || fields[0];
    if (first && !matchMedia('(pointer: coarse)').matches) first.focus();
  }

  function pressed(event) {
    typedAt = performance.now();
    const typing = event.target.matches && event.target.matches('input, select, textarea');
    if (event.key === 'Escape' && !keys.open) {
      if (typing) event.target.blur();
      else history.back();
    } else if (!typing && !keys.open && on.checked && !event.ctrlKey && !event.metaKey && !event.altKey && press(event.key)) {
      event.preventDefault();
    }
  }

  if (keys) {
    on.checked = localStorage.getItem('desk-keys') !== 'off';
    on.addEventListener('change', () => localStorage.setItem('desk-keys', on.checked ? 'on' : 'off'));
    const button = document.querySelector('button.keys');
    button.hidden = false;
    button.addEventListener('click', () => keys.showModal());
    bar.querySelector('button').addEventListener('click', refresh);
    document.addEventListener('keydown', pressed);
    document.addEventListener('input', () => { typedAt = performance.now(); });
    document.addEventListener('click', event => {
      if (event.target.matches('[data-print]')) print();
    });
  }
  all('form[data-form]').slice(0, 1).forEach(focusFirst);
  document.addEventListener('visibilitychange', seen);
  setInterval(() => { countDown(); pageAge(); }, 1000);
  countDown();
  lead();
})();
