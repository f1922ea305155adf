package dev.vigil.audit;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A signature line of a note.
 *
 * @param name of the key
 * @param id of the key
 * @param bytes of the signature alone
 */
record NoteSignature(String name, int id, byte[] bytes) {
    String line() {
        byte[] all =
                ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(id).put(bytes).array();
        return SignedNote.DASH + name + " " + Base64.getEncoder().encodeToString(all) + "\n";
    }
}
