package dev.vigil.edge;

import dev.vigil.schema.media.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * An open file or URL and what it decodes in this process: sound, moving pictures, or both on one
 * time line that begins where the first of them does. Read the one that is behind; what comes of
 * the other meanwhile waits, for minutes at most. One per source, kept open; not thread-safe.
 *
 * <p>Damaged packets are left out and counted; a source that is mostly damage, goes away, or ends
 * long before its declared length, fails at its end, after all that could be decoded has been read.
 */
public final class Tracks implements AutoCloseable {
    /** Headers of formats round; encoders add up to a few frames of padding. */
    private static final long TRUNCATION_SLACK_MS = 1_000;

    /** What waits of a file: 7 MB of sound, 3 or 6 MB of pictures. */
    private static final long MOST_WAITING_MS = 300_000;

    /** More than waits of a track where always the one that is behind is read. */
    private static final long MOST_UNREAD_MS = 4 * MOST_WAITING_MS;

    /** Of what runs, which is no longer live if it waits for a track that has failed. */
    private static final long MOST_WAITING_LIVE_MS = 10_000;

    private final Container container;
    private final SourceClock clock;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final List<Track> tracks = new ArrayList<>();
    private SoundTrack sound;
    private PictureTrack pictures;
    private long late;
    private MediaException failure;
    private boolean closed;

    private Tracks(Container container) {
        this.container = container;
        long soundUs = Container.startUs(container.sound());
        long picturesUs = Container.startUs(container.pictures());
        boolean isBothKnown = soundUs != SourceClock.NONE && picturesUs != SourceClock.NONE;
        this.clock =
                new SourceClock(
                        2,
                        isBothKnown ? Math.min(soundUs, picturesUs) : Math.max(soundUs, picturesUs),
                        container.mayJump());
    }

    /**
     * Opens a source.
     *
     * @param location a path, or a URL with its scheme
     * @param wanted sound, moving pictures or both; of both, one may be missing
     * @param picturesPerSecond see {@link PictureSource}
     * @throws MediaException when there is none, it is no media, or has none of the wanted tracks
     */
    public static Tracks open(String location, Set<Modality> wanted, int picturesPerSecond)
            throws MediaException {
        Tracks tracks = new Tracks(new Container(location, wanted));
        try {
            tracks.openDecoders(picturesPerSecond);
            return tracks;
        } catch (MediaException e) {
            tracks.close();
            throw e;
        }
    }

    private void openDecoders(int picturesPerSecond) throws MediaException {
        AVStream soundTrack = container.sound();
        AVStream pictureTrack = container.pictures();
        if (soundTrack != null) {
            sound =
                    new SoundTrack(
                            this,
                            TrackDecoder.open(container, soundTrack, "sound"),
                            pictureTrack != null);
            tracks.add(sound);
        }
        if (pictureTrack != null) {
            pictures =
                    new PictureTrack(
                            this,
                            TrackDecoder.open(container, pictureTrack, "pictures"),
                            new Thumbnailer(container, pictureTrack),
                            picturesPerSecond,
                            Container.usualFrameUs(pictureTrack));
            tracks.add(pictures);
        }
    }

    /** Its sound; empty where there is none or it is not wanted. */
    public Optional<PcmSource> sound() {
        return Optional.ofNullable(sound);
    }

    /** Its moving pictures; empty where there are none or they are not wanted. */
    public Optional<PictureSource> pictures() {
        return Optional.ofNullable(pictures);
    }

    /** Length as the source declares it, in ms; empty for live sources. */
    public OptionalLong durationMs() {
        return container.durationMs();
    }

    /** Sample rate of the sound as it lies in the source; 0 where there is none. */
    public int sourceRateHz() {
        return sound == null ? 0 : container.sound().codecpar().sample_rate();
    }

    /** Channels of the sound as they lie in the source; 0 where there is none. */
    public int sourceChannels() {
        return sound == null ? 0 : container.sound().codecpar().ch_layout().nb_channels();
    }

    /** How much has been read of the track that is ahead, in ms. */
    public long positionMs() {
        return tracks.stream().mapToLong(Track::positionMs).max().orElse(0);
    }

    /** Packets that were left out: they could not be decoded, or were too late. */
    public long damagedPackets() {
        return late + tracks.stream().mapToLong(track -> track.decoder().damaged()).sum();
    }

