package dev.vigil.schema.wire;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.list.ListEntry;
import java.io.Serializable;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which entries are admitted: without keys all, else those that their authority has signed, each
 * under an id of its own. What is before an id's first dot is its authority, so that no authority
 * changes or withdraws what another has listed. Vigil's own ids are {@link ReservedId}s.
 */
public final class Authorities implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final String MISMATCH = "ENTRY_ID_MISMATCH";

    /** No keys: every entry is taken. */
    public static final Authorities ANYBODY = new Authorities(Map.of());

    private final HashMap<String, List<PublicKey>> keys;

    /**
     * @param keys by authority, as entries name it
     * @throws IllegalArgumentException with a line for each authority that no id can begin with
     */
    public Authorities(Map<String, List<PublicKey>> keys) {
        List<String> faults = new ArrayList<>();
        keys.keySet().forEach(authority -> faultOf(authority).ifPresent(faults::add));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), faults));
        }
        this.keys = new HashMap<>();
        keys.forEach((authority, each) -> this.keys.put(authority, List.copyOf(each)));
    }

    private static Optional<String> faultOf(String authority) {
        try {
            Check.id("authority", authority);
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage() + ", as ids of its entries begin with it and a dot");
        }
        if (authority.indexOf('.') >= 0 || ReservedId.isOne(authority + ".")) {
            return Optional.of(
                    "authority: expected a name without a dot, neither staydown nor signal, got '"
                            + authority
                            + "'; give it another, as ids of its entries begin with it and a dot");
        }
        return Optional.empty();
    }

    /** False where the jobs would refuse the entry; the reason is on their dead letters. */
    public boolean take(ListEntry entry, byte[] json) {
        return refusal(entry, json).isEmpty();
    }

    /** A stable code and a message that says what to do. */
    public record Refusal(String reason, String message) {}

    /**
     * Why the entry's id is none of its authority's, or no id can be; empty where it is, or where
     * it names none. Known before it is signed.
     */
    public static Optional<Refusal> ofAnother(ListEntry entry) {
        String authority = entry.authority();
        if (authority == null) {
            return Optional.empty();
        }
        Optional<String> fault = faultOf(authority);
        if (fault.isPresent()) {
            return refused(MISMATCH, fault.get());
        }
        if (isOf(authority, entry.entryId())) {
            return Optional.empty();
        }
        return refused(
                MISMATCH,
                "entryId: expected one that begins with "
                        + (isOwn(authority)
                                ? ReservedId.STAY_DOWN + " or " + ReservedId.SIGNAL
                                : authority + ".")
                        + ", as its authority is '"
                        + authority
                        + "', got '"
                        + entry.entryId()
                        + "'; list it under another id: this one is not that authority's");
    }

    private static boolean isOf(String authority, String entryId) {
        return isOwn(authority) ? ReservedId.isOne(entryId) : entryId.startsWith(authority + ".");
    }

    private static boolean isOwn(String authority) {
        return authority.equals(ReservedId.AUTHORITY);
    }

    /** The same as an exception, for who is about to sign it. */
    public static void requireOwn(ListEntry entry) {
        ofAnother(entry)
                .ifPresent(
                        no -> {
                            throw new IllegalArgumentException(no.message());
                        });
    }

    /** Why the entry is not its authority's word; empty where it is. */
    public Optional<Refusal> refusal(ListEntry entry, byte[] json) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        List<PublicKey> known = keys.get(entry.authority());
        if (known == null) {
            return refused(
                    "UNKNOWN_AUTHORITY",
                    "authority: expected one that has a key ("
                            + String.join(", ", keys.keySet().stream().sorted().toList())
                            + "), got '"
                            + entry.authority()
                            + "'; correct the entry, or add the authority's key to list.keys");
        }
        if (entry.signature() == null) {
            return refused(
                    "UNSIGNED_ENTRY",
                    "signature: expected that of '"
                            + entry.authority()
                            + "', got none; sign the entry (vigil list sign)");
        }
        if (known.stream().noneMatch(k -> ListSignature.verifies(json, entry.signature(), k))) {
            return refused(
                    "FORGED_ENTRY",
                    "signature: expected that of '"
                            + entry.authority()
                            + "' over this entry, got another; find out who sent it: somebody"
                            + " changed the entry after it was signed, or signed with another key");
        }
        return ofAnother(entry);
    }

    private static Optional<Refusal> refused(String reason, String message) {
        return Optional.of(new Refusal(reason, message));
    }
}
