package dev.vigil.register;

import dev.vigil.schema.check.Controls;
import dev.vigil.schema.rights.IdScheme;
import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads identifiers in the ways in which people write them and gives each its one normal form, so
 * that two works of one identifier meet. EIDR, ISAN, ISWC and ISRC are those of their standards;
 * DCI and registration numbers are kept as they were given, as their standards are not open: what a
 * site knows of them is a pattern.
 */
public final class Identifiers implements Serializable {
    private static final long serialVersionUID = 1L;

    /** In characters, of those that are kept as they were given. */
    public static final int MAX_RAW = 100;

    /** Any text of one line. */
    public static final String ANY = ".+";

    public static final Identifiers DEFAULTS = new Identifiers(ANY, ANY);

    private static final Pattern EIDR =
            of("(?:https?://doi\\.org/|doi:)?10\\.5240/((?:[0-9A-F]{4}-?){5})([0-9A-Z])");

    private static final Pattern ISAN =
            of(
                    "(?:ISAN[ :]?)?((?:[0-9A-F]{4}[- ]?){4})([0-9A-Z])"
                            + "(?:[- ]?((?:[0-9A-F]{4}[- ]?){2})([0-9A-Z]))?");

    private static final Pattern ISWC =
            of("(?:ISWC[ :]?)?T-?([0-9]{3})\\.?([0-9]{3})\\.?([0-9]{3})-?([0-9])");

    private static final Pattern ISRC =
            of("(?:ISRC[ :]?)?([A-Z]{2})-?([A-Z0-9]{3})-?([0-9]{2})-?([0-9]{5})");

    private final Pattern dci;
    private final Pattern registrationNo;

    /**
     * @param dci regular expression that a whole DCI matches
     * @param registrationNo the same for a registration number
     * @throws IllegalArgumentException for no regular expression
     */
    public Identifiers(String dci, String registrationNo) {
        this.dci = given("DCI", dci);
        this.registrationNo = given("registration numbers", registrationNo);
    }

    /** ASCII letters in either case: a letter that another alphabet has is none of a standard's. */
    private static Pattern of(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    private static Pattern given(String of, String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern of "
                            + of
                            + ": expected a regular expression, got '"
                            + pattern
                            + "'; "
                            + e.getDescription(),
                    e);
        }
    }

    /**
     * The normal form.
     *
     * @throws UnreadableId for anything else
     */
    public String normal(IdScheme scheme, String text) {
        return switch (scheme) {
            case EIDR -> eidr(text);
            case ISAN -> isan(text);
            case ISWC -> iswc(text);
            case ISRC -> isrc(text);
            case DCI -> raw("dci", text, dci);
            case REGISTRATION_NO -> raw("registrationNo", text, registrationNo);
        };
    }

    private static String eidr(String text) {
        Matcher parts = parts("eidr", EIDR, text, "10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C");
        String body = plain(parts.group(1));
        String shown = "10.5240/" + inFours(body);
        return shown + "-" + checked("eidr", shown, body, parts.group(2));
    }

    /** The second check character is over all 24 digits, without the first one. */
    private static String isan(String text) {
        Matcher parts =
                parts(
                        "isan",
                        ISAN,
                        text,
                        "XXXX-XXXX-XXXX-XXXX-C or XXXX-XXXX-XXXX-XXXX-C-XXXX-XXXX-C");
        String work = plain(parts.group(1));
        String shown = inFours(work);
        shown += "-" + checked("isan", shown, work, parts.group(2));
        if (parts.group(3) == null) {
            return shown;
        }
        String version = plain(parts.group(3));
        shown += "-" + inFours(version);
        return shown + "-" + checked("isan", shown, work + version, parts.group(4));
    }

    private static char checked(String name, String shown, String body, String given) {
        char expected = Mod37And36.check(body);
        char got = plain(given).charAt(0);
        if (got != expected) {
            throw UnreadableId.check(name, shown, expected, got);
        }
        return got;
    }

    /** ISO 15707 has a mathematics of its own: weights 1 to 9, and 1 for the T. No Luhn. */
    private static String iswc(String text) {
        Matcher parts = parts("iswc", ISWC, text, "T-NNN.NNN.NNN-C");
        String digits = parts.group(1) + parts.group(2) + parts.group(3);
        int sum = 1;
        for (int i = 0; i < digits.length(); i++) {
            sum += (i + 1) * (digits.charAt(i) - '0');
        }
        char expected = (char) ('0' + (10 - sum % 10) % 10);
        char got = parts.group(4).charAt(0);
        String shown = "T-" + parts.group(1) + "." + parts.group(2) + "." + parts.group(3);
        if (got != expected) {
            throw UnreadableId.check("iswc", shown, expected, got);
        }
        return shown + "-" + got;
    }

    /** Without a check character. */
    private static String isrc(String text) {
        Matcher parts = parts("isrc", ISRC, text, "CCXXXYYNNNNN");
        return plain(parts.group(1) + parts.group(2) + parts.group(3) + parts.group(4));
    }

    private static String raw(String name, String text, Pattern pattern) {
        boolean isLine =
                text != null
                        && text.length() <= MAX_RAW
                        && Controls.cleaned(text).equals(text)
                        && text.strip().equals(text);
        if (!isLine || !pattern.matcher(text).matches()) {
            throw UnreadableId.shape(
                    name,
                    "at most "
                            + MAX_RAW
                            + " characters without blanks around them"
                            + (pattern.pattern().equals(ANY) ? "" : " that match " + pattern),
                    text);
        }
        return text;
    }

    private static Matcher parts(String name, Pattern pattern, String text, String expected) {
        Matcher parts = pattern.matcher(text == null ? "" : text.strip());
        if (!parts.matches()) {
            throw UnreadableId.shape(name, expected, text);
        }
        return parts;
    }

    private static String plain(String part) {
        return part.replaceAll("[- ]", "").toUpperCase(Locale.ROOT);
    }

    private static String inFours(String hex) {
        StringBuilder fours = new StringBuilder(hex.substring(0, 4));
        for (int i = 4; i < hex.length(); i += 4) {
            fours.append('-').append(hex, i, i + 4);
        }
        return fours.toString();
    }
}
