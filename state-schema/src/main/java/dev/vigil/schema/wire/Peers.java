package dev.vigil.schema.wire;

import java.io.Serializable;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose signals are admitted: those that a platform whose key is known has signed itself. */
public final class Peers implements Serializable {
    private static final long serialVersionUID = 1L;

    /** No keys: no signal is taken. */
    public static final Peers NONE = new Peers(Map.of());

    private final HashMap<String, List<PublicKey>> keys;

    /**
     * @param keys by platform, as signals name it
     */
    public Peers(Map<String, List<PublicKey>> keys) {
        this.keys = new HashMap<>();
        keys.forEach((peer, each) -> this.keys.put(peer, List.copyOf(each)));
    }

    /** Why a record is not its origin's word. */
    public enum Doubt {
        UNKNOWN_PEER,
        UNSIGNED,
        FORGED
    }

    /** In order. */
    public List<String> names() {
        return keys.keySet().stream().sorted().toList();
    }

    public boolean knows(String origin) {
        return keys.containsKey(origin);
    }

    /** What speaks against it; empty where its origin has signed exactly this record. */
    public Optional<Doubt> doubt(
            SignalSignature form, String origin, String signature, byte[] json) {
        List<PublicKey> known = keys.get(origin);
        if (known == null) {
            return Optional.of(Doubt.UNKNOWN_PEER);
        }
        if (signature == null) {
            return Optional.of(Doubt.UNSIGNED);
        }
        return known.stream().anyMatch(key -> form.verifies(json, signature, key))
                ? Optional.empty()
                : Optional.of(Doubt.FORGED);
    }
}
