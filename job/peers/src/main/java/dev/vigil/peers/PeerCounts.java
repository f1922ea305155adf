package dev.vigil.peers;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What a bridge has done since it was started; of any thread. */
public final class PeerCounts {
    /** Between two pages that are asked for, pauses apart: one that takes longer hangs. */
    private static final long HANGS_MS = 10 * 60_000L;

    private static final double SECOND_MS = 1_000;

    private final String peer;
    private final InstantSource clock;
    private final AtomicLong fetched = new AtomicLong();
    private final AtomicLong refusedCertificates = new AtomicLong();
    private final AtomicLong refusedRequests = new AtomicLong();

    /** Of what does not happen at all, since the start. */
    private volatile long caughtUpMs;

    private volatile long servedMs;
    private volatile long roundMs;
    private volatile boolean fetches;
    private volatile boolean serves;
    private volatile PeerCertificates certificates;

    /**
     * @param peer its name
     */
    public PeerCounts(String peer, InstantSource clock) {
        this.peer = peer;
        this.clock = clock;
        long now = clock.millis();
        caughtUpMs = now;
        servedMs = now;
        roundMs = now;
    }

    /** With when this site's and the peer's certificate end. */
    public PeerCounts certificates(PeerCertificates ends) {
        certificates = ends;
        return this;
    }

    void does(boolean isServing, boolean isFetching) {
        serves = isServing;
        fetches = isFetching;
    }

    /** Another page is asked for. */
    void round() {
        roundMs = clock.millis();
    }

    /** No page is asked for so long. */
    void pauses(Duration pause) {
        roundMs = clock.millis() + pause.toMillis();
    }

    void fetched(int records) {
        fetched.addAndGet(records);
    }

    /** The feed of the peer has no more. */
    void caughtUp() {
        caughtUpMs = clock.millis();
    }

    /** The peer got a page, or this site took its opinions. */
    void served() {
        servedMs = clock.millis();
    }

    /** A platform has shown a certificate that is not the peer's, or is over. */
    public void refusedCertificate() {
        refusedCertificates.incrementAndGet();
    }

    /** The peer has asked for what is not offered, or sent what is not taken. */
    void refusedRequest() {
        refusedRequests.incrementAndGet();
    }

    /** False where it does not even try any more. */
    public boolean isWell() {
        return !fetches || clock.millis() - roundMs <= HANGS_MS;
    }

    /** As Prometheus reads them; only of what this process does. */
    public List<Sample> samples() {
        List<Sample> all = new ArrayList<>();
        if (fetches) {
            all.add(
                    sample(
                            "vigil_peers_caught_up_timestamp_seconds",
                            "When the feed of the peer was fetched to its end last, or the start.",
                            caughtUpMs / SECOND_MS));
            all.add(
                    sample(
                            "vigil_peers_fetched_records_total",
                            "Signals, chunks and opinions fetched from the peer.",
                            fetched.get()));
        }
        if (serves) {
            all.add(
                    sample(
                            "vigil_peers_served_timestamp_seconds",
                            "When the peer got a page of this site's feed last, or the start.",
                            servedMs / SECOND_MS));
            all.add(
                    sample(
                            "vigil_peers_refused_requests_total",
                            "Requests of the peer that were refused.",
                            refusedRequests.get()));
        }
        all.add(
                sample(
                        "vigil_peers_refused_certificates_total",
                        "Certificates that are not the peer's, or are over.",
                        refusedCertificates.get()));
        PeerCertificates ends = certificates;
        if (ends != null) {
            all.add(end("here", ends.here().getEpochSecond()));
            all.add(end("peer", ends.peer().getEpochSecond()));
        }
        return all;
    }

    private Sample sample(String name, String help, double value) {
        return new Sample(name, help, Map.of("peer", peer), value);
    }

    private Sample end(String of, double atSeconds) {
        return new Sample(
                "vigil_peers_certificate_end_timestamp_seconds",
                "When a certificate ends: of this site, or of the peer.",
                Map.of("peer", peer, "of", of),
                atSeconds);
    }
}
