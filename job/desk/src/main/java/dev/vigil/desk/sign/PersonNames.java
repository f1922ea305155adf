package dev.vigil.desk.sign;

import dev.vigil.desk.store.Store;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Names of people by their pointer, as they were at the last sign-in; null of one that has never
 * signed in. They are in the store alone: records have pointers. For many threads.
 */
public final class PersonNames implements UnaryOperator<String> {
    /** How late a sign-in at another desk of the store may be seen. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(30);

    /** In memory, with those that are known to have no name. */
    private static final int MOST = 5_000;

    private static final Pattern POINTER = Pattern.compile("(link|oidc|proxy):.+");

    private final Store store;
    private final LongSupplier nanos;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * @param name null where there is none
     */
    private record Known(String name, long atNanos) {}

    /**
     * @param nanos a clock that is never set, in ns; it may wrap around
     */
    PersonNames(Store store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    @Override
    public String apply(String pointer) {
        if (!POINTER.matcher(pointer).matches()) {
            return null;
        }
        Known before = known.get(pointer);
        if (before != null && nanos.getAsLong() - before.atNanos() < KNOWN_FOR.toNanos()) {
            return before.name();
        }
        Known now = new Known(read(pointer), nanos.getAsLong());
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(pointer, now);
        return now.name();
    }

    private String read(String pointer) {
        try (Handle handle = store.handle()) {
            return handle.select("select name from person where actor = ?", pointer)
                    .mapTo(String.class)
                    .findFirst()
                    .orElse(null);
        } catch (JdbiException e) {
            // A page is better without names than not at all: the age of the store shows that.
            return null;
        }
    }

    /** The person has signed in here. */
    void signedIn(String pointer) {
        known.remove(pointer);
    }
}
