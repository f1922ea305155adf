package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.match.Library;
import dev.vigil.schema.check.Check;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.staydown.KeptUpload;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.wire.PeaksCodec;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StayDownWorkTest {
    private static final short[] MUSIC = TestingMusic.play(100, 70);

    /** The peaks of packets, put together again, are those of the recording heard at once. */
    @Test
    void packetsGiveTheReferenceThatTheWholeRecordingWould() {
        long[] together = gathered(Library::newPeaks);
        assertThat(together).isEqualTo(TestingEar.peaks(MUSIC));
        List<ReferencePart> parts = StayDownWork.reference("item", null, upload(3_000), together);
        assertThat(parts).hasSize(3);
        ReferenceManifest manifest = parts.get(2).manifest();
        assertThat(manifest.chunks()).isEqualTo(2);
        assertThat(manifest.peaks()).isEqualTo(together.length);
        assertThat(manifest.durationMs()).isBetween(69_000L, 70_000L);
        assertThat(manifest.digest())
                .isEqualTo(
                        PeaksCodec.digest(
                                List.of(
                                        PeaksCodec.payload(parts.get(0).peaks()),
                                        PeaksCodec.payload(parts.get(1).peaks()))));
    }

    /** The fault that must show: packets with their overlap hold most peaks eight times. */
    @Test
    void anOverlapThatIsKeptIsCaught() {
        assertThat(gathered(Packet::peaks)).isNotEqualTo(TestingEar.peaks(MUSIC));
    }

    @Test
    void aLaterStretchKeepsItsDistances() {
        long[] peaks = {Peak.pack(5, 1, 2), Peak.pack(900, 3, 4)};
        long[] later = StayDownWork.since(86, peaks);
        assertThat(Peak.time(later[0])).isEqualTo(5 + 86 * Peak.PER_FRAME);
        assertThat(Peak.time(later[1]) - Peak.time(later[0])).isEqualTo(895);
        assertThat(Peak.frequency(later[1])).isEqualTo(3);
        assertThat(Peak.level(later[1])).isEqualTo(4);
    }

    @Test
    void theLatestDecisionWinsInAnyOrderOfArrival() {
        ListEntry down = entry(true, NOON_MS);
        ListEntry restored = entry(false, NOON_MS + 1);
        ListEntry again = entry(true, NOON_MS + 2);
        assertThat(inForce(down, restored, again)).isTrue();
        assertThat(inForce(again, restored, down)).isTrue();
        assertThat(inForce(down, restored)).isFalse();
        assertThat(inForce(restored, down)).isFalse();
        assertThat(inForce(down, entry(false, NOON_MS))).as("at the same time").isFalse();
    }

    @Test
    void anIdOfFullLengthStillNamesAWork() {
        String longest = "x".repeat(191);
        String longer = "x".repeat(192);
        assertThat(StayDownWork.id(longest)).isEqualTo("staydown." + longest);
        assertThat(Check.id("workId", StayDownWork.id(longer)))
                .startsWith("staydown.")
                .isNotEqualTo(StayDownWork.id("y".repeat(192)));
    }

    /** A platform may call its uploads so; what stays down of them is their sound. */
    @Test
    void anUploadWhoseIdEndsAsThatOfPicturesHasAReferenceOfSound() {
        String id = StayDownWork.id("holiday.video");
        assertThat(RecordingId.isOfPictures(id)).isFalse();
        assertThat(id).startsWith("staydown.").isNotEqualTo(StayDownWork.id("holiday"));
        assertThat(StayDownWork.id(StayDownWork.item(id)))
                .as("found again by its name")
                .isEqualTo(id);
        ListEntry entry =
                StayDownWork.entry(new StayDown("holiday.video", "notice-1", true, NOON_MS), null);
        assertThat(entry.keepsUploadDown()).isTrue();
        assertThat(entry.concerns(id)).isTrue();
    }

    @Test
    void allPartsAreRetiredTheManifestFirst() {
        assertThat(StayDownWork.retirement("item", null, 2))
                .extracting(ReferencePart::chunk)
                .containsExactly(-1, 0, 1);
    }

    private static long[] gathered(Function<Packet, long[]> of) {
        return TestingEar.packets(MUSIC).stream().map(of).flatMapToLong(LongStream::of).toArray();
    }

    private static KeptUpload upload(long frames) {
        return new KeptUpload(NOON_MS, null, "audio/1", 0, frames, true, NOON_MS);
    }

    private static ListEntry entry(boolean down, long at) {
        return StayDownWork.entry(new StayDown("item", "notice-1", down, at), null);
    }

    private static boolean inForce(ListEntry... arriving) {
        return Arrays.stream(arriving)
                .reduce(WorkListing.NONE, WorkListing::with, (a, b) -> b)
                .entries()
                .stream()
                .anyMatch(entry -> entry.inForce("CN", NOON_MS));
    }
}
