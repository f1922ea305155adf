package dev.vigil.schema.wire;

import dev.vigil.schema.list.ListEntry;
import java.io.Serializable;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which entries are admitted: without keys all, else those signed by the entry's authority. */
public final class Authorities implements Serializable {
    private static final long serialVersionUID = 1L;

    /** No keys: every entry is taken. */
    public static final Authorities ANYBODY = new Authorities(Map.of());

    private final HashMap<String, List<PublicKey>> keys;

    /**
     * @param keys by authority, as entries name it
     */
    public Authorities(Map<String, List<PublicKey>> keys) {
        this.keys = new HashMap<>();
        keys.forEach((authority, each) -> this.keys.put(authority, List.copyOf(each)));
    }

    /** False where the jobs would refuse the entry; the reason is on their dead letters. */
    public boolean take(ListEntry entry, byte[] json) {
        return refusal(entry, json).isEmpty();
    }

    /** A stable code and a message that says what to do. */
    public record Refusal(String reason, String message) {}

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
        return Optional.empty();
    }

    private static Optional<Refusal> refused(String reason, String message) {
        return Optional.of(new Refusal(reason, message));
    }
}
