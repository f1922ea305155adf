package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.enforcement.CommandUnconfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.AlertAnnotations;
import dev.vigil.schema.notice.AlertLabels;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationAlertBuilder;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.EscalationResolvedBuilder;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** T0 is 2027-01-15T08:00:00Z, four in the afternoon in China. */
class AlertFormTest {
    private static final NoticeMachine MACHINE =
            new NoticeMachine(ClockRules.DEFAULTS.withGrace(GRACE_MS));
    private static final Facts FACTS = Facts.none("test");
    private static final String RUNBOOK = "https://runbooks.example.org/notice";
    private static final String ACKNOWLEDGE = "tell them that you know";

    @Test
    void everyLevelHasItsUrgencyAndItsHeading() {
        Map<String, String> urgencies = new TreeMap<>();
        List<String> headings = new ArrayList<>();
        for (EscalationAlert alert : ladder()) {
            urgencies.put(alert.level(), AlertForm.labels(alert).urgency());
            headings.add(AlertForm.annotations(alert, "page", ACKNOWLEDGE).runbookUrl());
        }
        Map<String, String> expected = new HashMap<>(Map.of("E0", "info", "E1", "info"));
        expected.putAll(Map.of("E2", "ticket", "E3", "ticket"));
        expected.putAll(Map.of("E4", "page", "E5", "page", "E6", "page", "E7", "page"));
        expected.putAll(Map.of("E8", "page", "E9.1", "page", "E9.2", "page"));
        assertThat(urgencies).isEqualTo(expected);
        assertThat(headings)
                .startsWith("page#e0", "page#e1")
                .endsWith("page#e8", "page#e9", "page#e9");
    }

    @Test
    void labelsIdentifyTheLevelOfOneRunOfTheClock() {
        assertThat(AlertForm.labels(level("E5")))
                .isEqualTo(
                        new AlertLabels(
                                "NoticeEscalation",
                                "1",
                                "E5",
                                "n-1",
                                "notifier-1",
                                "critical",
                                "STANDARD",
                                "page"));
    }

    @Test
    void annotationsTellAPersonWhatIsLeftAndWhatToDo() {
        AlertAnnotations told = AlertForm.annotations(level("E7"), RUNBOOK, ACKNOWLEDGE);
        assertThat(told)
                .isEqualTo(
                        new AlertAnnotations(
                                ACKNOWLEDGE,
                                "2027-01-16T07:50:00Z",
                                "Notice n-1 of notifier-1 reached level E7 (emergency) 23 h 45 min"
                                        + " after receipt: 15 min left, due at 2027-01-16 16:00:00"
                                        + " China time. Open items: a, b.",
                                "2027-01-16T08:00:00Z",
                                "2027-01-16 16:00:00",
                                "a, b",
                                "head of compliance, legal, executive owner",
                                "15 min left",
                                RUNBOOK + "#e7",
                                "Notice n-1: due 2027-01-16 16:00:00 China time, 15 min left when"
                                        + " sent"));
    }

    @Test
    void onceDueItIsOverdueAndNeverLeft() {
        assertThat(AlertForm.annotations(level("E8"), RUNBOOK, ACKNOWLEDGE).summary())
                .isEqualTo("Notice n-1: overdue since 2027-01-16 16:00:00 China time");
        assertThat(
                        AlertForm.annotations(
                                alert(T0_MS, T0_MS + 90 * MINUTE_MS, 0), RUNBOOK, ACKNOWLEDGE))
                .extracting(AlertAnnotations::remaining)
                .isEqualTo("1 h 30 min left");
        assertThat(
                        AlertForm.annotations(alert(T0_MS, T0_MS + 5_000, 0), RUNBOOK, ACKNOWLEDGE)
                                .remaining())
                .isEqualTo("5 s left");
        assertThat(AlertForm.annotations(alert(T0_MS, T0_MS, 0), RUNBOOK, ACKNOWLEDGE).remaining())
                .isEqualTo("overdue since 2027-01-15 16:00:00 China time");
    }

