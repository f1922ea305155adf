package dev.vigil.cli.doctor;

import dev.vigil.audit.AuditLog;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SignedNote;
import dev.vigil.client.bus.Bus;
import dev.vigil.peers.PeerCertificates;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.options.ListKeysFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Keys and certificates that wear out, and what is signed by them. */
final class KeyChecks {
    /** There is a page each hour, and a seal over it. */
    private static final Duration SEALED_WITHIN =
            Duration.ofMillis(AuditLog.TICK_MS).plusMinutes(5);

    private static final Duration MOST_AHEAD = Duration.ofSeconds(2);

    /** The peer has to take a new one before the old one ends. */
    private static final Duration RENEWED_BEFORE = Duration.ofDays(21);

    private static final String PAGE = "see job/docs/runbooks/audit.md";

    private final Clock clock;

    KeyChecks(Clock clock) {
        this.clock = clock;
    }

    /** That the file is of the pair, and that not every user of its machine may read it. */
    DoctorFinding auditKey(NoteKey log, Path file) throws IOException {
        String expected = "the private key of " + log.name() + " in " + file;
        try {
            SignedNote.sign("doctor\n", log, ListKeysFile.privateKey(file));
        } catch (IllegalArgumentException e) {
            return DoctorFinding.wrong("audit key", expected, e.getMessage(), refusal());
        }
        boolean isOpen =
                Files.getFileStore(file).supportsFileAttributeView("posix")
                        && Files.getPosixFilePermissions(file)
                                .contains(PosixFilePermission.OTHERS_READ);
        return isOpen
                ? DoctorFinding.wrong(
                        "audit key",
                        "a file that its owner reads, or its group",
                        "one that every user reads",
                        "chmod o= "
                                + file
                                + "; if others could have read it, begin a log with the"
                                + " next number")
                : DoctorFinding.well("audit key", "of the pair of " + log.name());
    }

    private static String refusal() {
        return PAGE + "#the-log-refuses-to-sign";
    }

    /** The clock of the log too: pages are dated by it. */
    DoctorFinding seals(Bus bus, NoteKey log) throws IOException {
        long nowMs = clock.millis();
        AtomicReference<AuditSeal> newest = new AtomicReference<>();
        bus.since(
                Topic.SEALS,
                nowMs - SEALED_WITHIN.toMillis(),
                event ->
                        event.readable(AuditSeal.class)
                                .filter(seal -> seal.origin().equals(log.name()))
                                .ifPresent(newest::set));
        AuditSeal seal = newest.get();
        if (seal == null) {
            return DoctorFinding.wrong(
                    "audit log",
                    "a seal of " + log.name() + " of the last " + span(SEALED_WITHIN),
                    "none",
                    PAGE + "#the-log-has-no-new-seal");
        }
        Duration age = Duration.ofMillis(nowMs - seal.at());
        if (age.plus(MOST_AHEAD).isNegative()) {
            return DoctorFinding.wrong(
                    "audit log",
                    "pages that are dated before now",
                    "one " + span(age.negated()) + " ahead",
                    "start NTP on the TaskManagers of the ledger, or on this machine");
        }
        return DoctorFinding.well(
                "audit log", seal.size() + " pages sealed, the last " + span(age.abs()) + " old");
    }

    DoctorFinding certificates(PeerCertificates ends) {
        List<String> wrong = new ArrayList<>();
        end("this site's", ends.here(), wrong);
        end("the peer's", ends.peer(), wrong);
        return wrong.isEmpty()
                ? DoctorFinding.well(
                        "peer's certificates",
                        "this site's until " + ends.here() + ", the peer's until " + ends.peer())
                : DoctorFinding.wrong(
                        "peer's certificates",
                        "both valid for " + span(RENEWED_BEFORE) + " or longer",
                        String.join(", ", wrong),
                        "renew it in time, see job/docs/runbooks/peers.md#a-certificate-ends");
    }

    private void end(String of, Instant end, List<String> wrong) {
        Duration left = Duration.between(clock.instant(), end);
        if (left.compareTo(RENEWED_BEFORE) < 0) {
            wrong.add(
                    of
                            + (left.isNegative()
                                    ? " over since " + end
                                    : " for " + span(left) + " more"));
        }
    }

    private static String span(Duration span) {
        return TopicChecks.span(span.toMillis());
    }
}
