package dev.vigil.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Texts in columns of a terminal, where a Chinese character takes two and an accent none. */
public final class Columns {
    private static final String CUT = "...";

    /** First and last of each range of characters that take two columns (Unicode, UAX 11). */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD},
    };

    private Columns() {}

    /** Columns that a text in one line takes. */
    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int character) {
        int type = Character.getType(character);
        boolean joins =
                type == Character.NON_SPACING_MARK
                        || type == Character.ENCLOSING_MARK
                        || type == Character.FORMAT;
        return joins ? 0 : isWide(character) ? 2 : 1;
    }

    private static boolean isWide(int character) {
        for (int[] range : WIDE) {
            if (character <= range[1]) {
                return character >= range[0];
            }
        }
        return false;
    }

    /** With blanks behind it, up to a width. */
    public static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** With its end left out where it is too wide. */
    public static String cut(String text, int width) {
        return width(text) <= width
                ? text
                : text.substring(0, fitting(text, 0, width - CUT.length())) + CUT;
    }

    /** With its middle left out where it is too wide. */
    public static String middleCut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        int room = Math.max(0, width - CUT.length());
        int from = text.length();
        while (from > 0 && width(text.substring(text.offsetByCodePoints(from, -1))) <= room / 2) {
            from = text.offsetByCodePoints(from, -1);
        }
        String end = text.substring(from);
        String begin = text.substring(0, fitting(text, 0, room - width(end)));
        return (width(begin + end) > room ? "" : begin) + CUT + end;
    }

    /** In lines of at most that width, broken at blanks where there are some. */
    public static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (width(text.substring(from)) > width) {
            int end = fitting(text, from, width);
            int blank = text.lastIndexOf(' ', end);
            int to = blank > from ? blank : end;
            lines.add(text.substring(from, to).stripTrailing());
            from = to;
            while (from < text.length() && text.charAt(from) == ' ') {
                from++;
            }
        }
        lines.add(text.substring(from));
        return lines;
    }

    /** Where a line ends that begins there; at least one character is in it. */
    private static int fitting(String text, int from, int width) {
        int end = from;
        int used = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            used += width(character);
            if (used > width && end > from) {
                return end;
            }
            end += Character.charCount(character);
        }
        return end;
    }
}
