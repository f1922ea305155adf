package dev.vigil.desk.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.ask.EvidenceRow;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidencePeaks;
import dev.vigil.schema.match.MatchEvidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was kept is shown with the match that it is of, and what was not is named. */
class EvidenceViewTest {
    private final List<String> read = new ArrayList<>();

    private static EvidenceRow row(MatchEvidence of) {
        return row(of.evidenceId(), of.referenceId(), of.profile(), of.queryStartMs());
    }

    private static EvidenceRow row(
            String id, String referenceId, String profile, long queryStartMs) {
        return new EvidenceRow(
                id, 0, "the-film", referenceId, profile, queryStartMs, queryStartMs + 30_000, 0, 7);
    }

    private Optional<MatchEvidence> record(EvidenceRow row) {
        read.add(row.evidenceId());
        return Optional.of(
                row.profile().startsWith("video")
                        ? TestingEvidence.pictures()
                        : TestingEvidence.sound());
    }

    private EvidenceView view(List<Evidence> matches, String wanted, EvidenceRow... rows) {
        return EvidenceView.of(matches, List.of(rows), this::record, wanted);
    }

    private static List<String> notes(EvidenceMatch match) {
        return match.notes().stream().map(EvidenceNote::key).toList();
    }

    @Test
    void soundAndPicturesOfOneRecordingHaveTheirOwn() {
        EvidenceView view =
                view(
                        List.of(TestingEvidence.pictureMatch(), TestingEvidence.match()),
                        null,
                        row(TestingEvidence.sound()),
                        row(TestingEvidence.pictures()));
        EvidenceMatch pictures = view.matches().get(0);
        EvidenceMatch sound = view.matches().get(1);
        assertThat(pictures.thumbnails()).hasSize(5);
        assertThat(pictures.drawing()).isNull();
        assertThat(pictures.thumbnails().get(0).rectangle())
                .isEqualTo(new EvidenceThumbnail.Rectangle("32.00", "0.00", "32.00", "18.00"));
        assertThat(pictures.thumbnails().get(0).percent()).isEqualTo(25);
        assertThat(sound.drawing()).isNotNull();
        assertThat(sound.thumbnails()).isEmpty();
        assertThat(notes(sound)).containsExactly("evidence.note.sound", "evidence.note.part");
        assertThat(notes(pictures)).containsExactly("evidence.note.recording.pictures");
    }

    @Test
    void ofSeveralStretchesTheOneThatOverlapsIsShown() {
        String id = TestingEvidence.match().referenceId();
        view(
                List.of(TestingEvidence.match()),
                null,
                row("before", id, "audio/1", 0),
                row("with", id, "audio/1", 40_000),
                row("behind", id, "audio/1", 90_000),
                row("pictures", id, "video/1", 31_000),
                row("other", "ref-2", "audio/1", 31_000));
        assertThat(read).containsExactly("with");
    }

    @Test
    void whatWasNotKeptIsNamed() {
        EvidenceView view =
                view(List.of(TestingEvidence.match(), TestingEvidence.pictureMatch()), null);
        assertThat(notes(view.matches().get(0))).containsExactly("evidence.note.none.sound");
        assertThat(notes(view.matches().get(1))).containsExactly("evidence.note.none.pictures");
        assertThat(view.matches()).allMatch(match -> match.table() == null);
    }

    @Test
    void aRecordThatTheJournalHasNoLongerWasNotKept() {
        EvidenceView view =
                EvidenceView.of(
                        List.of(TestingEvidence.match()),
                        List.of(row(TestingEvidence.sound())),
                        any -> Optional.empty(),
                        null);
        assertThat(notes(view.matches().get(0))).containsExactly("evidence.note.none.sound");
    }

    @Test
    void peaksThatAreMissingOrLeftOutAreNamed() {
        MatchEvidence retired =
                TestingEvidence.sound()
                        .withPeaks(
                                new EvidencePeaks(
                                        TestingEvidence.sound().peaks().session(),
                                        new byte[0],
                                        17L));
        EvidenceMatch shown =
                EvidenceMatch.drawn(
                        TestingEvidence.match(),
                        EvidenceSpans.of(TestingEvidence.match(), 0, 0),
                        retired);
        assertThat(notes(shown))
                .containsExactly(
                        "evidence.note.sound",
                        "evidence.note.part",
                        "evidence.note.recording",
                        "evidence.note.leftout");
        EvidenceMatch unreadable =
                EvidenceMatch.drawn(
                        TestingEvidence.match(),
                        EvidenceSpans.of(TestingEvidence.match(), 0, 0),
                        retired.withProfile("audio/9"));
        assertThat(notes(unreadable)).startsWith("evidence.note.unreadable");
        assertThat(unreadable.table()).isNotNull();
    }

    @Test
    void twoAreDrawnAndTheOthersWhenTheyAreAskedFor() {
        List<Evidence> matches = new ArrayList<>();
        EvidenceRow[] rows = new EvidenceRow[4];
        for (int i = 0; i < 4; i++) {
            matches.add(TestingEvidence.match(31_000, 80_000).referenceId("ref-" + i).build());
            rows[i] = row("kept+" + i, "ref-" + i, "audio/1", 31_000);
        }
        EvidenceView first = view(matches, null, rows);
        assertThat(read).containsExactly("kept+0", "kept+1");
        assertThat(first.matches().get(3).link()).isEqualTo("?start=0&draw=kept%2B3");
        read.clear();
        EvidenceView third = view(matches, "kept+3", rows);
        assertThat(read).containsExactly("kept+3");
        assertThat(third.matches().get(3).drawing()).isNotNull();
        assertThat(third.matches().get(0).drawing()).isNull();
    }

    @Test
    void ofAHundredMatchesTwentyAreShownAndTheOthersCounted() {
        EvidenceView view = view(Collections.nCopies(100, TestingEvidence.match()), null);
        assertThat(view.matches()).hasSize(20);
        assertThat(view.notShown()).isEqualTo(80);
    }

    @Test
    void barsAreOfTheLastPlaceThatIsKnownAndNeverOutside() {
        EvidenceSpans spans =
                EvidenceSpans.of(
                        TestingEvidence.match(25_000, 50_000).refStartMs(0).refEndMs(10).build(),
                        100_000,
                        4_000_000);
        assertThat(spans.session()).isEqualTo(new EvidenceSpans.Part("250.0", "250.0"));
        assertThat(spans.recording()).isEqualTo(new EvidenceSpans.Part("0.0", "4.0"));
        assertThat(spans.between()).isEqualTo("0.0,18 0.0,18 500.0,46 250.0,46");
        EvidenceSpans end =
                EvidenceSpans.of(
                        TestingEvidence.match(Long.MAX_VALUE - 1, Long.MAX_VALUE).build(), 0, 0);
        assertThat(end.session()).isEqualTo(new EvidenceSpans.Part("996.0", "4.0"));
    }
}
