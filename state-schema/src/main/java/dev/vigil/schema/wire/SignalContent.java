package dev.vigil.schema.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.signal.SignalShared;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a signal is about, as a digest: opinions and decisions name it, so that none of them speaks
 * for a recording that is put in place of another. A later end of the same is the same.
 *
 * <p>It is of the JSON that the origin published, never of a record that was read and written
 * again: all platforms have the same digest, whichever version each runs. Nested members that this
 * version does not know are in it, and a window is in it with the offset that the origin wrote.
 * Other members of the signal itself are not, those that a later version adds included.
 */
public final class SignalContent {
    private static final Set<String> ABOUT =
            Set.of("kind", "work", "fingerprint", "listClass", "windows", "territories", "abuse");

    private SignalContent() {}

    /**
     * Of a signal of a peer: lower-case hex SHA-256 of its canonical JSON.
     *
     * @param json as it arrived
     * @throws IllegalArgumentException if it is no JSON object, or holds what has no one form
     */
    public static String received(byte[] json) {
        ObjectNode tree = Json.read(json, ObjectNode.class).retain(ABOUT);
        byte[] text = Canonical.text(tree).getBytes(StandardCharsets.UTF_8);
        return PeaksCodec.digest(List.of(text));
    }

    /** The same of a signal of this site, as it is published to peers. */
    public static String published(SignalShared signal) {
        return received(Json.bytes(signal.kept()));
    }
}
