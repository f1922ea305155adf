package dev.vigil.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** C2SP signed-note: a text, an empty line, and signature lines. */
public final class SignedNote {
    static final String DASH = "\u2014 ";

    /** Of a note; the specification asks for 16 at least. */
    static final int MOST_SIGNATURES = 100;

    /** In characters. */
    static final int MOST = 1_000_000;

    private static final String END_OF_TEXT = "\n\n";
    private static final String ED25519 = "Ed25519";

    private final String text;
    private final List<NoteSignature> signatures;

    private SignedNote(String text, List<NoteSignature> signatures) {
        this.text = text;
        this.signatures = signatures;
    }

    /**
     * Signs a text.
     *
     * @param text ends in a line feed
     * @param key of the private key; it is checked that it verifies what that signs
     */
    public static SignedNote sign(String text, NoteKey key, PrivateKey privateKey) {
        require(text.endsWith("\n") && isPlain(text), "a text that ends in a line feed");
        byte[] bytes = signature(text, privateKey);
        if (!key.verifies(text, bytes)) {
            throw new IllegalArgumentException(
                    "key: expected the private key of "
                            + key.line()
                            + ", got another one; give both of one pair");
        }
        return new SignedNote(text, List.of(new NoteSignature(key.name(), key.id(), bytes)));
    }

    private static byte[] signature(String text, PrivateKey privateKey) {
        try {
            Signature signer = Signature.getInstance(ED25519);
            signer.initSign(privateKey);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key: expected an Ed25519 private key", e);
        }
    }

    /**
     * Reads a note; nothing is verified yet.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf(END_OF_TEXT);
        require(note.length() <= MOST && end >= 0 && isPlain(note), "a text and an empty line");
        require(note.endsWith("\n"), "signature lines that end in a line feed");
        String lines = note.substring(end + END_OF_TEXT.length());
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines.split("\n", -1)) {
            if (!line.isEmpty()) {
                signatures.add(signatureOf(line));
            }
        }
        require(
                !signatures.isEmpty() && signatures.size() <= MOST_SIGNATURES,
                "1 to " + MOST_SIGNATURES + " signatures");
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    private static NoteSignature signatureOf(String line) {
        String[] parts = line.split(" ", -1);
        require(line.startsWith(DASH) && parts.length == 3, "signature lines");
        NoteKey.requireName(parts[1]);
        byte[] bytes = decoded(parts[2]);
        require(bytes.length > Integer.BYTES, "a key id and a signature");
        ByteBuffer all = ByteBuffer.wrap(bytes);
        int id = all.getInt();
        byte[] signature = new byte[all.remaining()];
        all.get(signature);
        return new NoteSignature(parts[1], id, signature);
    }

    private static byte[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            require(
                    Base64.getEncoder().encodeToString(bytes).equals(base64),
                    "Base64 in its one form");
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("note: expected Base64, got '" + base64 + "'", e);
        }
    }

    /**
     * True where one of the keys has signed it, and no signature of a known key is wrong. Those of
     * unknown keys are left out.
     */
    public boolean isSignedBy(Collection<NoteKey> keys) {
        boolean isSigned = false;
        for (NoteSignature signature : signatures) {
            for (NoteKey key : keys) {
                if (key.id() == signature.id() && key.name().equals(signature.name())) {
                    if (!key.verifies(text, signature.bytes())) {
                        return false;
                    }
                    isSigned = true;
                }
            }
        }
        return isSigned;
    }

    /**
     * With the signature of a witness who has seen it.
     *
     * @param timeS when (UTC epoch seconds)
     */
    public SignedNote cosigned(NoteKey witness, PrivateKey privateKey, long timeS) {
        byte[] signature = signature(Cosignature.text(timeS, text), privateKey);
        byte[] timed =
                ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(timeS)
                        .put(signature)
                        .array();
        if (!witness.isOfWitness() || !witness.verifies(text, timed)) {
            throw new IllegalArgumentException(
                    "key: expected the private key of the witness "
                            + witness.line()
                            + ", got another one; give both of one pair");
        }
        NoteSignature line = new NoteSignature(witness.name(), witness.id(), timed);
        return with(new SignedNote(text, List.of(line)));
    }

    /** When a witness has seen it, as it has signed (UTC epoch seconds); empty where it has not. */
    public OptionalLong seenAt(NoteKey witness) {
        return signatures.stream()
                .filter(it -> it.id() == witness.id() && it.name().equals(witness.name()))
                .filter(it -> witness.isOfWitness() && witness.verifies(text, it.bytes()))
                .mapToLong(it -> ByteBuffer.wrap(it.bytes()).getLong())
                .max();
    }

    /** With the signatures of that key alone which it verifies; it must have one. */
    public SignedNote only(NoteKey key) {
        List<NoteSignature> own =
                signatures.stream()
                        .filter(it -> it.id() == key.id() && it.name().equals(key.name()))
                        .filter(it -> key.verifies(text, it.bytes()))
                        .toList();
        require(!own.isEmpty(), "a signature of " + key.name());
        return new SignedNote(text, own);
    }

    /** With one more signature line, such as a witness's. */
    public SignedNote with(SignedNote other) {
        require(other.text.equals(text), "signatures of the same text");
        List<NoteSignature> all = new ArrayList<>(signatures);
        other.signatures.stream()
                .filter(more -> all.stream().noneMatch(it -> it.line().equals(more.line())))
                .forEach(all::add);
        return new SignedNote(text, List.copyOf(all));
    }

    /** What is signed; it ends in a line feed. */
    public String text() {
        return text;
    }

    /** The note as it is published. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> out.append(signature.line()));
        return out.toString();
    }

    /** No control but line feeds; what can't be UTF-8 is refused too. */
    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> c < 0x20 && c != '\n')
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static void require(boolean isSo, String expected) {
        if (!isSo) {
            throw new IllegalArgumentException(
                    "note: expected " + expected + " (C2SP signed-note), got something else");
        }
    }
}
