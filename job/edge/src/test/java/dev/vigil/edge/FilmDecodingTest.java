package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.schema.media.Modality;
import dev.vigil.video.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilmDecodingTest {
    private static final String H264 = "-c:v libx264 -preset veryfast -pix_fmt yuv420p";

    private static final int FLV_HEADER = 13;

    @TempDir static Path dir;

    @BeforeAll
    static void requireFfmpeg() {
        Films.requireFfmpeg();
    }

    /**
     * Usual codecs; 10 bits; HDR; full range; fields; a rate that is no multiple of ours; odd
     * sizes.
     */
    @ParameterizedTest
    @CsvSource({
        "h264.mp4, 4, " + H264,
        "references.mp4, 8, " + H264,
        "vp8.webm, 4, -c:v libvpx -deadline realtime -b:v 1M",
        "mpeg2.ts, 4, -c:v mpeg2video -q:v 2",
        "ntsc.mkv, 4, -r 30000/1001 -c:v mpeg4 -q:v 2",
        "slow.mkv, 4, -r 3 -c:v ffv1",
        "tenbit.mkv, 4, -c:v ffv1 -pix_fmt yuv420p10le",
        "hdr.mkv, 4, -c:v ffv1 -pix_fmt yuv420p10le -color_primaries bt2020 -color_trc smpte2084"
                + " -colorspace bt2020nc",
        "rgb.mkv, 4, -c:v ffv1 -pix_fmt bgr0",
        "camera.avi, 4, -c:v mjpeg -pix_fmt yuvj420p -q:v 2",
        "packed.avi, 4, -c:v mpeg4 -bf 2 -q:v 2",
        "untimed.h264, 4, " + H264,
        "fields.ts, 4, -c:v mpeg2video -flags +ildct+ilme -top 1 -q:v 2",
        "square.mkv, 4, -vf crop=81:81 -c:v ffv1 -pix_fmt yuv444p",
        "upright.mkv, 4, -vf crop=51:90 -c:v ffv1 -pix_fmt yuv444p",
    })
    void thumbnailsAreThoseOfFfmpeg(String name, int rate, String arguments) throws IOException {
        Path film = Films.pictures(dir.resolve(name), 4, arguments);
        List<Picture> pictures = Films.read(film, rate);
        Picture first = pictures.get(0);
        byte[] raw =
                Films.grey(
                        film,
                        "fps="
                                + rate
                                + ":round=up:start_time=0,scale="
                                + first.width()
                                + ":"
                                + first.height()
                                + ":flags=area");
        assertThat(first.luma()).hasSizeBetween(2_250, 2_350);
        assertThat(pictures).hasSizeBetween(4 * rate - 1, 4 * rate + 1);
        assertThat(pictures)
                .extracting(Picture::frame)
                .startsWith(0L, 8L / rate, 16L / rate)
                .isSorted();
        int same = Math.min(pictures.size(), raw.length / first.luma().length);
        assertThat(Films.difference(pictures.subList(0, same), raw)).isLessThan(2.5);
        assertThat(Films.difference(pictures.subList(1, same), raw))
                .as("the measure shows a shift by one picture")
                .isGreaterThan(2.5);
    }

    @Test
    void soundAndPicturesAreReadSideBySide() throws IOException {
        Path film = Films.film(dir.resolve("film.mp4"), 5, H264 + " -c:a aac");
        try (Tracks tracks = Tracks.open(film.toString(), Films.BOTH, 4)) {
            PcmSource sound = tracks.sound().orElseThrow();
            PictureSource pictures = tracks.pictures().orElseThrow();
            short[] second = new short[PcmSource.RATE_HZ];
            for (int i = 0; i < 4; i++) {
                assertThat(sound.readFully(second, 0, second.length)).isEqualTo(second.length);
                for (int j = 0; j < 4; j++) {
                    assertThat(pictures.next().orElseThrow().frame()).isEqualTo(8 * i + 2 * j);
                }
            }
            assertThat(tracks.durationMs().orElseThrow()).isCloseTo(5_000L, within(100L));
            assertThat(tracks.positionMs()).isEqualTo(4_000);
            assertThat(tracks.damagedPackets()).isZero();
        }
    }

    /** The order of reading is the caller's; what the other track decodes meanwhile waits. */
    @Test
    void oneTrackAfterTheOtherGivesTheSame() throws IOException {
        Path film = Films.film(dir.resolve("order.mkv"), 5, "-c:v mpeg4 -c:a flac");
        try (Tracks tracks = Tracks.open(film.toString(), Films.BOTH, 4)) {
            short[] pcm = Sounds.readAll(tracks.sound().orElseThrow(), 4_096);
            assertThat(pcm.length).isCloseTo(5 * PcmSource.RATE_HZ, within(600));
            assertThat(Films.readAll(tracks.pictures().orElseThrow()))
                    .usingRecursiveComparison()
                    .isEqualTo(Films.read(film));
        }
    }

    @Test
    void eitherAlone() throws IOException {
        Path film = Films.film(dir.resolve("either.mkv"), 2, "-c:v mpeg4 -c:a flac");
        Path silent = Films.pictures(dir.resolve("silent.mkv"), 2, "-c:v mpeg4");
        try (Tracks tracks = Tracks.open(film.toString(), Set.of(Modality.AUDIO), 4)) {
            assertThat(tracks.pictures()).isEmpty();
            assertThat(tracks.sound()).isPresent();
        }
        try (Tracks tracks = Tracks.open(silent.toString(), Films.BOTH, 4)) {
            assertThat(tracks.sound()).isEmpty();
            assertThat(Films.readAll(tracks.pictures().orElseThrow())).hasSize(8);
        }
        assertThatThrownBy(() -> Tracks.open(silent.toString(), Set.of(Modality.AUDIO), 4))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("expected an audio track, got 1 track(s) without sound");
    }

    /** Sound that begins later is preceded by silence, so that both keep their places. */
    @Test
    void bothBeginWhereTheFirstDoes() throws IOException {
        Path film =
                Films.make(
                        dir.resolve("later.mkv"),
                        "-f lavfi -i "
                                + Films.MOVING
                                + " -itsoffset 3 -f lavfi -i sine=sample_rate=44100 -t 6 -c:v mpeg4"
                                + " -c:a flac");
        try (Tracks tracks = Tracks.open(film.toString(), Films.BOTH, 4)) {
            PcmSource sound = tracks.sound().orElseThrow();
            short[] pcm = new short[6 * PcmSource.RATE_HZ];
            sound.readFully(pcm, 0, pcm.length);
            int first = 0;
            while (pcm[first] == 0) {
                first++;
            }
            assertThat(first).isCloseTo(3 * PcmSource.RATE_HZ, within(1_000));
        }
    }

    @Test
    void aPictureIsShownUntilTheNext() throws IOException {
        Path film =
                Films.make(
                        dir.resolve("uneven.mkv"),
                        "-f lavfi -i testsrc=size=160x90:rate=1 -vf"
                                + " select=not(eq(n\\,2)+eq(n\\,3)+eq(n\\,4)) -fps_mode vfr -t 7"
                                + " -c:v ffv1");
        List<Picture> pictures = Films.read(film);
        assertThat(pictures).hasSizeBetween(25, 28);
        for (int i = 5; i < 20; i++) {
            assertThat(pictures.get(i).luma())
                    .as("picture %d", i)
                    .isEqualTo(pictures.get(4).luma());
        }
        assertThat(pictures.get(20).luma()).isNotEqualTo(pictures.get(19).luma());
    }

    @Test
    void aFilmOfOneFrameIsOnePicture() throws IOException {
        Path film =
                Films.make(dir.resolve("one.mkv"), "-f lavfi -i color=red -frames:v 1 -c:v ffv1");
        assertThat(Films.read(film)).hasSize(1);
    }

    /** A still beside music is shown as long as a player shows it. */
    @Test
    void aStillBesideMusicStaysUntilItsEnd() throws IOException {
        Path film =
                Films.make(
                        dir.resolve("still.mkv"),
                        "-f lavfi -i testsrc=size=160x90:rate=1/20 -f lavfi -i"
                                + " sine=sample_rate=44100 -t 60 -c:v ffv1 -c:a flac");
        try (Tracks tracks = Tracks.open(film.toString(), Films.BOTH, 4)) {
            assertThat(Films.readAll(tracks.pictures().orElseThrow())).hasSizeBetween(230, 250);
            assertThat(Sounds.readAll(tracks.sound().orElseThrow(), 4_096).length)
                    .isCloseTo(60 * PcmSource.RATE_HZ, within(2_000));
        }
    }

    @Test
    void aCoverIsNoFilm() throws IOException {
        Path cover = Films.make(dir.resolve("cover.png"), "-f lavfi -i color=red -frames:v 1");
        Path song =
                Films.make(
                        dir.resolve("song.mp3"),
                        "-f lavfi -i sine -i "
                                + cover
                                + " -map 0 -map 1 -t 3 -c:v copy -disposition:v attached_pic");
        try (Tracks tracks = Tracks.open(song.toString(), Films.BOTH, 4)) {
            assertThat(tracks.pictures()).isEmpty();
            assertThat(Sounds.readAll(tracks.sound().orElseThrow(), 4_096)).isNotEmpty();
        }
        assertThatThrownBy(() -> Films.read(song))
                .hasMessageContaining("expected a track of moving pictures, got 2 track(s)");
    }

    /** As a phone writes it: what its sensor sees, and how it was held. */
    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void picturesAreTheRightWayUp(int degrees) throws IOException {
        Path flat = Films.pictures(dir.resolve("flat" + degrees + ".mp4"), 2, H264);
        Path turned =
                Films.make(
                        dir.resolve("turned" + degrees + ".mp4"),
                        "-display_rotation " + degrees + " -i " + flat + " -c copy");
        List<Picture> pictures = Films.read(turned);
        boolean upright = degrees != 180;
        assertThat(pictures.get(0).width()).isEqualTo(upright ? 36 : 64);
        assertThat(pictures.get(0).height()).isEqualTo(upright ? 64 : 36);
        String size = upright ? "36:64" : "64:36";
        byte[] raw = Films.grey(turned, "fps=4:round=up,scale=" + size + ":flags=area");
        assertThat(Films.difference(pictures, raw)).isLessThan(2.5);
    }

    @Test
    void pixelsThatAreNotSquareAreMadeSo() throws IOException {
        Path film =
                Films.pictures(
                        dir.resolve("narrow.mkv"), 1, "-vf scale=90:90,setsar=16/9 -c:v ffv1");
        assertThat(Films.read(film).get(0).width()).isEqualTo(64);
        Path strip =
                Films.pictures(dir.resolve("strip.mkv"), 1, "-vf scale=1600:16,setsar=1 -c:v ffv1");
        assertThat(Films.read(strip).get(0).width()).isEqualTo(96);
    }

    @Test
    void largePicturesAreRead() throws IOException {
        Path film =
                Films.make(
                        dir.resolve("8k.mkv"),
                        "-f lavfi -i testsrc=size=7680x4320:rate=2 -frames:v 2 -c:v mjpeg");
        assertThat(Films.read(film)).hasSize(4);
        Path larger =
                Films.make(
                        dir.resolve("16k.mkv"),
                        "-f lavfi -i color=size=16000x9000:rate=1 -frames:v 1 -c:v mjpeg");
        assertThatThrownBy(() -> Films.read(larger))
                .isInstanceOf(MediaException.class)
                .hasMessageNotContaining("\n");
    }

    /** A stream that is joined after its only whole picture. */
    @Test
    void aFilmWithoutAKeyFrameIsPicturesOrOneLine() throws IOException {
        Path film = Films.pictures(dir.resolve("keyed.ts"), 4, H264 + " -g 1000 -sc_threshold 0");
        byte[] whole = Files.readAllBytes(film);
        int packet = 188;
        Path joined = dir.resolve("joined.ts");
        Files.write(
                joined,
                join(
                        Arrays.copyOf(whole, 3 * packet),
                        Arrays.copyOfRange(
                                whole, whole.length / packet / 2 * packet, whole.length)));
        try {
            assertThat(Films.read(joined)).hasSizeLessThan(17);
        } catch (MediaException e) {
            assertThat(e.getMessage()).contains("joined.ts: expected ").doesNotContain("\n");
        }
    }

    @Test
    void ofSeveralSizesTheSmallestIsFetched() throws IOException {
        String segments = " -c:v mpeg2video -g 25 -c:a mp2 -f hls -hls_time 2 -hls_list_size 0";
        Films.film(dir.resolve("high.m3u8"), 20, "-vf scale=320:180" + segments);
        Films.film(dir.resolve("low.m3u8"), 20, segments.strip());
        Files.writeString(
                dir.resolve("master.m3u8"),
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=320x180\nhigh.m3u8\n"
                        + "#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=160x90\nlow.m3u8\n");
        Set<String> fetched = ConcurrentHashMap.newKeySet();
        HttpServer server = started(exchange -> serve(exchange, fetched));
        try (Tracks tracks = Tracks.open(url(server, "master.m3u8"), Films.BOTH, 4)) {
            assertThat(tracks.sound()).isPresent();
            drain(tracks);
            assertThat(tracks.positionMs()).isCloseTo(20_000L, within(1_000L));
        } finally {
            server.stop(0);
        }
        assertThat(fetched).contains("/low0.ts", "/low9.ts").doesNotContain("/high9.ts");
    }

    private static HttpServer started(HttpHandler handler) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private static String url(HttpServer server, String file) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + file;
    }

    private static void serve(HttpExchange exchange, Set<String> fetched) throws IOException {
        String path = exchange.getRequestURI().getPath();
        fetched.add(path);
        byte[] bytes = Files.readAllBytes(dir.resolve(path.substring(1)));
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** One programme after the other: times begin anew, the session goes on. */
    @Test
    void aClockThatJumpsGoesOn() throws IOException {
        String codecs = "-c:v mpeg2video -c:a mp2 -g 5";
        Path a = Films.film(dir.resolve("a.ts"), 4, codecs);
        Path b = Films.film(dir.resolve("b.ts"), 4, codecs + " -output_ts_offset 40000");
        Path both = dir.resolve("both.ts");
        Files.write(both, join(Files.readAllBytes(a), Files.readAllBytes(b)));
        for (Path film :
                List.of(
                        both,
                        Files.write(
                                dir.resolve("back.ts"),
                                join(Files.readAllBytes(b), Files.readAllBytes(a))))) {
            try (Tracks tracks = Tracks.open(film.toString(), Films.BOTH, 4)) {
                List<Picture> pictures = Films.readAll(tracks.pictures().orElseThrow());
                assertThat(pictures.size()).as(film.toString()).isBetween(30, 36);
                short[] pcm = Sounds.readAll(tracks.sound().orElseThrow(), 4_096);
                assertThat(pcm.length / (double) PcmSource.RATE_HZ).isBetween(7.5, 9.0);
                assertThat(tracks.jumps()).isEqualTo(1);
            }
        }
    }

    /** Clips of a few seconds, as segments of a playlist whose times begin at 0 each. */
    @Test
    void shortProgrammesFollowOneAnother() throws IOException {
        Path clip = Films.film(dir.resolve("clip.ts"), 4, "-c:v mpeg2video -c:a mp2 -g 5");
        byte[] once = Files.readAllBytes(clip);
        Path film = Files.write(dir.resolve("clips.ts"), join(once, join(once, once)));
        try (Tracks tracks = Tracks.open(film.toString(), Films.BOTH, 4)) {
            List<Picture> pictures = Films.readAll(tracks.pictures().orElseThrow());
            short[] pcm = Sounds.readAll(tracks.sound().orElseThrow(), 4_096);
            assertThat(pictures).hasSizeBetween(46, 51);
            assertThat(pcm.length / (double) PcmSource.RATE_HZ).isBetween(11.6, 12.6);
            assertThat(tracks.jumps()).isEqualTo(2);
        }
    }

    /** Of a stream, whose sound has more samples than its clock has time for, in the long run. */
    @Test
    void soundOfAStreamFollowsItsClock() throws IOException {
        Path sound = Films.make(dir.resolve("fast.mp2"), "-f lavfi -i sine=r=44100 -t 12 -c:a mp2");
        Path film =
                Films.make(
                        dir.resolve("fast.ts"),
                        "-f lavfi -i "
                                + Films.MOVING
                                + " -itsscale 0.5 -i "
                                + sound
                                + " -t 6 -c:v mpeg2video -c:a copy");
        byte[] bytes = Files.readAllBytes(film);
        // Without a length it is a stream.
        HttpServer server =
                started(
                        exchange -> {
                            exchange.sendResponseHeaders(200, 0);
                            exchange.getResponseBody().write(bytes);
                            exchange.close();
                        });
        try (Tracks tracks = Tracks.open(url(server, "fast.ts"), Films.BOTH, 4)) {
            assertThat(tracks.durationMs()).isEmpty();
            short[] pcm = Sounds.readAll(tracks.sound().orElseThrow(), 4_096);
            assertThat(pcm.length / (double) PcmSource.RATE_HZ).isBetween(5.5, 6.8);
            assertThat(Films.readAll(tracks.pictures().orElseThrow())).hasSizeBetween(23, 26);
        } finally {
            server.stop(0);
        }
    }

    /** FFmpeg takes such a name for that of a row of files. */
    @Test
    void aFileIsNeverReadThroughTheNameOfAnother() throws IOException {
        Path own = Films.make(dir.resolve("own.png"), "-f lavfi -i color=red -frames:v 1");
        Films.make(dir.resolve("row1.png"), "-f lavfi -i testsrc -frames:v 1");
        Path named = Files.copy(own, dir.resolve("row%d.png"));
        assertThatThrownBy(() -> Films.read(named))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("expected a media file, got a playlist or another pointer");
        assertThat(Films.read(own)).hasSize(1);
    }

    /** The tracks of a programme may have other numbers than those of the one before. */
    @Test
    void tracksWithOtherNumbersGoOn() throws IOException {
        String codecs = "-c:v mpeg2video -c:a mp2 -g 5";
        Path a = Films.film(dir.resolve("numbers.ts"), 4, codecs);
        Path b = Films.film(dir.resolve("others.ts"), 4, codecs + " -mpegts_start_pid 0x200");
        Path film =
                Files.write(
                        dir.resolve("renumbered.ts"),
                        join(Files.readAllBytes(a), Files.readAllBytes(b)));
        Files.writeString(
                dir.resolve("numbers.m3u8"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nnumbers.ts\n"
                        + "#EXT-X-DISCONTINUITY\n#EXTINF:4,\nothers.ts\n#EXT-X-ENDLIST\n");
        HttpServer server = started(exchange -> serve(exchange, new HashSet<>()));
        try {
            for (String source : List.of(film.toString(), url(server, "numbers.m3u8"))) {
                try (Tracks tracks = Tracks.open(source, Films.BOTH, 4)) {
                    assertThat(Films.readAll(tracks.pictures().orElseThrow()))
                            .as(source)
                            .hasSizeBetween(30, 35);
                    short[] pcm = Sounds.readAll(tracks.sound().orElseThrow(), 4_096);
                    assertThat(pcm.length / (double) PcmSource.RATE_HZ).isBetween(7.5, 8.5);
                }
            }
        } finally {
            server.stop(0);
        }
    }

    /** A few pictures, all sound, then all other pictures, as no player could play it. */
    @Test
    void tracksThatAreMinutesApartAreOneLine() throws IOException {
        Path sound =
                Films.make(
                        dir.resolve("sound.flv"),
                        "-f lavfi -i sine=sample_rate=11025 -t 400 -c:a adpcm_swf");
        Path pictures =
                Films.make(
                        dir.resolve("pictures.flv"),
                        "-f lavfi -i testsrc=size=32x32:rate=1 -t 400 -c:v flv");
        byte[] seen = Files.readAllBytes(pictures);
        byte[] heard = Files.readAllBytes(sound);
        int rest = 2_000;
        while (!isTag(seen, rest)) {
            rest++;
        }
        // The header says that there are both.
        seen[4] = 5;
        Path film = dir.resolve("apart.flv");
        Files.write(
                film,
                join(
                        Arrays.copyOf(seen, rest),
                        join(
                                Arrays.copyOfRange(heard, FLV_HEADER, heard.length),
                                Arrays.copyOfRange(seen, rest, seen.length))));
        try (Tracks tracks = Tracks.open(film.toString(), Films.BOTH, 4)) {
            assertThat(tracks.pictures()).isPresent();
            assertThatThrownBy(() -> drain(tracks))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("expected sound and pictures within 5 minutes")
                    .hasMessageContaining("--no-video")
                    .hasMessageNotContaining("\n");
        }
    }

    /** Whether a record of pictures begins here: its length is written behind it again. */
    private static boolean isTag(byte[] flv, int at) {
        int length = 11 + (int) number(flv, at + 1, 3);
        return flv[at] == 9
                && number(flv, at + 8, 3) == 0
                && at + length + 4 < flv.length
                && number(flv, at + length, 4) == length;
    }

    private static long number(byte[] bytes, int at, int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = number << 8 | bytes[at + i] & 0xff;
        }
        return number;
    }

    @Test
    void aTruncatedFilmFailsAtItsEnd() throws IOException {
        Path film =
                Films.film(dir.resolve("whole.mp4"), 6, H264 + " -c:a aac -movflags +faststart");
        byte[] whole = Files.readAllBytes(film);
        Path cut = dir.resolve("cut.mp4");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        int[] read = {0};
        try (Tracks tracks = Tracks.open(cut.toString(), Films.BOTH, 4)) {
            assertThatThrownBy(
                            () -> {
                                PictureSource pictures = tracks.pictures().orElseThrow();
                                while (pictures.next().isPresent()) {
                                    read[0]++;
                                }
                                Sounds.readAll(tracks.sound().orElseThrow(), 4_096);
                            })
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("cut.mp4: expected");
        }
        assertThat(read[0]).isGreaterThan(4);
    }

    /** Any bytes end in pictures or in one line, and in a bounded number of pictures. */
    @ParameterizedTest
    @CsvSource({
        "mp4, -c:v libx264 -preset veryfast -bf 2 -c:a aac",
        "mkv, -c:v mpeg4 -c:a flac",
        "ts, -c:v mpeg2video -c:a mp2",
        "avi, -c:v mjpeg -c:a mp3",
        "flv, -c:v flv -c:a adpcm_swf -ar 11025",
    })
    void damagedFilmsEndInOneLine(String ending, String codecs) throws IOException {
        byte[] whole = Files.readAllBytes(Films.film(dir.resolve("sound." + ending), 2, codecs));
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            byte[] bytes = whole.clone();
            // Half of the seeds damage the beginning, where sizes and times are.
            int within = seed % 2 == 0 ? bytes.length : Math.min(bytes.length, 4_096);
            for (int i = 0; i < 1 + seed; i++) {
                bytes[random.nextInt(within)] = (byte) random.nextInt();
            }
            Path film = Files.write(dir.resolve("damaged." + ending), bytes);
            try (Tracks tracks = Tracks.open(film.toString(), Films.BOTH, 4)) {
                drain(tracks);
            } catch (MediaException e) {
                assertThat(e.getMessage())
                        .as("seed %d", seed)
                        .contains("expected")
                        .doesNotContain("\n");
            }
        }
    }

    private static void drain(Tracks tracks) throws IOException {
        short[] second = new short[PcmSource.RATE_HZ];
        boolean sound = tracks.sound().isPresent();
        boolean pictures = tracks.pictures().isPresent();
        for (int i = 0; sound || pictures; i++) {
            assertThat(i).as("seconds of a film of 2 s").isLessThan(4_000);
            if (sound) {
                sound = tracks.sound().get().readFully(second, 0, second.length) > 0;
            }
            for (int j = 0; pictures && j < 4; j++) {
                pictures = tracks.pictures().get().next().isPresent();
            }
        }
    }

    @Test
    void noNativeMemoryIsKept() throws IOException {
        Path film =
                Films.make(
                        dir.resolve("large.mkv"),
                        "-f lavfi -i testsrc2=size=1280x720:rate=25 -f lavfi -i sine -t 1 -c:v"
                                + " mpeg4 -c:a flac");
        Path bad = dir.resolve("bad.mkv");
        byte[] bytes = Files.readAllBytes(film);
        Files.write(bad, Arrays.copyOf(bytes, bytes.length / 2));
        readSome(film, bad, 10);
        long before = Pointer.physicalBytes();
        readSome(film, bad, 60);
        assertThat(Pointer.physicalBytes() - before)
                .as("a frame of each would be 83 MB")
                .isLessThan(60L << 20);
    }

    private static void readSome(Path film, Path bad, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (Tracks tracks = Tracks.open(film.toString(), Films.BOTH, 4)) {
                tracks.pictures().orElseThrow().next();
            }
            assertThatThrownBy(() -> Tracks.open(dir.toString(), Films.BOTH, 4));
            try (Tracks tracks = Tracks.open(bad.toString(), Films.BOTH, 4)) {
                tracks.pictures().orElseThrow().next();
            }
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
