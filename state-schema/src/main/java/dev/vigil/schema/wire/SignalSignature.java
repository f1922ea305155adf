package dev.vigil.schema.wire;

import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalShared;
import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * A platform's Ed25519 signature of what it shares, in the record's own field {@code signature}: as
 * {@link ListSignature}, with the line {@code vigil.signal.v1} or {@code vigil.opinion.v1}.
 */
public enum SignalSignature {
    SIGNAL("vigil.signal.v1"),
    OPINION("vigil.opinion.v1");

    private final SignedJson form;

    SignalSignature(String head) {
        form = new SignedJson(head);
    }

    /** The value of the field {@code signature}; always the same for the same key and record. */
    public String sign(byte[] json, PrivateKey key) {
        return form.sign(json, key);
    }

    /** True where the holder of the private key has signed exactly this record. */
    public boolean verifies(byte[] json, String signature, PublicKey key) {
        return form.verifies(json, signature, key);
    }

    public static SignalShared signed(SignalShared signal, PrivateKey key) {
        return signal.withSignature(SIGNAL.sign(Json.bytes(signal), key));
    }

    public static SignalOpinion signed(SignalOpinion opinion, PrivateKey key) {
        return opinion.withSignature(OPINION.sign(Json.bytes(opinion), key));
    }
}
