package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audio.FrontEnd;
import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.client.bus.CausedBy;
import dev.vigil.client.bus.Push;
import dev.vigil.fixtures.broker.TestingKafka;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.policy.ReferenceQuality;
import dev.vigil.schema.media.KeptPicture;
import dev.vigil.schema.reference.HealthReason;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.KeptPicturesCodec;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.PictureWordsCodec;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ReferencePushTest {
    private static final long NOW_MS = 1_795_000_000_000L;
    private static final Profile PROFILE = Profile.CURRENT;
    private static final short[] MUSIC = Composer.compose(6, 130, PcmSource.RATE_HZ).pcm();
    private static final ReferencePush.Name NAME =
            new ReferencePush.Name("anthem", "master", 2, "Anthem");

    private final TestingKafka kafka = new TestingKafka();
    private final ReferencePush references = new ReferencePush(new Push(kafka.producer), PROFILE);

    @Test
    void chunksThenTheManifest() throws Exception {
        ReferenceManifest manifest =
                references.push(NAME, PcmSource.of(MUSIC), NOW_MS, Progress.none());
        assertThat(kafka.sent())
                .extracting(TestingKafka::key)
                .containsExactly(
                        "anthem/master/2/0",
                        "anthem/master/2/1",
                        "anthem/master/2/2",
                        "anthem/master/2/manifest");
        assertThat(kafka.sent().stream().map(ProducerRecord::partition).distinct()).hasSize(1);
        assertThat(kafka.sent()).extracting(ProducerRecord::topic).containsOnly("references");
        ProducerRecord<byte[], byte[]> last = kafka.sent().get(3);
        assertThat(TestingKafka.type(last)).isEqualTo(EventType.REFERENCE_MANIFEST);
        assertThat(Json.read(last.value(), ReferenceManifest.class)).isEqualTo(manifest);
        assertThat(manifest.durationMs()).isEqualTo(130_000);
        assertThat(manifest.profile()).isEqualTo(Profile.CURRENT.id());
        assertThat(manifest.digest())
                .isEqualTo(
                        PeaksCodec.digest(chunks().stream().map(ProducerRecord::value).toList()));
    }

    @Test
    void chunksJoinedAreThePeaksOfTheWork() throws Exception {
        ReferenceManifest manifest =
                references.push(NAME, PcmSource.of(MUSIC), NOW_MS, Progress.none());
        LongStream.Builder wanted = LongStream.builder();
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        frontEnd.accept(MUSIC, 0, MUSIC.length, wanted::add);
        frontEnd.finish(wanted::add);
        long[] peaks = wanted.build().toArray();
        assertThat(
                        chunks().stream()
                                .flatMapToLong(r -> LongStream.of(PeaksCodec.read(r.value())))
                                .toArray())
                .isEqualTo(peaks);
        assertThat(manifest.peaks()).isEqualTo(peaks.length);
        // What the ear was measured with; music far from it would make the demo meaningless.
        assertThat(peaks.length / 130.0).isBetween(25.0, 45.0);
    }

    @Test
    void secondsWithoutAPeakAreSilent() throws Exception {
        short[] half = Arrays.copyOf(Arrays.copyOf(MUSIC, 60 * PcmSource.RATE_HZ), MUSIC.length);
        assertThat(references.push(NAME, PcmSource.of(MUSIC), NOW_MS, Progress.none()).silentMs())
                .isBetween(0L, 3_000L);
        assertThat(references.push(NAME, PcmSource.of(half), NOW_MS, Progress.none()).silentMs())
                .isBetween(67_000L, 73_000L);
    }

    @Test
    void everyChunkHoldsItsMinute() throws Exception {
        references.push(NAME, PcmSource.of(MUSIC), NOW_MS, Progress.none());
        for (ProducerRecord<byte[], byte[]> record : chunks()) {
            long chunk = TestingKafka.envelope(record).sequence();
            String profile = PeaksCodec.profile(TestingKafka.envelope(record).contentType());
            assertThat(profile).isEqualTo(Profile.CURRENT.id());
            for (long peak : PeaksCodec.read(record.value())) {
                double seconds = PROFILE.millis(Peak.frame(peak)) / 1_000;
                assertThat(seconds).isBetween(60.0 * chunk - 0.1, 60.0 * chunk + 60.1);
            }
        }
    }

    @Test
    void theSameWorkGivesTheSameRecords() throws Exception {
        references.push(NAME, PcmSource.of(MUSIC), NOW_MS, Progress.none());
        references.push(NAME, PcmSource.of(MUSIC), NOW_MS, Progress.none());
        int half = kafka.sent().size() / 2;
        for (int i = 0; i < half; i++) {
            ProducerRecord<byte[], byte[]> first = kafka.sent().get(i);
            ProducerRecord<byte[], byte[]> again = kafka.sent().get(half + i);
            assertThat(again.key()).isEqualTo(first.key());
            assertThat(again.value()).isEqualTo(first.value());
            assertThat(TestingKafka.envelope(again)).isEqualTo(TestingKafka.envelope(first));
        }
    }

    @Test
    void silenceIsNoReference() {
        PcmSource silence = PcmSource.of(new short[10 * PcmSource.RATE_HZ]);
        assertThatThrownBy(() -> references.push(NAME, silence, NOW_MS, Progress.none()))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("got 10000 ms without any");
        assertThat(kafka.sent()).isEmpty();
    }

    @Test
    void aBrokenSourceLeavesNoTrace() {
        PcmSource music = PcmSource.of(MUSIC);
        int[] reads = {0};
        PcmSource breaking =
                (buffer, from, length) -> {
                    if (reads[0]++ == 10) {
                        throw new MediaException("file: expected data, got damage; repair it");
                    }
                    return music.read(buffer, from, length);
                };
        assertThatThrownBy(() -> references.push(NAME, breaking, NOW_MS, Progress.none()))
                .hasMessageContaining("got damage");
        assertThat(kafka.sent()).isEmpty();
    }

    @Test
    void aFilmIsTwoReferencesFromOnePass() throws Exception {
        List<Picture> pictures = Pictures.moving(8 * 125, 1);
        List<ReferenceManifest> manifests =
                references.push(
                        NAME,
                        PcmSource.of(MUSIC),
                        PictureSource.of(pictures),
                        NOW_MS,
                        Progress.none());
        assertThat(kafka.sent())
                .extracting(TestingKafka::key)
                .containsExactly(
                        "anthem/master/2/0",
                        "anthem/master/2/1",
                        "anthem/master/2/2",
                        "anthem/master/2/manifest",
                        "anthem/master.video/2/pictures-0",
                        "anthem/master.video/2/pictures-1",
                        "anthem/master.video/2/pictures-2",
                        "anthem/master.video/2/0",
                        "anthem/master.video/2/1",
                        "anthem/master.video/2/2",
                        "anthem/master.video/2/manifest");
        ReferenceManifest film = manifests.get(1);
        assertThat(film.profile()).isEqualTo("video/1");
        assertThat(film.durationMs()).isEqualTo(125_000);
        assertThat(film.silentMs()).isZero();
        assertThat(Json.read(kafka.sent().get(10).value(), ReferenceManifest.class))
                .isEqualTo(film);

        LongStream.Builder wanted = LongStream.builder();
        PictureProfile profile = PictureProfile.CURRENT;
        PictureWords words = new PictureWords(profile, new PictureBench(profile));
        pictures.forEach(
                picture ->
                        words.accept(
                                picture,
                                profile.windows(),
                                (head, signs, change) -> wanted.add(head).add(signs).add(change)));
        List<byte[]> chunks =
                kafka.sent().subList(7, 10).stream().map(ProducerRecord::value).toList();
        assertThat(chunks.stream().flatMapToLong(c -> LongStream.of(PictureWordsCodec.read(c))))
                .containsExactlyElementsOf(wanted.build().boxed().toList());
        assertThat(film.digest()).isEqualTo(PeaksCodec.digest(chunks));
        assertThat(film.peaks())
                .isEqualTo(chunks.stream().mapToLong(chunk -> chunk.length / 24).sum());
        assertThat(TestingKafka.envelope(kafka.sent().get(7)).contentType())
                .isEqualTo("application/vnd.vigil.pictures;profile=1");
    }

    /** One for each 2 s, in the chunk of its minute; 4.2 MB an hour. */
    @Test
    void picturesThatEvidenceIsDrawnByLieBesideTheWords() throws Exception {
        List<Picture> pictures = Pictures.moving(8 * 125, 1);
        references.push(NAME, null, PictureSource.of(pictures), NOW_MS, Progress.none());
        List<ProducerRecord<byte[], byte[]>> kept = kafka.sent().subList(0, 3);
        assertThat(kept)
                .extracting(record -> TestingKafka.envelope(record).contentType())
                .containsOnly("application/vnd.vigil.thumbnails;profile=1");
        assertThat(kept)
                .extracting(record -> record.value().length / 30)
                .element(0)
                .isEqualTo(2_316);
        List<KeptPicture> read =
                kept.stream().flatMap(record -> read(record.value()).stream()).toList();
        assertThat(read).extracting(KeptPicture::frame).startsWith(0L, 16L).endsWith(976L, 992L);
        assertThat(read.get(30).luma()).isEqualTo(pictures.get(480).luma());
        assertThat(read(kept.get(1).value()).get(0).frame()).isEqualTo(480);
    }

    private static List<KeptPicture> read(byte[] payload) {
        return KeptPicturesCodec.read(payload);
    }

    @Test
    void wordsAloneAreSentWhereNothingIsToBeLookedAt() throws Exception {
        PictureSource film = PictureSource.of(Pictures.moving(80, 1));
        new ReferencePush(new Push(kafka.producer), PROFILE, CausedBy.PROGRAM, true)
                .push(NAME, null, film, NOW_MS, Progress.none());
        assertThat(kafka.sent())
                .extracting(TestingKafka::key)
                .containsExactly("anthem/master.video/2/0", "anthem/master.video/2/manifest");
    }

    /**
     * One frame, and one picture for a minute: THIN, as it is a still picture in common at most.
     */
    @Test
    void aFilmInWhichNothingChangesIsPoor() throws Exception {
        Picture one = Pictures.moving(0, 64, 36);
        for (int count : new int[] {1, 480}) {
            List<Picture> still =
                    LongStream.range(0, count)
                            .mapToObj(frame -> new Picture(frame, 64, 36, one.luma()))
                            .toList();
            ReferenceManifest manifest =
                    references
                            .push(NAME, null, PictureSource.of(still), NOW_MS, Progress.none())
                            .get(0);
            assertThat(manifest.peaks()).isGreaterThan(5L * count / 8);
            assertThat(ReferenceQuality.fault(ReferenceQuality.measure(manifest), null))
                    .isEqualTo(HealthReason.SILENCE);
        }
    }

    /** Before anything is analysed: else it would be a dead letter, an hour later. */
    @Test
    void noRecordingIsNamedAsVigilNamesItsOwn() {
        for (String id : List.of("staydown.x", "signal.west:x")) {
            assertThatThrownBy(() -> new ReferencePush.Name("anthem", id, 2, "Anthem"))
                    .hasMessageContaining("referenceId: expected an id that begins neither");
            assertThatThrownBy(() -> new ReferencePush.Name(id, "master", 2, "Anthem"))
                    .hasMessageContaining("workId: expected an id that begins neither");
        }
    }

    @Test
    void aRecordingHasNoIdOfPictures() {
        assertThatThrownBy(() -> new ReferencePush.Name("anthem", "master.video", 2, "Anthem"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an id that does not end in .video");
    }

    /** A silent film, and music before a black picture. */
    @Test
    void aTrackWithoutAnythingIsNoReference() throws Exception {
        PcmSource silence = PcmSource.of(new short[10 * PcmSource.RATE_HZ]);
        PictureSource moving = PictureSource.of(Pictures.moving(80, 1));
        assertThat(references.push(NAME, silence, moving, NOW_MS, Progress.none()))
                .extracting(ReferenceManifest::referenceId)
                .containsExactly("master.video");
        PictureSource black =
                PictureSource.of(LongStream.range(0, 80).mapToObj(Pictures::black).toList());
        assertThat(references.push(NAME, PcmSource.of(MUSIC), black, NOW_MS, Progress.none()))
                .extracting(ReferenceManifest::referenceId)
                .containsExactly("master");
        PictureSource blackAgain =
                PictureSource.of(LongStream.range(0, 80).mapToObj(Pictures::black).toList());
        assertThatThrownBy(() -> references.push(NAME, null, blackAgain, NOW_MS, Progress.none()))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("expected pictures to fingerprint, got 10000 ms without any");
    }

    private List<ProducerRecord<byte[], byte[]>> chunks() {
        List<ProducerRecord<byte[], byte[]>> chunks = new ArrayList<>(kafka.sent());
        chunks.removeIf(r -> TestingKafka.type(r) != EventType.REFERENCE_CHUNK);
        return chunks;
    }
}
