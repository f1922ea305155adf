package dev.vigil.client.audit;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.TileTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A witness that is reached over HTTP (C2SP tlog-witness): it gets a checkpoint with a proof that
 * the log has all that it signed before, and answers with its signature. What it last signed it
 * knows best: where it says another size than we remember, the proof is made from there.
 */
public final class RemoteWitness {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int SIGNED = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    /** Of an answer, in bytes: signature lines. */
    private static final int LONGEST = 1 << 16;

    /** Another publisher may be faster each time. */
    private static final int MOST_TRIES = 3;

    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");

    private final URI address;
    private final NoteKey log;
    private final NoteKey witness;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    private record Answer(int status, String body) {}

    /**
     * @param prefix of its addresses, for submission
     * @param log whose checkpoints it signs
     * @param witness its key: what another one signs is left out
     */
    public RemoteWitness(URI prefix, NoteKey log, NoteKey witness) {
        address =
                URI.create(
                        prefix + (prefix.toString().endsWith("/") ? "" : "/") + "add-checkpoint");
        this.log = log;
        this.witness = witness;
    }

    /**
     * The published checkpoint with its signature.
     *
     * @param signedBefore entries that it has signed, as far as is known; 0 for none
     * @throws IOException where it does not sign: the message says why, and what to do
     */
    public SignedNote cosign(PublishedLog published, long signedBefore) throws IOException {
        SignedNote note = PublishedHead.read(published, log);
        SealText head = SealText.parse(note.text());
        TileTree tree = PublishedHead.tree(published, head);
        long before = Math.min(signedBefore, head.size());
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Answer answer = send(request(note, head, tree, before));
            if (answer.status == SIGNED) {
                return signed(note, answer.body);
            }
            if (answer.status != CONFLICT) {
                throw refused(answer, head, before);
            }
            long size = size(answer, head);
            if (size == before) {
                throw failure(
                        "FORKED: expected a checkpoint of "
                                + head.size()
                                + " pages that continues the "
                                + size
                                + " which it signed, got another one; keep both and ask the log's"
                                + " operator");
            }
            before = size;
        }
        throw failure(
                "expected the size that it last signed, got another one each time; try again");
    }

    private static String request(SignedNote note, SealText head, TileTree tree, long before)
            throws IOException {
        StringBuilder request = new StringBuilder("old ").append(before).append('\n');
        if (before > 0) {
            for (byte[] hash : PublishedHead.consistency(tree, before, head.size())) {
                request.append(Base64.getEncoder().encodeToString(hash)).append('\n');
            }
        }
        return request.append('\n').append(note).toString();
    }

    private Answer send(String request) throws IOException {
        HttpRequest post =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(request))
                        .build();
        try {
            HttpResponse<InputStream> answer =
                    client.send(post, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(LONGEST);
                return new Answer(answer.statusCode(), new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(address + ": expected an answer, was interrupted", e);
        } catch (IOException e) {
            throw new IOException(address + ": expected an answer, got none (" + e + ")", e);
        }
    }

    /** What it signed last; never more than is published. */
    private long size(Answer answer, SealText head) throws IOException {
        if (!SIZE.matcher(answer.body).matches()) {
            throw failure(
                    "expected the size that it last signed with status 409, got another text");
        }
        long size = Long.parseLong(answer.body.strip());
        if (size > head.size()) {
            throw failure(
                    "CUT: expected a checkpoint of at least the "
                            + size
                            + " pages which it signed, got one of "
                            + head.size()
                            + "; publish the log's newest pages, or, where they are gone, ask its"
                            + " operator");
        }
        return size;
    }

    private IOException refused(Answer answer, SealText head, long before) {
        return switch (answer.status) {
            case UNPROCESSABLE ->
                    failure(
                            "FORKED: expected that it accepts the proof from "
                                    + before
                                    + " to "
                                    + head.size()
                                    + " pages, got status 422: the log does not continue what it"
                                    + " signed; keep both and ask the log's operator");
            case FORBIDDEN ->
                    failure(
                            "expected that it knows the key "
                                    + log.line()
                                    + ", got status 403; give it this line");
            case NOT_FOUND ->
                    failure(
                            "expected that it knows the log "
                                    + log.name()
                                    + ", got status 404; check the address, and give it this name");
            default -> failure("expected a signature (status 200), got status " + answer.status);
        };
    }

    /** Signatures of keys that are not known are left out. */
    private SignedNote signed(SignedNote note, String lines) throws IOException {
        try {
            SignedNote answered = SignedNote.parse(note.text() + "\n" + lines);
            if (answered.seenAt(witness).isPresent()) {
                return note.with(answered.only(witness));
            }
        } catch (IllegalArgumentException e) {
            // Named below.
        }
        throw failure(
                "expected a signature that "
                        + witness.line()
                        + " verifies, got another one; is it the key of this witness?");
    }

    private IOException failure(String what) {
        return new IOException(address + ": " + what);
    }
}
