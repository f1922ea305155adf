package dev.vigil.edge;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The sound of an open source, in mono at 11,025 Hz. */
final class SoundTrack implements Track, PcmSource {
    /** Encoders round times; less than this is no gap. */
    private static final long GAP_US = 250_000;

    private final Tracks tracks;
    private final TrackDecoder decoder;
    private final Converter converter = new Converter();
    private final boolean keepsStep;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private long takenOfFirst;
    private long decoded;
    private long read;
    private boolean ended;

    /**
     * Samples in a row.
     *
     * @param pcm null for silence, which takes no memory
     */
    private record Piece(short[] pcm, long samples) {}

    /**
     * @param keepsStep whether its samples follow its times, so that it stays in step with pictures
     */
    SoundTrack(Tracks tracks, TrackDecoder decoder, boolean keepsStep) {
        this.tracks = tracks;
        this.decoder = decoder;
        this.keepsStep = keepsStep;
    }

    @Override
    public void take(AVPacket packet) throws MediaException {
        decoder.decode(packet, this::convert);
    }

    private void convert(AVFrame frame) throws MediaException {
        if (keepsStep && !isInStep(tracks.time(frame))) {
            return;
        }
        if (!converter.accepts(frame)) {
            wait(converter.flush());
        }
        wait(converter.convert(frame));
    }

    /**
     * A gap is filled. Of what runs, sound that is ahead of its clock is left out: for months a
     * little more of it than the clock has would take it ever further from its pictures.
     */
    private boolean isInStep(long atUs) {
        if (atUs == SourceClock.NONE) {
            return true;
        }
        long gapUs = atUs - decoded * 1_000_000 / RATE_HZ;
        if (gapUs > GAP_US) {
            silence(gapUs * RATE_HZ / 1_000_000);
        }
        return gapUs >= -GAP_US || !tracks.isLive();
    }

    private void wait(short[] pcm) {
        if (pcm.length > 0) {
            waiting.add(new Piece(pcm, pcm.length));
            decoded += pcm.length;
        }
    }

    private void silence(long samples) {
        waiting.add(new Piece(null, samples));
        decoded += samples;
    }

    @Override
    public void end() throws MediaException {
        if (!ended) {
            ended = true;
            decoder.decode(null, this::convert);
            wait(converter.flush());
        }
    }

    @Override
    public void fill() {
        silence(RATE_HZ);
    }

    @Override
    public int read(short[] buffer, int from, int length) throws MediaException {
        while (waiting.isEmpty()) {
            if (ended) {
                tracks.checkWhole();
                return -1;
            }
            tracks.readFor(this);
        }
        Piece first = waiting.getFirst();
        int count = (int) Math.min(length, first.samples() - takenOfFirst);
        if (first.pcm() == null) {
            Arrays.fill(buffer, from, from + count, (short) 0);
        } else {
            System.arraycopy(first.pcm(), (int) takenOfFirst, buffer, from, count);
        }
        read += count;
        takenOfFirst += count;
        if (takenOfFirst == first.samples()) {
            waiting.removeFirst();
            takenOfFirst = 0;
        }
        return count;
    }

    @Override
    public long positionMs() {
        return read * 1_000 / RATE_HZ;
    }

    @Override
    public long decodedMs() {
        return decoded * 1_000 / RATE_HZ;
    }

    @Override
    public boolean isOver() {
        return ended && waiting.isEmpty();
    }

    @Override
    public TrackDecoder decoder() {
        return decoder;
    }

    @Override
    public void close() {
        converter.close();
        decoder.close();
    }
}
