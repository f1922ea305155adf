/** The desk as one process: its store, what it reads and sends, and its pages. */
package dev.vigil.desk;
