package dev.vigil.desk.screen;

import gg.jte.Content;

/**
 * A value of a table or of a page.
 *
 * @param html as a page shows it
 * @param plain as a spreadsheet has it: a text, a number, or null for none
 */
public record Cell(Content html, Object plain) {
    /** True of what is read by its digits, one below the other. */
    public boolean isNumber() {
        return plain instanceof Number;
    }
}
