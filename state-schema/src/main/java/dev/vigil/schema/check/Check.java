package dev.vigil.schema.check;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

/** Checks at the door; each message has what was expected, what was got and what to do. */
public final class Check {
    private static final int LONGEST_ID = 200;

    /** Ids appear in topic keys as {@code work/reference/version/chunk}, so never a slash. */
    private static final String BESIDE_LETTERS = "._:@#=+-";

    /**
     * What an id may not have beyond ASCII, from and to: controls, spaces, invisible and private
     * characters, and accents by themselves (NFC has them in their letter; U+0654 is taken, as
     * Persian has it by itself). All else is taken, whether the JDK knows it or not: state has ids,
     * and another JDK may restore it. So no range may join or grow once a version is released.
     */
    private static final int[] NOT_OF_ID = {
        0x80, 0xA0,
        0xAD, 0xAD,
        0x300, 0x36F,
        0x600, 0x605,
        0x61C, 0x61C,
        0x653, 0x653,
        0x655, 0x655,
        0x6DD, 0x6DD,
        0x70F, 0x70F,
        0x890, 0x891,
        0x8E2, 0x8E2,
        0x115F, 0x1160,
        0x1680, 0x1680,
        0x17B4, 0x17B5,
        0x180B, 0x180F,
        0x1AB0, 0x1AFF,
        0x1DC0, 0x1DFF,
        0x2000, 0x206F,
        0x20D0, 0x20FF,
        0x2800, 0x2800,
        0x3000, 0x3000,
        0x3099, 0x309A,
        0x3164, 0x3164,
        0xD800, 0xF8FF,
        0xFDD0, 0xFDEF,
        0xFE00, 0xFE0F,
        0xFE20, 0xFE2F,
        0xFEFF, 0xFEFF,
        0xFFA0, 0xFFA0,
        0xFFF0, 0xFFFF,
        0x110BD, 0x110BD,
        0x110CD, 0x110CD,
        0x13430, 0x1343F,
        0x1BCA0, 0x1BCA3,
        0x1D173, 0x1D17A,
        0xE0000, Character.MAX_CODE_POINT
    };

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private static final Pattern PROFILE = Pattern.compile("(audio|video)/[1-9][0-9]{0,3}");

    private static final Pattern TERRITORY = Pattern.compile("[A-Z]{2}|\\*");

    /** 2000-01-01 to 2200-01-01: outside, a time is most likely in seconds or microseconds. */
    private static final long EARLIEST_MS = 946_684_800_000L;

    private static final long LATEST_MS = 7_258_118_400_000L;

    private Check() {}

    /** An id that may be in a topic key; throws IllegalArgumentException for anything else. */
    public static String id(String name, String value) {
        if (value == null || !isId(value)) {
            throw invalid(
                    name,
                    "an id of 1 to 200 letters, digits or . _ : @ # = + -",
                    value,
                    "give the id without blanks or slashes, in Unicode form NFC");
        }
        return value;
    }

    /** Most records have several: a pattern takes ten times as long. */
    private static boolean isId(String value) {
        int many = 0;
        for (int i = 0; i < value.length(); many++) {
            int letter = value.codePointAt(i);
            if (many == LONGEST_ID || !isOfId(letter)) {
                return false;
            }
            i += Character.charCount(letter);
        }
        return many > 0;
    }

    private static boolean isOfId(int letter) {
        if (letter < 0x80) {
            return letter >= '0' && letter <= '9'
                    || letter >= 'a' && letter <= 'z'
                    || letter >= 'A' && letter <= 'Z'
                    || BESIDE_LETTERS.indexOf(letter) >= 0;
        }
        int at = 0;
        while (letter > NOT_OF_ID[at + 1]) {
            at += 2;
        }
        return letter < NOT_OF_ID[at] && (letter & 0xFFFE) != 0xFFFE;
    }

    public static String optionalId(String name, String value) {
        return value == null ? null : id(name, value);
    }

