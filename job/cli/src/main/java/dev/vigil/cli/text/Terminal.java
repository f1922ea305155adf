package dev.vigil.cli.text;

import dev.vigil.schema.check.Controls;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** What others wrote into topics, made harmless for the terminal that shows it. */
public final class Terminal {
    private static final String RESET = "\u001b[0m";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private Terminal() {}

    /** In one line, so that no text can look like the next event. */
    public static String line(String text) {
        return Controls.cleaned(text).replace('\n', ' ').replace('\t', ' ');
    }

    /** JSON that says the same, with those characters escaped. */
    public static String json(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        for (char c : json.toCharArray()) {
            escaped.append(Controls.is(c) ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
        }
        return escaped.toString();
    }

    /** Cleans all that a verb prints, so that none can forget it. */
    public static PrintWriter cleaning(PrintWriter out) {
        return new Clean(out);
    }

    /** How a line looks where the terminal has colours. */
    public enum Style {
        PLAIN(""),
        BOLD("\u001b[1m"),
        DIM("\u001b[2m"),
        RED("\u001b[31m"),
        YELLOW("\u001b[33m");

        private final String begin;

        Style(String begin) {
            this.begin = begin;
        }
    }

    /** A line with its look; its text is cleaned all the same. */
    public record Line(Style style, String text) {}

    /** Prints a line with its look; without one to a writer that is not {@link #cleaning}. */
    public static void print(PrintWriter out, Line line) {
        boolean styled = out instanceof Clean && line.style() != Style.PLAIN;
        control(out, styled ? line.style().begin : "");
        out.print(line.text());
        control(out, styled ? RESET : "");
    }

    /** Draws lines over those that were drawn before, from the top. */
    public static void redraw(PrintWriter out, List<Line> lines) {
        control(out, HOME);
        for (Line line : lines) {
            print(out, line);
            control(out, REST_OF_LINE);
            out.println();
        }
        control(out, REST_OF_SCREEN);
        out.flush();
    }

    private static void control(PrintWriter out, String constant) {
        if (out instanceof Clean clean) {
            clean.under.print(constant);
        }
    }

    private static final class Clean extends PrintWriter {
        private final PrintWriter under;

        private Clean(PrintWriter under) {
            super(new Cleaning(under), true);
            this.under = under;
        }
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
