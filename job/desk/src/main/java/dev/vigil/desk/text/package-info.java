/** Texts, times and foreign strings as pages show them, in Chinese and English. */
package dev.vigil.desk.text;
