package dev.vigil.edge;

import dev.vigil.schema.media.Modality;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decodes the best audio track of a file or URL to mono 11,025 Hz 16-bit, streaming, in this
 * process. One decoder per stream, kept open; not thread-safe.
 *
 * <p>Damaged packets are left out and counted; a source that is mostly damage, or ends long before
 * its declared length, fails at its end, after all that could be decoded has been read. WAV and Ogg
 * declare no length that outlives a cut, so there a missing end can't be detected.
 */
public final class Decoder implements PcmSource, AutoCloseable {
    private final Tracks tracks;
    private final PcmSource sound;

    private Decoder(Tracks tracks) {
        this.tracks = tracks;
        this.sound = tracks.sound().orElseThrow();
    }

    /**
     * Opens a source.
     *
     * @param location a path, or a URL with its scheme
     * @throws MediaException when there is none, it is no media, or has no audio track
     */
    public static Decoder open(String location) throws MediaException {
        return new Decoder(
                Tracks.open(location, Set.of(Modality.AUDIO), PictureSource.STREAM_RATE));
    }

    /** Length as the source declares it, in ms; empty for live sources. */
    public OptionalLong durationMs() {
        return tracks.durationMs();
    }

    /** Sample rate of the track as it lies in the source. */
    public int sourceRateHz() {
        return tracks.sourceRateHz();
    }

    /** Channels of the track as it lies in the source. */
    public int sourceChannels() {
        return tracks.sourceChannels();
    }

    /** How much has been read, in ms. */
    public long positionMs() {
        return tracks.positionMs();
    }

    /** Packets that could not be decoded and were left out. */
    public long damagedPackets() {
        return tracks.damagedPackets();
    }

    @Override
    public int read(short[] buffer, int from, int length) throws IOException {
        return sound.read(buffer, from, length);
    }

    @Override
    public void close() {
        tracks.close();
    }
}