    @Test
    void onlyTheFirstItemsAreListed() {
        assertThat(AlertForm.annotations(alert(T0_MS, T0_MS, 20), RUNBOOK, ACKNOWLEDGE).openItems())
                .endsWith("item-18, item-19");
        assertThat(
                        AlertForm.annotations(alert(T0_MS, T0_MS, 10_000), RUNBOOK, ACKNOWLEDGE)
                                .openItems())
                .startsWith("item-0, item-1, ")
                .endsWith(", item-19 and 9980 more");
    }

    @Test
    void aCatchUpNamesTheLevelsThatNobodyWasSent() {
        Step received = MACHINE.opened(NoticeInput.received(notice("n-1", T0_MS, "a")), FACTS);
        EscalationAlert late =
                MACHINE.due(received.next(), T0_MS + 13 * HOUR_MS, FACTS).alerts().get(0);
        assertThat(AlertForm.annotations(late, RUNBOOK, ACKNOWLEDGE).description())
                .endsWith(" is published late. Levels that were not sent: E0, E1.");
    }

    @Test
    void theEndNamesTheRunOfTheClockAndHowEarlyItWas() {
        EscalationResolved early = resolved(T0_MS + 22 * HOUR_MS + 30 * MINUTE_MS);
        AlertLabels shared = AlertForm.labels(early);
        AlertLabels level = AlertForm.labels(level("E5"));
        assertThat(List.of(shared.alertname(), shared.notice(), shared.generation()))
                .containsExactly(level.alertname(), level.notice(), level.generation());
        assertThat(AlertForm.annotations(early, RUNBOOK).summary())
                .isEqualTo("Notice n-1: ACTIONED, 1 h 30 min before it was due");
        assertThat(AlertForm.annotations(resolved(T0_MS + 25 * HOUR_MS), RUNBOOK).remaining())
                .isEqualTo("1 h after it was due");
    }

    @Test
    void aBreachIsAnAlertOfItsOwnName() {
        BreachRecord breach =
                new BreachRecord(
                        "n-1/1",
                        "n-1",
                        1,
                        "studio",
                        T0_MS,
                        T0_MS + DAY_MS,
                        List.of("a"),
                        "OPEN",
                        0,
                        ClockTrack.STANDARD);
        assertThat(AlertForm.labels(breach).alertname()).isEqualTo("NoticeBreach");
        AlertAnnotations told = AlertForm.annotations(breach, RUNBOOK);
        assertThat(told.description())
                .contains("n-1", "2027-01-16 16:00:00 China time", "cause OPEN", "record n-1/1")
                .contains("). Act on its open items and confirm each of them. Proof");
        assertThat(told.summary())
                .isEqualTo("Notice n-1: breach, overdue since 2027-01-16 16:00:00 China time");
    }

    @Test
    void aBreachOfANoticeThatIsDoneAsksForNothing() {
        BreachRecord breach =
                new BreachRecord(
                        "n-1/1",
                        "n-1",
                        1,
                        "studio",
                        T0_MS,
                        T0_MS + DAY_MS,
                        List.of(),
                        "DONE_LATE",
                        0,
                        ClockTrack.STANDARD);
        assertThat(AlertForm.annotations(breach, RUNBOOK).description())
                .contains("(cause DONE_LATE). Proof that all were done in time");
    }

    @Test
    void aStoppedClockIsNamedWithTheMomentTheReasonAndWhatToDo() {
        ClockHealth stopped =
                new ClockHealth(
                        ClockMotion.STOPPED, T0_MS, T0_MS + 60_000, null, null, "a wait", null);
        AlertAnnotations told = AlertForm.annotations(stopped, RUNBOOK);
        assertThat(told.summary())
                .isEqualTo("The notice clock stopped at 2027-01-15 16:00:00 China time");
        assertThat(told.description())
                .startsWith(told.summary() + ". ")
                .contains("act on them yourself")
                .endsWith(" Reason: a wait.");
        ClockHealth unknown =
                new ClockHealth(ClockMotion.STOPPED, T0_MS, T0_MS + 60_000, null, null);
        assertThat(AlertForm.annotations(unknown, RUNBOOK).description()).endsWith("yourself.");
    }

