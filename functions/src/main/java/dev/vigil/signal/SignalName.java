package dev.vigil.signal;

import dev.vigil.schema.check.ReservedId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of a signal: ORIGIN:ID among platforms; here signal.ORIGIN:ID is the work that its
 * recording has while it is not confirmed, the name of its reference, and that of its entry on the
 * list. An origin has no colon, so that no two signals share a name.
 */
public final class SignalName {
    private static final Pattern ORIGIN = Pattern.compile("[a-z0-9][a-z0-9.-]{0,39}");

    /** Longest id of a signal: with the prefix it is an id still. */
    private static final int MAX_ID = 190;

    private SignalName() {}

    /** True of a name that a platform may have: a domain, or a word in small letters. */
    public static boolean isOrigin(String name) {
        return ORIGIN.matcher(name).matches();
    }

    /**
     * @throws IllegalArgumentException for what is no name of a platform
     */
    public static String requireOrigin(String name) {
        if (!isOrigin(name)) {
            throw new IllegalArgumentException(
                    ": expected up to 40 small letters, digits, dots and hyphens, such as"
                            + " video.example, got '"
                            + name
                            + "'");
        }
        return name;
    }

    /** The platform that a signal comes from, by its id. */
    public static String origin(String signalId) {
        int colon = signalId.indexOf(':');
        return colon < 0 ? "" : signalId.substring(0, colon);
    }

    /** True where the id is one of a signal of that platform. */
    public static boolean isOf(String origin, String signalId) {
        return isOrigin(origin)
                && signalId.length() <= MAX_ID
                && signalId.length() > origin.length() + 1
                && origin.equals(origin(signalId));
    }

    /** Its work here, its reference and its entry. */
    public static String here(String signalId) {
        return ReservedId.SIGNAL + signalId;
    }

    /** The signal of such a name; empty for any other. */
    public static Optional<String> signal(String here) {
        return here.startsWith(ReservedId.SIGNAL)
                ? Optional.of(here.substring(ReservedId.SIGNAL.length()))
                : Optional.empty();
    }
}
