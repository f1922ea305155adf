package dev.vigil.schema.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.signal.SignalShared;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a signal is about, as a digest: opinions and decisions name it, so that none of them speaks
 * for a recording that is put in place of another. A later end of the same is the same.
 */
public final class SignalContent {
    private static final List<String> ABOUT =
            List.of("kind", "work", "fingerprint", "listClass", "windows", "territories", "abuse");

    private SignalContent() {}

    /** Lower-case hex SHA-256 of its canonical JSON. */
    public static String digest(SignalShared signal) {
        // As it is kept: of another form of the same windows the digest would be another.
        JsonNode tree = Json.read(Json.bytes(signal.kept()), JsonNode.class);
        ((ObjectNode) tree).retain(Set.copyOf(ABOUT));
        byte[] text = Canonical.text(tree).getBytes(StandardCharsets.UTF_8);
        return PeaksCodec.digest(List.of(text));
    }
}
