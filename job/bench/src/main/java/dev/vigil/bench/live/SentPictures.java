package dev.vigil.bench.live;

import dev.vigil.edge.PictureSource;
import dev.vigil.schema.media.Packet;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;

/** Pictures of one stream as the edge sends them, and their packets as the media job has them. */
public final class SentPictures {
    /** Pictures of a second. */
    public static final int RATE = PictureSource.STREAM_RATE;

    /** Pictures of a segment of 2 s, as the edge cuts them. */
    public static final int SEGMENT = 2 * RATE;

    private static final PictureProfile PROFILE = PictureProfile.CURRENT;

    private final PictureStream stream;
    private int sent;

    /**
     * @param packets takes each packet, with the number of pictures sent so far
     */
    public SentPictures(PictureBench bench, ObjIntConsumer<Packet> packets) {
        stream = new PictureStream(PROFILE, bench, packet -> packets.accept(packet, sent));
    }

    /** Sends the first pictures of a film, by number. */
    public void send(int count, IntFunction<Picture> film) {
        for (int number = 0; number < count; number++) {
            sent = number + 1;
            stream.accept(film.apply(number));
            if (sent % SEGMENT == 0) {
                stream.settled((long) sent * PROFILE.streamStep());
            }
        }
    }

    /** Ends the stream: what is not in a packet yet is in the last one. */
    public void end() {
        stream.finish();
    }
}
