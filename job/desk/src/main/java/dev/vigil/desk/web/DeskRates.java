package dev.vigil.desk.web;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How much one person, and one address, may ask for. For many threads. */
final class DeskRates {
    /** A second. */
    static final int GETS = 60;

    /** A second. */
    static final int POSTS = 10;

    /** A minute, of an address. */
    static final int SIGN_INS = 5;

    /** A minute: what is sent without a session fills no log. */
    private static final int WARNINGS = 20;

    private static final int PEOPLE = 5_000;
    private static final int ADDRESSES = 10_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final KeyedRate gets;
    private final KeyedRate posts;
    private final KeyedRate strangers;
    private final KeyedRate signIns;
    private final KeyedRate warnings;

    DeskRates(LongSupplier nanos) {
        gets = new KeyedRate(GETS, SECOND, PEOPLE, nanos);
        posts = new KeyedRate(POSTS, SECOND, PEOPLE, nanos);
        strangers = new KeyedRate(GETS, SECOND, ADDRESSES, nanos);
        signIns = new KeyedRate(SIGN_INS, Duration.ofMinutes(1), ADDRESSES, nanos);
        warnings = new KeyedRate(WARNINGS, Duration.ofMinutes(1), 1, nanos);
    }

    boolean takes(String actor, boolean isPost) {
        return (isPost ? posts : gets).takes(actor);
    }

    /** Of a browser without a session. */
    boolean takesStranger(String address) {
        return strangers.takes(address);
    }

    boolean takesSignIn(String address) {
        return signIns.takes(address);
    }

    /** One more line about a sign-in that failed. */
    boolean takesWarning() {
        return warnings.takes("");
    }
}
