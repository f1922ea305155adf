package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.DirectiveKind;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What figures follow from, and the figures that the ledger job has published. */
class FigureDoorsTest {
    private static NoticeReceived notice(String documentRef) {
        return NoticeReceivedBuilder.builder()
                .noticeId("n-1")
                .receivedAt(Arriving.NOW_MS - 60_000)
                .notifier("authority")
                .items(List.of(new NoticeItem("i-1", null)))
                .directive(
                        new Directive(
                                DirectiveKind.REMOVE, "authority", documentRef, null, List.of()))
                .build();
    }

    private static Arriving arriving(NoticeReceived notice) {
        return Arriving.on(Topic.NOTICES, EventType.NOTICE_RECEIVED, "n-1", notice);
    }

    @Test
    void whatTheNoticeJobTakesIsCountedAndNothingElse() {
        FigureDoor door = new FigureDoor(() -> Arriving.NOW_MS);
        assertThat(arriving(notice("doc-1")).at(door))
                .extracting(FigureFact::what)
                .containsExactly(FigureKind.DIRECTIVES, FigureKind.ITEM_TO_ACTION);
        assertThat(arriving(notice(null)).only(door).dead().reason())
                .isEqualTo("DIRECTIVE_UNDOCUMENTED");
        assertThat(arriving(notice("doc-1")).keyed("n-2").only(door).dead().reason())
                .isEqualTo("KEY_MISMATCH");
        assertThat(arriving(notice("doc-1")).on(Topic.BREACHES).only(door).dead().reason())
                .isEqualTo("WRONG_TOPIC");
    }

    @Test
    void figuresAndDaysComeBackUntilAllIsLoaded() {
        PublishedFigureDoor door = new PublishedFigureDoor(() -> Arriving.NOW_MS);
        DailyFigure figure =
                new DailyFigure(
                        "2026-11-24/APPEALS/", "2026-11-24", FigureKind.APPEALS, "", 3, null);
        FigureDay day = new FigureDay("2026-11-24", 1, 2, List.of(FigureKind.APPEALS));
        Arriving arriving =
                Arriving.on(Topic.FIGURES, EventType.FIGURE_COUNTED, figure.figureId(), figure);
        assertThat(arriving.at(door)).containsExactly(FigureFact.published(figure));
        assertThat(Arriving.on(Topic.FIGURES, EventType.FIGURE_DAY, day.day(), day).at(door))
                .containsExactly(FigureFact.published(day));
        assertThat(arriving.keyed("another").only(door).dead().reason()).isEqualTo("KEY_MISMATCH");
        door.loaded();
        assertThat(arriving.at(door)).as("in state already").isEmpty();
    }

    /** What reads figures parses their days, and would stop at each start. */
    @Test
    void aFigureOfNoDayIsADeadLetter() {
        PublishedFigureDoor door = new PublishedFigureDoor(() -> Arriving.NOW_MS);
        String id = "someday/APPEALS/";
        String figure =
                "{\"figureId\":\"%s\",\"day\":\"%s\",\"what\":\"APPEALS\",\"dimension\":\"\",\"count\":3}";
        assertThat(reason(door, id, figure.formatted(id, "someday"))).isEqualTo("BAD_DATA");
        assertThat(reason(door, id, figure.formatted(id, "2026-11-24"))).isEqualTo("BAD_DATA");
    }

    private static String reason(PublishedFigureDoor door, String key, String json) {
        return Arriving.on(
                        Topic.FIGURES,
                        EventType.FIGURE_COUNTED,
                        key,
                        json.getBytes(StandardCharsets.UTF_8))
                .only(door)
                .dead()
                .reason();
    }
}
