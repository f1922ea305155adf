/**
 * What verbs print and read as text: tables, rows of files, failures in plain words, cleaned
 * terminals.
 */
package dev.vigil.cli.text;
