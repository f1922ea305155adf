package dev.vigil.schema.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * An Ed25519 signature of a JSON object in its own field {@code signature}: over a line that names
 * what it is, so that none is taken for one of anything else, and the object without the field in
 * canonical form.
 */
final class SignedJson {
    private static final String ALGORITHM = "Ed25519";
    private static final String FIELD = "signature";

    private final String head;

    SignedJson(String head) {
        this.head = head + "\n";
    }

    /**
     * @throws IllegalArgumentException if it is no JSON object, or holds what has no one form
     */
    byte[] signedBytes(byte[] json) {
        JsonNode tree = Json.read(json, JsonNode.class);
        if (!(tree instanceof ObjectNode object)) {
            throw new IllegalArgumentException(
                    "data: expected a JSON object, got " + tree.getNodeType());
        }
        object.remove(FIELD);
        return (head + Canonical.text(object)).getBytes(StandardCharsets.UTF_8);
    }

    String sign(byte[] json, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(signedBytes(json));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "key: expected an Ed25519 private key, got '" + e.getMessage() + "'", e);
        }
    }

    boolean verifies(byte[] json, String signature, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signedBytes(json));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // No Base64, or bytes that are no signature at all.
            return false;
        }
    }
}
