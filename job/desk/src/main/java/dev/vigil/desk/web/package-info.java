/**
 * The server of the desk: who may ask for which path, what each answer is guarded by, the frame of
 * every page, and one stream of news for each browser.
 *
 * <p>A page is whole HTML; a script of the desk's own adds countdowns, ages, news and keys, by what
 * templates write:
 *
 * <pre>
 * &lt;section id="live" data-topics="notices notice.status" data-subjects='["n-7"]'&gt;
 *     asked for again when records of these topics, about one of these subjects (without
 *     data-subjects about any), are in the store; also data-again="2000" after so many ms,
 *     data-pause="2000" not sooner
 * &lt;tr data-id="n-7"&gt;               a row by its name: it does not move under a pointer, and what
 *     is typed in it stays; a key acts on the row that has the focus
 * &lt;span data-trusted="true"&gt;      seen while page, store and clock are good; "false" while not
 * &lt;a data-row href=…&gt;               a row of a list, for the keys j and k
 * &lt;details data-key="t"&gt;&lt;form&gt;   opened with focus by that key
 * &lt;div class="wide cards"&gt;&lt;table&gt; with &lt;td data-name=…&gt;: a card for each row on a phone
 * &lt;form class="filters"&gt;            left out in print, as .acts and .more are
 * </pre>
 */
package dev.vigil.desk.web;