    public static String text(String name, String value, int maxLength) {
        if (value == null || value.isBlank() || value.length() > maxLength) {
            throw invalid(name, "1 to " + maxLength + " characters", value, "fill it in");
        }
        return value;
    }

    public static String optionalText(String name, String value, int maxLength) {
        return value == null ? null : text(name, value, maxLength);
    }

    public static List<String> texts(String name, List<String> values, int max, int maxLength) {
        List<String> given = list(name, values, 0, max);
        for (String value : given) {
            text(name, value, maxLength);
        }
        return given;
    }

    public static String sha256(String name, String value) {
        if (value == null || !SHA_256.matcher(value).matches()) {
            throw invalid(name, "64 lower-case hex digits", value, "write the SHA-256 in hex");
        }
        return value;
    }

    /** The id of a fingerprint profile, known here or not: a later version may have it. */
    public static String profile(String name, String value) {
        if (value == null || !PROFILE.matcher(value).matches()) {
            throw invalid(
                    name, "a modality and a number", value, "write audio/1 or another profile");
        }
        return value;
    }

    /** A day as an ISO 8601 date. */
    public static String day(String name, String value) {
        try {
            return LocalDate.parse(value == null ? "" : value).toString();
        } catch (DateTimeParseException e) {
            throw invalid(name, "a date as 2026-11-28", value, "write year, month and day");
        }
    }

    public static long timeMs(String name, long value) {
        if (!isTimeMs(value)) {
            throw invalid(
                    name,
                    "UTC epoch milliseconds between 2000 and 2200",
                    value,
                    "check the unit: seconds and microseconds are refused");
        }
        return value;
    }

    /** True of a time that {@link #timeMs} takes. */
    public static boolean isTimeMs(long value) {
        return value >= EARLIEST_MS && value < LATEST_MS;
    }

    public static Long optionalTimeMs(String name, Long value) {
        return value == null ? null : Long.valueOf(timeMs(name, value));
    }

    /** A half-open span must not be empty; {@code to} null has no end. */
    public static void span(String name, long from, Long to) {
        if (to != null && to <= from) {
            throw invalid(name, "a time after from (" + from + ")", to, "swap or correct them");
        }
    }

    public static long range(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw invalid(name, min + " to " + max, value, "correct the value");
        }
        return value;
    }

    public static void optionalRange(String name, Long value, long min, long max) {
        if (value != null) {
            range(name, value, min, max);
        }
    }

    public static void optionalPercent(String name, Double value) {
        if (value != null && !(value >= 0 && value <= 100)) {
            throw invalid(name, "0 to 100", value, "write per cent, not a fraction");
        }
    }

    public static <T> T present(String name, T value) {
        if (value == null) {
            throw invalid(name, "a value", null, "fill it in");
        }
        return value;
    }

    public static <T> List<T> list(String name, List<T> values, int min, int max) {
        List<T> given = values == null ? List.of() : values;
        if (given.size() < min || given.size() > max || hasNull(given)) {
            throw invalid(
                    name,
                    min + " to " + max + " entries, none of them null",
                    given.size() + " entries",
                    "correct the list");
        }
        return List.copyOf(given);
    }

    private static boolean hasNull(List<?> values) {
        for (Object value : values) {
            if (value == null) {
                return true;
            }
        }
        return false;
    }

    public static List<String> territories(String name, List<String> values) {
        List<String> given = list(name, values, 0, 300);
        given.forEach(territory -> optionalTerritory(name, territory));
        return given;
    }

    public static void optionalTerritory(String name, String territory) {
        if (territory != null && !TERRITORY.matcher(territory).matches()) {
            throw invalid(
                    name,
                    "ISO 3166 alpha-2 codes, or * for everywhere",
                    territory,
                    "give each code by itself, such as CN");
        }
    }

    private static IllegalArgumentException invalid(
            String name, String expected, Object got, String remedy) {
        String shown = Controls.cleaned(String.valueOf(got));
        if (shown.length() > 80) {
            shown = shown.substring(0, 80) + "...";
        }
        return new IllegalArgumentException(
                name + ": expected " + expected + ", got '" + shown + "'; " + remedy);
    }
}
