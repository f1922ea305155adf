package dev.vigil.cli.text;

import dev.vigil.schema.check.Controls;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** What strangers wrote into topics, made harmless for the terminal that shows it. */
public final class Terminal {
    private Terminal() {}

    /** In one line, so that no text can look like the next event. */
    static String line(String text) {
        return Controls.cleaned(text).replace('\n', ' ').replace('\t', ' ');
    }

    /** JSON that says the same, with those characters escaped. */
    public static String json(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        for (char c : json.toCharArray()) {
            escaped.append(Controls.is(c) ? String.format("\\u%04x", (int) c) : c);
        }
        return escaped.toString();
    }

    /** Cleans all that a verb prints, so that none can forget it. */
    public static PrintWriter cleaning(PrintWriter out) {
        return new PrintWriter(new Cleaning(out), true);
    }

    private static final class Cleaning extends FilterWriter {
        private Cleaning(Writer out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            super.write(Controls.is((char) c) ? '?' : c);
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            write(new String(text, from, length), 0, length);
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            out.write(Controls.cleaned(text.substring(from, from + length)));
        }
    }
}
