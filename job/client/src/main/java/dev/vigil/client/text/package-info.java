/** Tables in files (CSV, spreadsheets) and points in time. */
package dev.vigil.client.text;
