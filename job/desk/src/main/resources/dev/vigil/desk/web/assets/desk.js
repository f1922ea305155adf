'use strict';
// Countdowns by the server's time, the ages of what is shown, news, keys. Pages work without it.
(() => {
  const html = document.documentElement;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));

  // Time -------------------------------------------------------------------------------------
  // Server's time minus this page's own, by the last five ticks: the largest, as the network only
  // delays. The page's own time is performance.now(): what is done to this machine's clock is none
  // of it. A sample that is far off is another clock, or one that slept: those before it are void.
  const JUMP = 2000;
  let samples = [], sure = false, late = 0;
  let offset = Number(html.dataset.now) - performance.now();
  const serverNow = () => performance.now() + offset;

  function timed(serverMs) {
    const sample = serverMs - performance.now();
    const off = sample - offset;
    // One tick may be late, two that agree are a clock that was set back.
    late = sure && off < -JUMP ? late + 1 : 0;
    if (late === 1) return;
    if (!sure || Math.abs(off) > JUMP) samples = [];
    samples = samples.concat(sample).slice(-5);
    offset = Math.max(...samples);
    sure = true;
  }

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
    show(zone && zone.querySelector('time'), now);
  }

  // In the zone that the page is written in, whatever zone this machine is in.
  const zone = document.querySelector('#stripe [data-zone]');
  const inZone = zone && formatter(zone.dataset.zone);

  function formatter(name) {
    try {
      return new Intl.DateTimeFormat('en', {timeZone: name, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
        hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset'});
    } catch (e) {
      return null; // A zone that this browser does not know: the page keeps what the server wrote.
    }
  }

  function show(time, ms) {
    if (!time || !inZone) return;
    const part = Object.fromEntries(inZone.formatToParts(ms).map(one => [one.type, one.value]));
    const text = part.year + '-' + part.month + '-' + part.day + ' ' + part.hour + ':' + part.minute + ':' + part.second
      + ' ' + (part.timeZoneName.slice(3) || '+00:00');
    if (time.textContent === text) return;
    const iso = new Date(ms).toISOString();
    time.textContent = text;
    time.dateTime = iso;
    time.title = iso.slice(0, 19).replace('T', ' ') + ' UTC';
  }

  // Ages -------------------------------------------------------------------------------------
  const stripe = document.getElementById('stripe');
  const trust = {};
  const bornAt = performance.now();
  let tickAt = null, isOut = false;

  function span(ms) {
    const s = Math.floor(ms / 1000);
    const parts = [['d', Math.floor(s / 86400)], ['h', Math.floor(s / 3600) % 24], ['min', Math.floor(s / 60) % 60], ['s', s % 60]];
    let first = parts.findIndex(part => part[1] > 0);
    first = first < 0 ? 3 : first;
    return parts.slice(first, first + 2).filter((part, i) => i === 0 || part[1] > 0)
      .map(part => stripe.dataset[part[0]].replace('{0}', part[1])).join(' ');
  }

  // Why a clock stands, in the language of this page; nothing of a code that the page does not know.
  function why(line, now) {
    const words = now.why && line.querySelector('[data-stop="' + now.why + '"]');
    return words && words.dataset.words.replace(/\{(\d)\}/g, (place, n) => now.of[n] ?? '');
  }

  function age(name, now) {
    const line = stripe.querySelector('[data-age="' + name + '"]');
    const values = [now.ms === undefined ? '' : span(now.ms)].concat(now.values || []);
    const text = line.dataset[now.word.toLowerCase()].replace(/\{(\d)\}/g, (place, n) => values[n] ?? '');
    const set = (element, to) => { if (element.textContent !== to) element.textContent = to; };
    set(line.querySelector('span'), text);
    set(line.querySelector('small'), why(line, now) || now.reason || '');
    line.className = 'age ' + now.trust;
    trust[name] = now.trust;
  }

  function pageAge() {
    const ms = performance.now() - (tickAt ?? bornAt);
    if (!stripe || tickAt === null && ms < 5000 && !isOut) return;
    const is = isOut || ms >= 15000 ? 'ALARM' : ms < 5000 ? 'GOOD' : 'WARN';
    age('page', {trust: is, word: isOut ? 'OUT' : is, ms});
    if (is === 'ALARM') {
      // What the last tick called good may be anything by now.
      age('store', {trust: 'UNKNOWN', word: 'SILENT'});
      age('clock', {trust: 'UNKNOWN', word: 'SILENT'});
    }
    nothing();
  }

  // A list without rows is called empty only while the page lives and all is good.
  function nothing() {
    const isGood = trust.page === 'GOOD' && trust.store === 'GOOD' && trust.clock === 'GOOD';
    for (const sentence of all('[data-trusted]')) {
      const good = sentence.parentNode.querySelector('[data-trusted=true]');
      const isKnown = good.querySelector('time') !== null;
      if (isGood && !isKnown) due = true; // It was made when up to when was not known.
      sentence.hidden = (sentence.dataset.trusted === 'true') !== (isGood && isKnown);
    }
  }

  // A phone shows a part of the links: the one of this page is in it.
  function here() {
    const nav = document.querySelector('header nav');
    const at = nav?.querySelector('[aria-current]');
    if (!at) return;
    const [part, link] = [nav, at].map(e => e.getBoundingClientRect());
    nav.scrollLeft += link.left - part.left - (part.width - link.width) / 2;
  }

  // News: one stream for a browser, held by a tab that is seen ---------------------------------
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('desk') : null;
  const post = message => { if (channel) channel.postMessage(message); };

  function heard(json) {
    const tick = JSON.parse(json);
    if (performance.now() - (tickAt ?? bornAt) > 5000) failures = 0;
    tickAt = performance.now();
    isOut = false;
    timed(tick.now);
    age('store', tick.store);
    age('clock', tick.clock);
    pageAge();
    for (const count of all('[data-count]')) {
      if (count.dataset.count in tick.counts) count.textContent = tick.counts[count.dataset.count];
    }
    if (tick.readTo) all('[data-read-to] time').forEach(time => show(time, tick.readTo));
    countDown();
    changed(tick);
    html.dataset.ready = '';
  }

  // The leader speaks each second, whatever the server does: one that is silent is frozen.
  const SILENT = 4000 + Math.random() * 1000;
  let wordAt = performance.now();
  let leader = null, waiting = null;
  if (channel) {
    channel.onmessage = event => {
      wordAt = performance.now();
      if (event.data.tick) heard(event.data.tick);
      if (event.data.out) signedOut();
    };
  }

  function follow() {
    let source = null, tickedAt = 0;
    function open() {
      if (source) source.close();
      tickedAt = performance.now();
      source = new EventSource('/ticks');
      source.addEventListener('tick', event => {
        tickedAt = performance.now();
        heard(event.data);
        post({tick: event.data});
      });
    }
    const watch = setInterval(() => {
      post({});
      // A connection of a network that is gone stays open for long, and a browser gives up where it
      // gets another answer than a stream.
      if (performance.now() - tickedAt < 5000) return;
      if (source.readyState === EventSource.CLOSED) ask();
      open();
    }, 1000);
    open();
    return {open, stop: () => { clearInterval(watch); source.close(); }};
  }

  function lead(steal) {
    if (!stripe || document.hidden || leader || waiting && !steal) return;
    if (!navigator.locks || !channel) { leader = follow(); return; }
    if (waiting) waiting.abort();
    const mine = new AbortController();
    waiting = mine;
    navigator.locks.request('desk', steal ? {steal} : {signal: mine.signal}, () => new Promise(release => {
      if (waiting === mine) waiting = null;
      if (document.hidden) { release(); return; }
      const stream = follow();
      leader = {open: stream.open, stop: () => { stream.stop(); leader = null; release(); }};
    })).catch(() => {
      if (waiting === mine) waiting = null;
      else if (!waiting && leader) { leader.stop(); lead(); } // Another tab took it over.
    });
  }

  function leave() {
    if (waiting) waiting.abort();
    waiting = null;
    if (leader) leader.stop();
  }

  function seen() {
    pulse();
    if (document.hidden) {
      leave();
    } else {
      wordAt = performance.now();
      lead();
      attend();
    }
  }

  // While a machine sleeps, the page's own time may stand still: its clock shows how long.
  let clocks = Date.now() - performance.now();

  function pulse() {
    const slept = Date.now() - performance.now() - clocks;
    if (Math.abs(slept) > JUMP) {
      clocks += slept;
      // Until the next tick the time that has passed is believed; a stream of before is dead.
      if (slept > 0) {
        offset += slept;
        sure = false;
        if (tickAt !== null) tickAt -= slept;
      }
      due = true;
      wordAt = performance.now();
      if (leader) leader.open();
    }
    countDown();
    pageAge();
    if (performance.now() - wordAt > SILENT && !leader) {
      wordAt = performance.now();
      lead(true);
    }
  }

  // Changes: the part of the page that lives is asked for again, and merged --------------------
  const bar = document.getElementById('changed');
  const REST = 3000, ASK = 500;
  let movedAt = -REST, askedAt = performance.now(), took = 0, failures = 0, due = false, asking = false;
  let mark = html.dataset.mark.split('.'), newest = null;
  const live = () => document.getElementById('live');
  const words = (part, name) => (part.dataset[name] || '').split(' ').filter(Boolean);

  // A tick has what is new since the state before. Who was made before that one may miss more.
  function changed(tick) {
    const part = live();
    if (part && part.dataset.topics) listed(part, tick);
    attend();
  }

  function listed(part, tick) {
    const isSame = tick.run === mark[0];
    const known = Number(mark[1]) + (tick.news ? 1 : 0);
    if (!isSame || tick.number > known) {
      due = true;
    } else if (tick.news && tick.number === known) {
      const ofTopic = words(part, 'topics').some(topic => tick.news.topics.includes(topic));
      const ofSubject = part.dataset.subjects === undefined || !tick.news.subjects
        || JSON.parse(part.dataset.subjects).some(subject => tick.news.subjects.includes(subject));
      due = due || ofTopic && ofSubject;
    }
    mark = [tick.run, isSame ? Math.max(tick.number, Number(mark[1])) : tick.number];
  }

  const isAtRest = () => performance.now() - movedAt > REST;

  function isBusy(part) {
    const field = part.contains(document.activeElement) && document.activeElement.matches('input, select, textarea');
    const selection = getSelection();
    return field || all('details[open] form', part).length > 0
      || !selection.isCollapsed && part.contains(selection.anchorNode);
  }

  function attend() {
    const part = live();
    if (!part || document.hidden || isOut) return;
    const again = Number(part.dataset.again);
    if (again && performance.now() - askedAt > again) due = true;
    // A server that is slow is asked less often.
    const pause = Math.min(30000, Math.max(Number(part.dataset.pause) || ASK, 3 * took) * 2 ** failures);
    if (due && !asking && performance.now() - askedAt >= pause) ask();
    if (newest && isAtRest() && !isBusy(part)) settle(true);
  }

  async function ask() {
    due = false;
    asking = true;
    askedAt = performance.now();
    try {
      const answer = await fetch(location.href, {headers: {'Desk-Refresh': mark.join('.')}, signal: AbortSignal.timeout(20000)});
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (answer.status === 401) {
        signedOut();
        post({out: true});
      } else if (answer.ok && live()) {
        failures = 0;
        // What this page has of states to come is no news any more.
        const made = page.documentElement.dataset.mark.split('.');
        if (made[0] === mark[0] && Number(made[1]) > Number(mark[1])) mark = made;
        newest = page.getElementById('live');
        if (newest) settle(isAtRest() && !isBusy(live()));
      } else if (live()) {
        throw new Error(answer.statusText);
      }
    } catch (e) {
      due = true; // The line of ages shows that there is no connection.
      failures = Math.min(6, failures + 1);
    } finally {
      took = performance.now() - askedAt;
      asking = false;
    }
  }

  // Old rows stay readable, and are called old.
  function signedOut() {
    isOut = true;
    pageAge();
  }

  const levels = () => new Map(all('[data-id]', live()).map(row => [row.dataset.id, row.querySelector('.level')])
    .map(([id, level]) => [id, level ? level.textContent.trim() : '']));

  // Rows do not move under a pointer or a key: what is new and what is other is there at once. Who
  // hears the page instead hears which levels were reached.
  function settle(whole) {
    const before = levels();
    const rest = deskMerge(live(), newest, whole);
    const reached = Array.from(levels()).filter(([id, level]) => level && before.get(id) !== level).slice(0, 3);
    const said = document.getElementById('reached');
    if (reached.length) said.textContent = reached.map(([id, level]) => said.dataset.level.replace('{0}', id).replace('{1}', level)).join(' ');
    bar.hidden = rest === 0;
    bar.querySelector('span').textContent = bar.dataset.moved.replace('{0}', rest);
    if (rest === 0) newest = null;
    countDown();
    pageAge();
    document.dispatchEvent(new Event('desk-shown'));
  }

  // Keys -------------------------------------------------------------------------------------
  const keys = document.getElementById('keys');
  const on = document.getElementById('keys-on');
  const rows = () => all('a[data-row]');
  let wentAt = -Infinity;

  function step(by) {
    const links = rows();
    if (!links.length) return;
    const row = document.activeElement.closest('[data-id]');
    const at = links.indexOf(row ? row.querySelector('a[data-row]') : document.activeElement);
    links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))].focus();
  }

  function press(key) {
    if (performance.now() - wentAt < 2000) {
      wentAt = -Infinity;
      const link = all('a[data-go]').find(one => one.dataset.go === key);
      if (link) link.click();
      return true;
    }
    if (key === 'j' || key === 'k') step(key === 'j' ? 1 : -1);
    else if (key === 'g') wentAt = performance.now();
    else if (key === 'r' && newest) settle(true);
    else if (key === '/') document.querySelector('input[type=search]').focus();
    else if (key === '?') keys.showModal();
    else return act(key);
    return true;
  }

  // Opens the form of a key, of the row that has the focus before that of the page, and never that
  // of another row; it never sends one.
  function act(key) {
    const rows = 'tr, article';
    const row = document.activeElement.closest(rows);
    const named = all('[data-key]').filter(one => one.dataset.key === key);
    const form = row
      ? named.find(one => row.contains(one)) || named.find(one => !one.closest(rows))
      : named[0];
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
    const fields = all('input:not([type=hidden], [type=file]), select, textarea', form);
    const first = fields.find(one => one.matches('[aria-invalid=true]')) || fields.find(one => one.matches('select') || !one.value) || fields[0];
    if (first && !matchMedia('(pointer: coarse)').matches) first.focus();
  }

  // A form that was refused: what is wrong with it first, else why.
  function begin() {
    const said = document.querySelector('[data-why]');
    const wrong = document.querySelector('main [aria-invalid=true]');
    if (said && (!wrong || matchMedia('(pointer: coarse)').matches)) said.focus();
    else if (wrong) wrong.focus();
    else all('form[data-form]').slice(0, 1).forEach(focusFirst);
  }

  // What belongs to one outcome chooses it, and the first one again once it is taken away.
  function imply(event) {
    const part = event.target.closest('[data-implies]');
    const outcome = part && part.closest('form').elements.outcome;
    if (!outcome) return;
    const fields = part.matches('fieldset') ? all('input', part) : [part];
    const isGiven = fields.some(one => one.type === 'checkbox' ? one.checked : one.value);
    if (isGiven) outcome.value = part.dataset.implies;
    else if (outcome.value === part.dataset.implies) outcome.selectedIndex = 0;
  }

  // Boxes of another outcome than the one that is chosen would be refused; those that were proposed
  // are ticked again with theirs.
  function clear(event) {
    if (event.target.name !== 'outcome') return;
    all('[data-implies] input, input[data-implies]', event.target.form)
      .filter((one) => one.type === 'checkbox')
      .forEach((one) => {
        const belongs = one.closest('[data-implies]').dataset.implies === event.target.value;
        one.checked = belongs && (one.checked || one.defaultChecked);
      });
  }

  function pressed(event) {
    if (event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    // The focus stays for a moment in the list of keys when that is closed.
    const typing = event.target.matches && event.target.matches('input, select, textarea')
      && !keys.contains(event.target);
    const menu = document.querySelector('.tools details[open]');
    if (event.key === 'Escape' && !keys.open) {
      if (typing) event.target.blur();
      else if (menu) menu.open = false;
      else history.back();
    } else if (!typing && !keys.open && on.checked && !event.ctrlKey && !event.metaKey && !event.altKey && press(event.key)) {
      event.preventDefault();
    }
    movedAt = performance.now();
  }

  if (keys) {
    on.checked = localStorage.getItem('desk-keys') !== 'off';
    on.addEventListener('change', () => localStorage.setItem('desk-keys', on.checked ? 'on' : 'off'));
    const button = document.querySelector('button.keys');
    button.hidden = false;
    button.addEventListener('click', () => keys.showModal());
    bar.querySelector('button').addEventListener('click', () => { if (newest) settle(true); });
    document.addEventListener('keydown', pressed);
    for (const move of ['input', 'pointermove', 'pointerdown', 'wheel', 'touchmove']) {
      document.addEventListener(move, () => { movedAt = performance.now(); }, {passive: true});
    }
    document.addEventListener('click', event => {
      if (event.target.matches('[data-print]')) print();
    });
    document.addEventListener('input', imply);
    document.addEventListener('input', clear);
    document.addEventListener('visibilitychange', seen);
    document.addEventListener('freeze', leave);
    document.addEventListener('resume', seen);
    addEventListener('pagehide', leave);
    addEventListener('pageshow', event => { if (event.persisted) { due = true; seen(); } });
    addEventListener('resize', here);
    here();
    begin();
    setInterval(pulse, 500);
    setInterval(attend, 250);
    lead();
  }
  countDown();
})();
