package dev.vigil.desk.text;

import dev.vigil.schema.check.Controls;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.Locale;
import java.util.regex.Pattern;

/** A string of somebody else as {@code <bdi>…</bdi>}, controls as {@code [U+202E]}. */
record ForeignText(String value) implements Content {
    /** A stretch that may be broken anywhere: no word of a language is as long, many ids are. */
    private static final Pattern LONG = Pattern.compile("[\\x21-\\x7E]{25}");

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(LONG.matcher(value).find() ? "<bdi class=\"long\">" : "<bdi>");
        output.writeUserContent(shown(value));
        output.writeContent("</bdi>");
    }

    /** With the number of each control, invisible character and half of a pair in its place. */
    static String shown(String value) {
        StringBuilder shown = new StringBuilder(value.length());
        value.codePoints()
                .forEach(
                        point -> {
                            if (isSeen(point)) {
                                shown.appendCodePoint(point);
                            } else {
                                shown.append(String.format(Locale.ROOT, "[U+%04X]", point));
                            }
                        });
        return shown.toString();
    }

    private static boolean isSeen(int point) {
        if (point == '\t' || point == '\n') {
            return true;
        }
        int type = Character.getType(point);
        return (point > 0xFFFF || !Controls.is((char) point))
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.PRIVATE_USE;
    }
}