    /** How many times the clock of the source jumped; the time between is not counted. */
    public long jumps() {
        return clock.jumps();
    }

    /** Time of a frame in the session, in microseconds; {@link SourceClock#NONE} if not known. */
    long time(AVFrame frame) {
        long atUs = frame.best_effort_timestamp();
        if (atUs == avutil.AV_NOPTS_VALUE || !SourceClock.isSane(atUs)) {
            return SourceClock.NONE;
        }
        // No later than what was read: a packet may name any time for its frames.
        return clock.newestUs() == SourceClock.NONE
                ? SourceClock.NONE
                : Math.min(atUs, clock.newestUs());
    }

    /** Reads on for a track of which nothing waits: one packet, of whichever track it is. */
    void readFor(Track empty) throws MediaException {
        for (Track track : tracks) {
            if (track != empty && isFarBehind(empty, track)) {
                empty.fill();
                return;
            }
        }
        try {
            if (failure == null && container.read(packet)) {
                take();
                return;
            }
        } catch (MediaException e) {
            failure = e;
        }
        for (Track track : tracks) {
            track.end();
        }
    }

    private boolean isFarBehind(Track empty, Track other) {
        if (other.decodedMs() - other.positionMs() > MOST_UNREAD_MS) {
            throw new IllegalStateException(
                    "Expected the track that is behind to be read, got one that waits since "
                            + other.positionMs()
                            + " ms");
        }
        return other.decodedMs() - empty.decodedMs() > mostWaitingMs();
    }

    private void take() throws MediaException {
        boolean isSound = sound != null && packet.stream_index() == container.sound().index();
        AVStream stream = isSound ? container.sound() : container.pictures();
        try {
            avcodec.av_packet_rescale_ts(packet, stream.time_base(), Container.MICROSECOND);
            SourceClock.Moment moment =
                    new SourceClock.Moment(packet.pts(), packet.dts(), packet.duration());
            long shiftUs = clock.shift(isSound ? 0 : 1, moment);
            if (isLate(moment.shownUs(), shiftUs)) {
                late++;
                return;
            }
            packet.pts(shifted(packet.pts(), shiftUs));
            packet.dts(shifted(packet.dts(), shiftUs));
            (isSound ? sound : pictures).take(packet);
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    private static long shifted(long timeUs, long shiftUs) {
        return SourceClock.isSane(timeUs) ? timeUs + shiftUs : avutil.AV_NOPTS_VALUE;
    }

    private boolean isLate(long timeUs, long shiftUs) throws MediaException {
        if (tracks.size() == 1 || !SourceClock.isSane(timeUs)) {
            return false;
        }
        long behindMs = (clock.newestUs() - timeUs - shiftUs) / 1_000;
        if (behindMs <= mostWaitingMs()) {
            return false;
        }
        if (isLive()) {
            return true;
        }
        throw container.refused(
                "sound and pictures within " + MOST_WAITING_MS / 60_000 + " minutes of each other",
                "one " + behindMs / 60_000 + " minutes behind the other",
                "write them side by side (ffmpeg -i FILE -c copy NEW.mkv), or push one alone:"
                        + " --no-video or --no-audio");
    }

    private long mostWaitingMs() {
        return isLive() ? MOST_WAITING_LIVE_MS : MOST_WAITING_MS;
    }

    /** Whether it has no declared end. */
    boolean isLive() {
        return container.durationMs().isEmpty();
    }

    /** At the end of a track: fails once all are there, if the source is not whole. */
    void checkWhole() throws MediaException {
        if (!tracks.stream().allMatch(Track::isOver)) {
            return;
        }
        if (failure != null) {
            throw failure;
        }
        for (Track track : tracks) {
            TrackDecoder decoder = track.decoder();
            if (decoder.damaged() > decoder.frames() || positionMs() == 0) {
                throw container.refused(
                        track == sound ? "sound" : "pictures",
                        decoder.frames() + " good and " + decoder.damaged() + " damaged packets");
            }
        }
        if (container.durationIsDeclared()
                && positionMs() + TRUNCATION_SLACK_MS < durationMs().orElse(0)) {
            throw container.refused(
                    durationMs().getAsLong() + " ms as declared",
                    positionMs() + " ms",
                    "it is truncated: transfer it again");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        tracks.forEach(Track::close);
        avcodec.av_packet_free(packet);
        container.close();
    }
}
