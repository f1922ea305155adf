/**
 * The store of the desk: SQL in one subset that SQLite and PostgreSQL both read, migrations, and
 * what a transaction changes. A row is the outer join, by key, of what the records of several
 * topics wrote: each of its columns is of one topic, so that the order between topics never
 * matters.
 */
package dev.vigil.desk.store;
