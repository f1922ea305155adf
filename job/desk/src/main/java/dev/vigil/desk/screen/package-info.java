/** The pages of the desk: each is one class, the record that it shows, and a template. */
package dev.vigil.desk.screen;
