'use strict';
// Draws the figures of tables beside them, by uPlot. A page without it has the tables.
(() => {
  const html = document.documentElement;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const HEIGHT = 240;
  const DAY = 86400;
  const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 5], [1, 4]];
  let drawn = [];
  let number = 0;
  let library = null;

  function load() {
    library = library || new Promise((done, failed) => {
      const style = Object.assign(document.createElement('link'), {rel: 'stylesheet', href: html.dataset.uplotCss});
      const script = Object.assign(document.createElement('script'), {src: html.dataset.uplot, onload: done, onerror: failed});
      document.head.append(style, script);
    });
    return library;
  }

  const numbers = cells => cells.map(cell => cell.dataset.y === undefined ? null : Number(cell.dataset.y));

  function draw(figure) {
    const rows = all('tbody tr', figure);
    const [time, ...heads] = all('thead th', figure);
    const times = rows.map(row => Number(row.querySelector('th').dataset.x));
    const place = document.createElement('div');
    place.setAttribute('aria-hidden', 'true'); // The table has all of it.
    place.className = 'drawn';
    place.id = 'drawn-' + ++number; // Alike to nothing that the server makes.
    figure.insertBefore(place, figure.querySelector('.wide'));
    const style = getComputedStyle(figure);
    const ink = style.color, rule = style.getPropertyValue('--pico-muted-border-color').trim() || ink;
    const colours = ['--pico-primary', '--alarm', '--good', '--warn', '--person', '--unknown']
      .map(name => style.getPropertyValue(name).trim() || ink);
    const axis = {stroke: ink, grid: {stroke: rule, width: 1}, ticks: {stroke: rule, width: 1}};
    const series = heads.map((head, i) => ({
      label: head.textContent.trim(), stroke: colours[i % colours.length], width: 2,
      dash: DASHES[i % DASHES.length], points: {show: times.length < 60}}));
    // Figures of days have no hours.
    const isByDay = times.length > 1 && times.every((at, i) => !i || at - times[i - 1] >= DAY - 7200);
    const along = isByDay ? Object.assign({incrs: [1, 2, 7, 14].map(days => days * DAY)}, axis) : axis;
    const data = [times, ...heads.map((head, i) => numbers(rows.map(row => row.querySelectorAll('td')[i])))];
    const chart = new uPlot({
      width: place.clientWidth, height: HEIGHT, series: [
        {label: time.textContent.trim(), value: isByDay ? '{YYYY}-{MM}-{DD}' : '{YYYY}-{MM}-{DD} {HH}:{mm}'}, ...series],
      axes: [along, Object.assign({label: figure.dataset.unit, size: 70}, axis)],
      scales: {y: {range: (chart, least, most) => [0, most > 0 ? most * 1.05 : 1]}},
      cursor: {drag: {x: false, y: false}}, tzDate: at => uPlot.tzDate(new Date(at * 1e3), html.dataset.zone)
    }, data, place);
    drawn.push({figure, place, chart, text: figure.querySelector('tbody').textContent});
  }

  function remove(one) {
    one.chart.destroy();
    one.place.remove();
  }

  // What has not changed stays as it is drawn.
  function show() {
    const isSame = one => one.figure.isConnected && one.place.isConnected
      && one.text === one.figure.querySelector('tbody').textContent;
    drawn.filter(one => !isSame(one)).forEach(remove);
    drawn = drawn.filter(isSame);
    const figures = all('figure.chart').filter(figure => figure.querySelector('tbody tr'))
      .filter(figure => !drawn.some(one => one.figure === figure));
    if (!figures.length) return;
    if (window.uPlot) figures.forEach(draw); // At once: a printer does not wait.
    else load().then(show).catch(() => {});
  }

  // Colours are in the drawing: those of the screen are not those of paper.
  function again() {
    drawn.forEach(remove);
    drawn = [];
    show();
  }

  addEventListener('resize', () => drawn.forEach(one =>
    one.chart.setSize({width: one.place.clientWidth, height: HEIGHT})));
  document.addEventListener('desk-shown', show);
  ['print', '(prefers-color-scheme: dark)'].forEach(query => matchMedia(query).addEventListener('change', again));
  show();
})();
