package dev.vigil.schema.check;

/**
 * Ids of what Vigil itself makes a reference and a list entry of: recordings that stay down, and
 * signals of peers. These are not searched for overlaps and have a room of their own in the index,
 * so no other reference, entry or work may have such a name.
 */
public final class ReservedId {
    public static final String STAY_DOWN = "staydown.";
    public static final String SIGNAL = "signal.";

    /** What Vigil's own list entries name as their authority. */
    public static final String AUTHORITY = "vigil";

    private ReservedId() {}

    public static boolean isOne(String id) {
        return id.startsWith(STAY_DOWN) || id.startsWith(SIGNAL);
    }

    /**
     * An id that others may give.
     *
     * @param name of the field
     * @throws IllegalArgumentException that names what is expected
     */
    public static String refuse(String name, String id) {
        if (isOne(id)) {
            throw new IllegalArgumentException(
                    name
                            + ": expected an id that begins neither with "
                            + STAY_DOWN
                            + " nor with "
                            + SIGNAL
                            + ", got '"
                            + id
                            + "'; Vigil gives these to recordings that stay down and to signals"
                            + " of peers: give another");
        }
        return id;
    }

    /**
     * The id of a list entry: a person who renews or withdraws one of Vigil's leaves its authority
     * as it is.
     */
    public static String ofEntry(String name, String id, String authority) {
        return AUTHORITY.equals(authority) ? id : refuse(name, id);
    }
}
