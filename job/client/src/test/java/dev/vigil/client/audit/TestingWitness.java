package dev.vigil.client.audit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.TreeProofs;
import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;

/** A witness of one log over HTTP, as the specification (C2SP tlog-witness) has it. */
final class TestingWitness implements AutoCloseable {
    static final long NOW_S = 1_795_600_000L;

    private static final String DASH = "\u2014 ";

    private record Answer(int status, String body) {}

    private final NoteKey log;
    private final KeyPair pair = ListKeys.create();
    private final NoteKey key = NoteKey.ofWitness("witness.example/w1", pair.getPublic());
    private final KeyPair otherPair = ListKeys.create();
    private final NoteKey other = NoteKey.ofWitness("other.example", otherPair.getPublic());
    private final HttpServer server;
    private final Deque<Answer> next = new ArrayDeque<>();
    private SealText latest;
    private int asked;

    TestingWitness(NoteKey log) throws IOException {
        this.log = log;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/submit/add-checkpoint", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/submit");
    }

    NoteKey key() {
        return key;
    }

    synchronized int asked() {
        return asked;
    }

    /** Instead of what it would answer. */
    synchronized void answerOnce(int status, String body) {
        next.add(new Answer(status, body));
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        asked++;
        String request =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer =
                !next.isEmpty()
                        ? next.remove()
                        : exchange.getRequestMethod().equals("POST")
                                ? answer(request)
                                : new Answer(405, "");
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        if (answer.status == 409) {
            exchange.getResponseHeaders().add("Content-Type", "text/x.tlog.size");
        }
        exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer answer(String request) {
        int end = request.indexOf("\n\n");
        String[] lines = request.substring(0, end).split("\n");
        SignedNote note = SignedNote.parse(request.substring(end + 2));
        SealText head = SealText.parse(note.text());
        if (!lines[0].matches("old (0|[1-9][0-9]*)") || lines.length > 64) {
            return new Answer(400, "");
        }
        long old = Long.parseLong(lines[0].substring(4));
        List<byte[]> proof = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            proof.add(Base64.getDecoder().decode(lines[i]));
        }
        if (!head.origin().equals(log.name())) {
            return new Answer(404, "");
        }
        if (!note.isSignedBy(List.of(log))) {
            return new Answer(403, "");
        }
        return old > head.size() ? new Answer(400, "") : answer(note, head, old, proof);
    }

    private Answer answer(SignedNote note, SealText head, long old, List<byte[]> proof) {
        long size = latest == null ? 0 : latest.size();
        boolean isOther =
                latest != null && old == head.size() && !Arrays.equals(latest.root(), head.root());
        if (old != size || isOther) {
            return new Answer(409, size + "\n");
        }
        byte[] root = latest == null ? new byte[0] : latest.root();
        if (old == 0
                ? !proof.isEmpty()
                : !TreeProofs.isConsistent(old, root, head.size(), head.root(), proof)) {
            return new Answer(422, "");
        }
        latest = head;
        String both =
                note.cosigned(key, pair.getPrivate(), NOW_S)
                        .cosigned(other, otherPair.getPrivate(), NOW_S)
                        .toString();
        String ours = both.substring(both.indexOf(DASH + key.name()));
        return new Answer(200, ours);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
