package dev.vigil.schema.media;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that Fingerprint carries of a session from one segment to the next: what its tracks have in
 * common, and each track.
 *
 * @param started null where no {@code started} was seen
 * @param life capture time of the first segment of either track (UTC epoch ms), 0 before:
 *     distinguishes uses of one id apart
 * @param lastSeenAt processing time of the last record, or from when on silence counts after an
 *     outage (UTC epoch ms)
 * @param sound null before its first segment
 * @param pictures null before their first segment
 * @param behindReported whether it was reported that the producer's clock is behind
 * @param bytesChecked whether the order of bytes in samples was looked at
 * @param bytesSwapped whether it was the wrong one
 * @param notSound whether its samples are bytes of something else
 * @param aheadReported whether it was reported that the producer's clock is ahead
 */
@InState
@RecordBuilder
public record FingerprintState(
        SessionStarted started,
        long life,
        long lastSeenAt,
        TrackState sound,
        TrackState pictures,
        boolean behindReported,
        boolean bytesChecked,
        boolean bytesSwapped,
        boolean notSound,
        boolean aheadReported)
        implements FingerprintStateBuilder.With {
    private static final List<Modality> TRACKS = List.of(Modality.AUDIO, Modality.VIDEO);

    /** A session of which nothing was analysed yet. */
    public static FingerprintState fresh(SessionStarted started, long nowMs) {
        return FingerprintStateBuilder.builder().started(started).lastSeenAt(nowMs).build();
    }

    /** One of its tracks, which may have no segment yet. */
    public TrackState track(Modality of) {
        TrackState track =
                switch (of) {
                    case AUDIO -> sound;
                    case VIDEO -> pictures;
                    case AV ->
                            throw new IllegalArgumentException(
                                    "track: expected AUDIO or VIDEO, got AV; ask for each");
                };
        return track == null ? TrackState.NONE : track;
    }

    /** The same with another state of a track. */
    public FingerprintState with(Modality of, TrackState track) {
        return of == Modality.AUDIO ? withSound(track) : withPictures(track);
    }

    /** Whether any track is on air. */
    public boolean onAir() {
        return !tracksOnAir().isEmpty();
    }

    public List<Modality> tracksOnAir() {
        return TRACKS.stream().filter(of -> track(of).onAir()).toList();
    }

    /** Those of which anything was analysed since the session began. */
    public List<Modality> tracksBegun() {
        return TRACKS.stream().filter(of -> track(of).begun()).toList();
    }

    private Stream<TrackState> tracks() {
        return TRACKS.stream().map(this::track);
    }

    /** The highest number that a track expects next. */
    public long nextSeq() {
        return tracks().mapToLong(TrackState::nextSeq).max().orElse(0);
    }

    /** How many segments were sent, by their numbers. */
    public long sent() {
        return tracks().mapToLong(TrackState::sent).sum();
    }

    /** How many were fingerprinted. */
    public long segments() {
        return tracks().mapToLong(TrackState::segments).sum();
    }

    /** How often numbers were missing. */
    public long gaps() {
        return tracks().mapToLong(TrackState::gaps).sum();
    }

    /** Whether it is an upload, or not known to be anything else. */
    public boolean mayBeUpload() {
        return started == null || started.kind() == SessionKind.UPLOAD;
    }

    /** Whether anything was analysed since the session began. */
    public boolean begun() {
        return life != 0;
    }

    /** The same session, now that it is known what it is; no track of it is silent since then. */
    public FingerprintState as(SessionStarted known, long nowMs) {
        FingerprintState now = with().started(known).lastSeenAt(nowMs).build();
        for (Modality of : tracksOnAir()) {
            now = now.with(of, now.track(of).withLastSeenAt(nowMs));
        }
        return now;
    }
}
