/**
 * The server of the desk: who may ask for which path, what each answer is guarded by, the frame of
 * every page, and one stream of news for each browser.
 */
package dev.vigil.desk.web;
