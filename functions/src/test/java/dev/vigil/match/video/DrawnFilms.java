package dev.vigil.match.video;

import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.DrawnPictures;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureWords;
import dev.vigil.video.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Words of films that are drawn. */
public final class DrawnFilms {
    static final PictureProfile PROFILE = PictureProfile.CURRENT;
    static final PictureBench BENCH = new PictureBench(PROFILE);

    /** Windows of a stream without bars or insets. */
    static final List<Window> PLAIN = List.of(Window.WHOLE, Window.of(0.9, 0.5, 0.5));

    private DrawnFilms() {}

    static ReferenceName name(long film) {
        return ReferenceName.of("w" + film, "film");
    }

    static long[] words(List<Window> windows, Picture... film) {
        long[][] words = {new long[1 << 12]};
        int[] count = {0};
        PictureWords stream = new PictureWords(PROFILE, BENCH);
        for (Picture picture : film) {
            stream.accept(
                    picture,
                    windows,
                    (head, now, change) -> {
                        if (count[0] + 3 > words[0].length) {
                            words[0] = Arrays.copyOf(words[0], 2 * words[0].length);
                        }
                        words[0][count[0]++] = head;
                        words[0][count[0]++] = now;
                        words[0][count[0]++] = change;
                    });
        }
        return Arrays.copyOf(words[0], count[0]);
    }

    /** As a reference is sent, 8 pictures a second. */
    public static long[] reference(long film, int seconds) {
        return words(
                PROFILE.windows(),
                new DrawnPictures(film, 64, 36).film(PROFILE.framesPerSecond() * seconds, 1));
    }

    /** 8 s of a film as a stream sends them, 4 a second. */
    static Picture[] clip(long film, double fromSeconds) {
        return new DrawnPictures(film, 64, 36).film(fromSeconds, 32, 2);
    }

    /** One that is searched thoroughly. */
    static Packet packet(List<Window> windows, Picture... clip) {
        return packet(2, windows, clip);
    }

    static Packet packet(long sequence, List<Window> windows, Picture... clip) {
        long end = clip[clip.length - 1].frame() + 2;
        return new Packet(
                PROFILE.id(),
                sequence,
                end - 16,
                end,
                words(windows, clip),
                new long[0],
                false,
                windows.stream()
                        .flatMapToInt(
                                one ->
                                        IntStream.of(
                                                one.left(), one.top(), one.width(), one.height()))
                        .toArray());
    }
}
