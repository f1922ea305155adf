package dev.vigil.schema.wire;

import dev.vigil.schema.register.WorkClaim;
import java.io.Serializable;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose claims are admitted: without keys all, else those that the claimant itself has signed. */
public final class Claimants implements Serializable {
    private static final long serialVersionUID = 1L;

    /** No keys: every claim is taken. */
    public static final Claimants ANYBODY = new Claimants(Map.of());

    private final HashMap<String, List<PublicKey>> keys;

    /**
     * @param keys by party, as claims name it
     */
    public Claimants(Map<String, List<PublicKey>> keys) {
        this.keys = new HashMap<>();
        keys.forEach((party, each) -> this.keys.put(party, List.copyOf(each)));
    }

    /** Why the claim is not its claimant's word; empty where it is. */
    public Optional<String> refusal(WorkClaim claim, byte[] json) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        List<PublicKey> known = keys.get(claim.claimant());
        if (known == null) {
            return Optional.of(
                    "claimant: expected a party that has a key, got '"
                            + claim.claimant()
                            + "'; add the party's key to rights.keys");
        }
        if (claim.signature() == null) {
            return Optional.of(
                    "signature: expected that of '"
                            + claim.claimant()
                            + "', got none; sign the claim with the party's key");
        }
        if (known.stream().noneMatch(k -> ClaimSignature.verifies(json, claim.signature(), k))) {
            return Optional.of(
                    "signature: expected that of '"
                            + claim.claimant()
                            + "' over this claim, got another; each party claims for itself, with"
                            + " its own key");
        }
        return Optional.empty();
    }
}
