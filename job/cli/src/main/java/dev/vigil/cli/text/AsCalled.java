package dev.vigil.cli.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command as it was called, in hints that name it: in a checkout that is {@code job/vigil}, and
 * a hint is copied to be run.
 */
public final class AsCalled {
    /** System property that {@code job/vigil} sets: how that was called. */
    static final String PROPERTY = "vigil.command";

    private static final String COMMAND = "vigil";

    /** The command before a verb or an option, not in a path, a name or a sentence's beginning. */
    private static final Pattern CALL = Pattern.compile("(?<![\\w/.:-])vigil(?= [a-zC\\[-])");

    /** Words that a shell takes as they are. */
    private static final Pattern PLAIN = Pattern.compile("[\\w/.:@%+,-]+");

    private AsCalled() {}

    /** Our own text with its calls of {@code vigil} as calls of what was called. */
    public static String of(String text) {
        return of(text, System.getProperty(PROPERTY, COMMAND));
    }

    static String of(String text, String called) {
        return called.equals(COMMAND)
                ? text
                : CALL.matcher(text).replaceAll(Matcher.quoteReplacement(quoted(called)));
    }

    /** A word for a shell: a path may have a space. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