    @Test
    void aCommandWithoutAConfirmationIsNamedWithWhatThePlatformReported() {
        CommandUnconfirmedBuilder alert =
                CommandUnconfirmedBuilder.builder()
                        .alertKey("room-77/command/1/unconfirmed")
                        .commandId("room-77/command/1")
                        .sessionId("room-77")
                        .measure(Measure.STOP_STREAM)
                        .territories(List.of())
                        .workId("the-film")
                        .verdictId("room-77/1")
                        .issuedAt(T0_MS)
                        .attempts(3)
                        .deadline(T0_MS + 30_000);
        AlertAnnotations silent = AlertForm.annotations(alert.build(), RUNBOOK);
        assertThat(silent.summary())
                .isEqualTo(
                        "Command STOP_STREAM on session room-77 was sent 3 times and is not"
                                + " confirmed");
        assertThat(silent.description())
                .startsWith(silent.summary() + " by the platform.")
                .contains("work the-film", "verdict room-77/1")
                .doesNotContain("reported", "null")
                .endsWith("confirm it.");
        AlertAnnotations failed =
                AlertForm.annotations(alert.failure("no such room").build(), RUNBOOK);
        assertThat(failed.description()).contains(" Reason: no such room. Look at");
    }

    @Test
    void namesStandInOrder() {
        EscalationAlert alert = level("E5");
        assertThat(names(AlertForm.labels(alert))).hasSize(8).isSorted();
        assertThat(names(AlertForm.annotations(alert, RUNBOOK, ACKNOWLEDGE)))
                .hasSize(10)
                .isSorted();
    }

    private static List<String> names(Object form) {
        Map<?, ?> fields = Json.read(Json.bytes(form), Map.class);
        return fields.keySet().stream().map(String::valueOf).toList();
    }

    private static List<EscalationAlert> ladder() {
        Step step = MACHINE.opened(NoticeInput.received(notice("n-1", T0_MS, "a", "b")), FACTS);
        List<EscalationAlert> alerts = new ArrayList<>();
        while (alerts.size() < 11) {
            step = MACHINE.due(step.next(), step.next().nextAt(), FACTS);
            step.alerts().stream()
                    .filter(alert -> Ladder.repeats(alert.level()) == 0)
                    .forEach(alerts::add);
        }
        return alerts;
    }

    private static EscalationAlert level(String name) {
        return ladder().stream().filter(alert -> alert.level().equals(name)).findAny().get();
    }

    private static EscalationAlert alert(long firesAt, long dueAt, int items) {
        return EscalationAlertBuilder.builder()
                .alertKey("n-1/1/E5")
                .noticeId("n-1")
                .generation(1)
                .level("E5")
                .severity("critical")
                .notifier("studio")
                .receivedAt(T0_MS)
                .dueAt(dueAt)
                .firesAt(firesAt)
                .elapsedMs(firesAt - T0_MS)
                .remainingMs(dueAt - firesAt)
                .itemsOpen(IntStream.range(0, items).mapToObj(i -> "item-" + i).toList())
                .recipients(List.of("legal"))
                .skippedLevels(List.of())
                .runbook("")
                .track(ClockTrack.STANDARD)
                .moreOpen(0)
                .build();
    }

    private static EscalationResolved resolved(long stoppedAt) {
        return EscalationResolvedBuilder.builder()
                .alertKey("n-1/1/resolved")
                .noticeId("n-1")
                .generation(1)
                .outcome(NoticeState.ACTIONED)
                .stoppedAt(stoppedAt)
                .dueAt(T0_MS + DAY_MS)
                .firedLevels(List.of("E0", "E5"))
                .moreLevels(0)
                .build();
    }
}
