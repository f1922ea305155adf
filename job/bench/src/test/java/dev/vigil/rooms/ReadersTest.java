package dev.vigil.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.LeftOut;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** One unreadable record of a stranger ends no verb. */
class ReadersTest {
    private static final byte[] GOOD = json("{\"noticeId\":\"n-1\",\"at\":1795507200000}");

    private final LeftOut leftOut = new LeftOut();

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Event event(String topic, long offset, Envelope envelope, byte[] data) {
        return new Event(topic, 1, offset, 0, "n-1", envelope, data, leftOut);
    }

    private static Envelope envelope(EventType type) {
        return Envelope.json(type, "/test", "id", "n-1", 0);
    }

    @Test
    void whatCantBeReadIsLeftOutAndNamedOnce() {
        Envelope withdrawn = envelope(EventType.NOTICE_WITHDRAWN);
        Event bad = event("notices", 7, withdrawn, json("{\"noticeId\":17}"));
        Event good = event("notices", 8, withdrawn, GOOD);

        assertThat(good.readable(NoticeWithdrawn.class)).isPresent();
        assertThat(bad.readable(NoticeWithdrawn.class)).isEmpty();
        assertThat(bad.readable()).isEmpty();
        assertThat(leftOut.lines())
                .containsExactly(
                        "1 record left out: notices-1@7: data.noticeId: expected a text, got the"
                                + " number 17");
    }

    /** The planted fault: it is read, and a null is met far from here. */
    @Test
    void whatLacksAFieldThatItsSchemaRequiresIsLeftOutToo() {
        String before =
                "{\"evidenceId\":\"e\",\"revision\":1,\"sessionId\":\"s\",\"workId\":\"w\","
                        + "\"referenceId\":\"r\",\"profile\":\"audio/1\",\"queryStartMs\":0,"
                        + "\"queryEndMs\":1,\"refStartMs\":0,\"refEndMs\":1,\"tempo\":1.0,"
                        + "\"pitchSemitones\":0.0,\"score\":9.0,\"capturedAt\":1795507200000,"
                        + "\"peaks\":{\"session\":\"\"";
        Envelope evidence = envelope(EventType.MATCH_EVIDENCE);
        Event whole = event("evidence", 1, evidence, json(before + ",\"reference\":\"\"}}"));
        Event without = event("evidence", 2, evidence, json(before + "}}"));

        assertThat(whole.readable()).isPresent();
        assertThat(without.readable()).isEmpty();
        assertThat(without.content()).isEmpty();
        assertThat(leftOut.lines()).hasSize(1);
        assertThat(leftOut.lines().get(0))
                .startsWith("1 record left out: evidence-1@2: data.peaks.reference: expected");
    }

    @Test
    void whatIsNoEventOfTheTopicIsNamedToo() {
        assertThat(event("notices", 1, null, GOOD).readable()).isEmpty();
        assertThat(event("list", 2, envelope(EventType.NOTICE_WITHDRAWN), GOOD).readable())
                .isEmpty();
        assertThat(leftOut.lines())
                .containsExactly(
                        "2 records left out: notices-1@1: expected a type of notices, got no"
                                + " CloudEvent",
                        "list-1@2: expected a type of list, got '"
                                + EventType.NOTICE_WITHDRAWN.type()
                                + "'");
    }

    @Test
    void anotherTypeAndATombstoneAreNoFaults() {
        Envelope held = envelope(EventType.NOTICE_HELD);
        assertThat(event("notices", 1, held, GOOD).readable(NoticeWithdrawn.class)).isEmpty();
        assertThat(event("notices", 2, held, null).readable()).isEmpty();
        assertThat(leftOut.lines()).isEmpty();
    }

    @Test
    void ofATopicFullOfBadRecordsThreeAreNamed() {
        for (int offset = 0; offset < 20_000; offset++) {
            event(
                            "notices",
                            offset,
                            envelope(EventType.NOTICE_WITHDRAWN),
                            json("{\"noticeId\":" + offset + "}"))
                    .readable();
        }
        assertThat(leftOut.lines()).hasSize(4);
        assertThat(leftOut.lines().get(0))
                .startsWith("10000 or more records left out: notices-1@0");
        assertThat(leftOut.lines().get(3)).isEqualTo("9997 more of notices");
    }

    @Test
    void whatIsWrongForOneReasonIsSaidOnce() {
        for (int offset = 0; offset < 50; offset++) {
            event("notices", offset, null, GOOD).readable();
        }
        event("notices", 50, envelope(EventType.NOTICE_WITHDRAWN), json("{\"noticeId\":17}"))
                .readable();
        assertThat(leftOut.lines())
                .containsExactly(
                        "51 records left out: notices-1@0: expected a type of notices, got no"
                                + " CloudEvent (and 49 more alike)",
                        "notices-1@50: data.noticeId: expected a text, got the number 17");
    }

    /** The demo reads what its own jobs wrote, and shows that the rule can fail. */
    @Test
    void noVerbReadsARecordThatItCantDoWithout() {
        ArchRule rule =
                noClasses()
                        .should()
                        .callMethod(Event.class, "as", Class.class)
                        .as("verbs read by Event.readable");
        assertThat(rule.evaluate(classes("dev.vigil.cli")).hasViolation()).isFalse();
        assertThat(rule.evaluate(classes("dev.vigil.local.demo")).hasViolation()).isTrue();
    }

    private static JavaClasses classes(String room) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(room);
    }
}
