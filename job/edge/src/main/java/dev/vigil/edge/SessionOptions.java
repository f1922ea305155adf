package dev.vigil.edge;

import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.reference.RecordingId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** Options for a session's account, the place where it is shown, and its time of capture. */
final class SessionOptions {
    /** What the jobs refuse as lying ahead. */
    private static final long MAX_AHEAD_MS = 5 * 60_000;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Option(
            names = "--session",
            paramLabel = "ID",
            description = "Id of the session. Default: file name and time, NAME@20261124T160000Z.")
    String session;

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = "unknown",
            description = "Account that streams or uploads. Default: ${DEFAULT-VALUE}.")
    String account;

    @Option(names = "--channel", paramLabel = "ID", description = "Channel or room.")
    String channel;

    @Option(
            names = "--organisation",
            paramLabel = "ID",
            description = "Organisation behind the account, where there is one.")
    String organisation;

    @Option(
            names = "--territories",
            paramLabel = "CODE",
            split = ",",
            description = "Where the session is shown: CN,HK,... Default: everywhere.")
    List<String> territories = List.of();

    @Option(
            names = "--captured-at",
            paramLabel = "TIME",
            description =
                    "When the beginning was captured: 2026-11-24T20:00:00+08:00. Default: now"
                            + " where it runs in real time; else so that its end is now.")
    OffsetDateTime capturedAt;

    @Option(
            names = "--realtime",
            negatable = true,
            description =
                    "Pace segments as an encoder would. Default for files as live or feed, since"
                            + " live segments older than 60 s are evidence only; see --no-realtime.")
    Boolean realtime;

    boolean paced(Source source, IngestKind as) {
        return realtime != null ? realtime : as.runs() && !source.isUrl();
    }

    /** Whether it is captured now, by another program, and may have gaps. */
    boolean running(Source source, IngestKind as, OptionalLong durationMs) {
        return as.runs() && source.isUrl() && durationMs.isEmpty() && capturedAt == null;
    }

    /**
     * The record that opens the session.
     *
     * @throws IllegalArgumentException for an id, a territory or a time that the jobs would refuse
     */
    SessionStarted started(
            Source source, IngestKind as, WorkOptions work, OptionalLong durationMs, long nowMs) {
        long startAt = startAt(source, as, durationMs, nowMs);
        long stampMs = capturedAt == null ? nowMs : startAt;
        String sessionId =
                session == null
                        ? source.id() + "@" + STAMP.format(Instant.ofEpochMilli(stampMs))
                        : session;
        if (as == IngestKind.FEED) {
            // A feed is a reference of its work under its own id.
            ReservedId.refuse("--session", RecordingId.require("--session", sessionId));
            ReservedId.refuse("--work", work.work);
        }
        return new SessionStarted(
                sessionId,
                as.kind(),
                account,
                channel,
                organisation,
                territories,
                startAt,
                work.title(source),
                as == IngestKind.FEED ? work.work : null);
    }

    private long startAt(Source source, IngestKind as, OptionalLong durationMs, long nowMs) {
        boolean paced = paced(source, as);
        boolean atOneMoment = paced || as == IngestKind.UPLOAD;
        long sentAtOnceMs = atOneMoment ? 0 : durationMs.orElse(0);
        if (capturedAt == null) {
            return nowMs - sentAtOnceMs;
        }
        long startAt = capturedAt.toInstant().toEpochMilli();
        if (startAt + sentAtOnceMs > nowMs + MAX_AHEAD_MS) {
            throw new IllegalArgumentException(
                    "--captured-at: expected sound that ends at most 5 minutes ahead of now, got "
                            + Instant.ofEpochMilli(startAt + sentAtOnceMs)
                            + "; give an earlier time, or --realtime");
        }
        return startAt;
    }
}
