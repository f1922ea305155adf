package dev.vigil.flink.media;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.PeakWindow;
import dev.vigil.schema.media.TrackState;
import dev.vigil.video.PictureStream;
import dev.vigil.video.WordWindow;

/** A track while it is analysed: what its segments go into, one of four. */
interface RunningTrack {
    /** Whether the session is a reference itself, as a feed is; known when its kind is. */
    default void asReference(boolean isReference) {}

    /** The last packet comes out. */
    void finish();

    /** What is known of the track, with the snapshots that another task can go on from. */
    TrackState snapshot(TrackState known);

    /** Of sound. */
    record Sound(Fingerprinter ear) implements RunningTrack {
        @Override
        public void finish() {
            ear.finish();
        }

        @Override
        public TrackState snapshot(TrackState known) {
            return known.with()
                    .resampler(ear.resampling())
                    .frontEnd(ear.hearing())
                    .window(ear.remembering())
                    .build();
        }
    }

    /** Of peaks: the front end works elsewhere. */
    final class Peaks implements RunningTrack {
        private final PeakWindow window;
        private long settledFrame;

        /**
         * @param settledFrame up to which peaks are in
         */
        Peaks(PeakWindow window, long settledFrame) {
            this.window = window;
            this.settledFrame = settledFrame;
        }

        /** To which peaks are added up to a frame. */
        PeakWindow upTo(long frame) {
            settledFrame = frame;
            return window;
        }

        @Override
        public void finish() {
            window.finish(settledFrame);
        }

        @Override
        public TrackState snapshot(TrackState known) {
            return known.withWindow(window.state());
        }
    }

    /** Of pictures. */
    record Pictures(PictureStream eye) implements RunningTrack {
        @Override
        public void asReference(boolean isReference) {
            eye.asReference(isReference);
        }

        @Override
        public void finish() {
            eye.finish();
        }

        @Override
        public TrackState snapshot(TrackState known) {
            return known.withPictures(eye.state());
        }
    }

    /** Of words of pictures, which are made elsewhere. */
    record Words(WordWindow window) implements RunningTrack {
        @Override
        public void finish() {
            window.finish();
        }

        @Override
        public TrackState snapshot(TrackState known) {
            return known.withWords(window.state());
        }
    }
}
