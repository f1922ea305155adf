package dev.vigil.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of logs: SITE/audit/NUMBER. The number grows when a log is closed. */
public final class LogName {
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}._:-]+(?:/[\\p{L}\\p{N}._:-]+)*/audit/([1-9][0-9]{0,8})");

    private LogName() {}

    /**
     * The number of a log.
     *
     * @throws IllegalArgumentException for another form of name
     */
    public static int number(String origin) {
        Matcher name = NAME.matcher(origin);
        if (!name.matches()) {
            throw new IllegalArgumentException(
                    "origin: expected SITE/audit/NUMBER, got '"
                            + origin
                            + "'; write it as example.com/audit/1");
        }
        return Integer.parseInt(name.group(1));
    }

    /**
     * The number of the log that a verifier key is of.
     *
     * @throws IllegalArgumentException where it is no such key, or of another name
     */
    public static int ofKey(String line) {
        return number(NoteKey.parse(line).name());
    }

    /** True of a name of a log of the same site with a larger number; of others nothing follows. */
    static boolean follows(String later, String earlier) {
        return areOfOneSite(later, earlier) && number(later) > number(earlier);
    }

    /** False where one of them is no name of a log, too. */
    static boolean areOfOneSite(String one, String other) {
        return NAME.matcher(one).matches()
                && NAME.matcher(other).matches()
                && site(one).equals(site(other));
    }

    private static String site(String origin) {
        return origin.substring(0, origin.lastIndexOf('/'));
    }
}
