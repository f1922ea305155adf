package dev.vigil.cli.alerts;

import static dev.vigil.cli.alerts.TestingAlerts.DAY_MS;
import static dev.vigil.cli.alerts.TestingAlerts.HOUR_MS;
import static dev.vigil.cli.alerts.TestingAlerts.alert;
import static dev.vigil.cli.alerts.TestingAlerts.breach;
import static dev.vigil.cli.alerts.TestingAlerts.correction;
import static dev.vigil.cli.alerts.TestingAlerts.event;
import static dev.vigil.cli.alerts.TestingAlerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.client.alerts.AlertmanagerForm;
import dev.vigil.client.bus.Event;
import dev.vigil.notice.AlertForm;
import dev.vigil.notice.LedgerAlertForm;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertBuilder;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.Outgoing;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Alertmanager is told, in whatever order the partitions tell it to us. */
class AlertmanagerFormTest {
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final Outgoing E4 = alert("n-1", "E4", "major", NOW_MS - 2 * HOUR_MS);
    private static final Outgoing E5 = alert("n-1", "E5", "critical", NOW_MS);
    private static final Outgoing DONE = resolved("n-1", NOW_MS - HOUR_MS, "E4", "E5");

    private final AlertmanagerForm form = new AlertmanagerForm("page", null);

    @Test
    void anAlertStandsFarAheadFromTheTimeOfItsLevel() {
        Map<?, ?> posted = posted(E5).get(0);
        assertThat(posted.get("startsAt")).isEqualTo(Instant.ofEpochMilli(NOW_MS).toString());
        assertThat(endsAt(posted)).isEqualTo(NOW_MS + 7 * DAY_MS);
        assertThat(label(posted, "level")).isEqualTo("E5");
        assertThat(label(posted, "generation")).isEqualTo("1");
    }

    @Test
    void anAlertLeadsToItsPageOfTheDeskAndToTheRunbookBesideIt() {
        AlertmanagerForm linked =
                new AlertmanagerForm("page", URI.create("https://desk.example.org/vigil/"));
        Outgoing odd = alert("n/1 ä%", "E5", "critical", NOW_MS);
        Map<?, ?> posted = posted(linked, odd).get(0);
        String page = "https://desk.example.org/vigil/notice/n%2F1%20%C3%A4%25";
        assertThat(posted.get("generatorURL")).isEqualTo(page);
        assertThat(annotation(posted, "desk_url")).isEqualTo(page);
        assertThat(annotation(posted, "summary"))
                .isEqualTo(annotation(posted(odd).get(0), "summary"));
        assertThat(posted(odd).get(0).get("generatorURL")).isNull();
        assertThat(annotation(posted(odd).get(0), "desk_url")).isNull();

        Map<?, ?> command = posted(linked, Outgoing.unconfirmed(command(null))).get(0);
        assertThat(annotation(command, "desk_url"))
                .isEqualTo("https://desk.example.org/vigil/session/room-77");
        assertThat(annotation(command, "runbook_url"))
                .isEqualTo("https://desk.example.org/vigil/runbook/commands");
    }

    @Test
    void theEndEndsEveryLevelAndNoneBeforeItsStart() {
        posted(E4);
        posted(E5);
        List<Map<?, ?>> ended = posted(DONE);
        assertThat(ended).extracting(alert -> label(alert, "level")).containsExactly("E4", "E5");
        assertThat(ended)
                .extracting(AlertmanagerFormTest::endsAt)
                .containsExactly(NOW_MS - HOUR_MS, NOW_MS);
        assertThat(form.standing(NOW_MS)).isEmpty();
    }

    @Test
    void anAlertThatIsReadAfterItsEndNeverFires() {
        posted(DONE);
        assertThat(endsAt(posted(E5).get(0))).isEqualTo(NOW_MS);
        assertThat(form.standing(NOW_MS)).isEmpty();
    }

    @Test
    void aRestartKnowsWhatStandsAndEndsWhatNobodyEnded() {
        form.learn(event(E4), true);
        form.learn(event(E5), false);
        assertThat(levels(form.standing(NOW_MS))).containsExactly("E4", "E5");
        form.learn(event(DONE), false);
        assertThat(form.standing(NOW_MS)).as("its end waits to be sent").isEmpty();
        assertThat(posted(DONE)).extracting(a -> label(a, "level")).containsExactly("E4", "E5");
    }

    @Test
    void whatWasEndedBeforeARestartIsForgotten() {
        form.learn(event(DONE), true);
        form.learn(event(E4), true);
        assertThat(form.standing(NOW_MS)).isEmpty();
        assertThat(form.document(event(DONE), NOW_MS)).isEmpty();
    }

    @Test
    void aCommandThatIsNotConfirmedStandsUntilItIsOver() {
        Outgoing told = Outgoing.unconfirmed(command(null));
        Outgoing over = Outgoing.unconfirmed(command(NOW_MS));
        assertThat(endsAt(posted(told).get(0))).isEqualTo(NOW_MS + 7 * DAY_MS);
        assertThat(form.standing(NOW_MS)).hasSize(1);
        Map<?, ?> ended = posted(over).get(0);
        assertThat(endsAt(ended)).isEqualTo(NOW_MS);
        assertThat(label(ended, "command")).isEqualTo("room-77/command/1");
        assertThat(form.standing(NOW_MS)).isEmpty();

        AlertmanagerForm restarted = new AlertmanagerForm("page", null);
        restarted.learn(event(told), true);
        assertThat(restarted.standing(NOW_MS)).hasSize(1);
        restarted.learn(event(over), true);
        assertThat(restarted.standing(NOW_MS)).isEmpty();
    }

    @Test
    void anAlertAboutAnAccountIsOpenUntilItIsOver() {
        Outgoing open = Outgoing.ledgerAlert(ofAccount(NOW_MS, null));
        Map<?, ?> posted = posted(open).get(0);
        assertThat(endsAt(posted)).isEqualTo(NOW_MS + 7 * DAY_MS);
        assertThat(label(posted, "alertname")).isEqualTo(LedgerAlertForm.ALERT);
        assertThat(label(posted, "account")).isEqualTo("account-1");
        assertThat(label(posted, "kind")).isEqualTo("UNDELIVERABLE");
        assertThat(((Map<?, ?>) posted.get("annotations")).get("runbook_url"))
                .isEqualTo("job/docs/runbooks/ledger.md#what-a-person-has-to-look-at");
        posted(Outgoing.ledgerAlert(ofAccount(NOW_MS + DAY_MS, null)));
        assertThat(form.standing(NOW_MS)).as("its daily repeat is the same alert").hasSize(1);

        Outgoing over = Outgoing.ledgerAlert(ofAccount(NOW_MS + DAY_MS, NOW_MS + DAY_MS));
        Map<?, ?> ended = posted(over).get(0);
        assertThat(ended.get("labels")).isEqualTo(posted.get("labels"));
        assertThat(endsAt(ended)).isEqualTo(NOW_MS + DAY_MS);
        assertThat(form.standing(NOW_MS)).isEmpty();
    }

    @Test
    void anAlertAboutAnAccountThatWasAcknowledgedIsNotPostedAgain() {
        Outgoing open = Outgoing.ledgerAlert(ofAccount(NOW_MS, null));
        posted(open);
        Event seen = acknowledged(open.key());
        assertThat(endsAt(alerts(form.document(seen, NOW_MS).get()).get(0))).isEqualTo(NOW_MS + 1);
        assertThat(form.standing(NOW_MS + 1)).isEmpty();
    }

    private static LedgerAlert ofAccount(long at, Long resolvedAt) {
        return LedgerAlertBuilder.builder()
                .alertKey("account-1/FIRST/item:v-7/UNDELIVERABLE")
                .kind(LedgerAlertKind.UNDELIVERABLE)
                .accountId("account-1")
                .subject("account-1/FIRST/item:v-7")
                .since(NOW_MS)
                .at(at)
                .count(1)
                .resolvedAt(resolvedAt)
                .build();
    }

    /** A ledger that runs ends no alert of a notice clock that has stopped, and the reverse. */
    @Test
    void eachJobHasAClockOfItsOwn() {
        posted(health(ClockMotion.STOPPED, NOW_MS));
        ClockHealth runs = new ClockHealth(ClockMotion.RUNNING, NOW_MS + 1, NOW_MS + 1, NOW_MS, 0L);
        assertThat(posted(Outgoing.ledgerHealth(runs))).isEmpty();
        assertThat(alerts(form.standing(NOW_MS).get(0)))
                .extracting(alert -> label(alert, "alertname"))
                .containsExactly(AlertForm.CLOCK);

        ClockHealth stopped =
                new ClockHealth(
                        ClockMotion.STOPPED, NOW_MS + 2, NOW_MS + 2, NOW_MS, 0L, "a reason", null);
        assertThat(label(posted(Outgoing.ledgerHealth(stopped)).get(0), "alertname"))
                .isEqualTo(LedgerAlertForm.CLOCK);
        posted(health(ClockMotion.RUNNING, NOW_MS + 3));
        assertThat(alerts(form.standing(NOW_MS).get(0)))
                .extracting(alert -> label(alert, "alertname"))
                .containsExactly(LedgerAlertForm.CLOCK);
    }

    @Test
    void anAcknowledgedLevelEndsWithThoseBelowItAndTheNextOneFires() {
        posted(E4);
        posted(E5);
        List<Map<?, ?>> ended = alerts(form.document(acknowledged("n-1/1/E5"), NOW_MS).get());
        assertThat(ended).extracting(alert -> label(alert, "level")).containsExactly("E4", "E5");
        assertThat(ended).extracting(AlertmanagerFormTest::endsAt).containsOnly(NOW_MS + 1);
        assertThat(ended)
                .extracting(alert -> ((Map<?, ?>) alert.get("annotations")).get("summary"))
                .allMatch(summary -> ("" + summary).startsWith("Acknowledged by wang: "));
        assertThat(form.standing(NOW_MS + 1)).isEmpty();
        Outgoing next = alert("n-1", "E6", "critical+", NOW_MS + HOUR_MS);
        assertThat(endsAt(posted(next).get(0))).isEqualTo(NOW_MS + 7 * DAY_MS);
        assertThat(form.standing(NOW_MS + HOUR_MS)).hasSize(1);
        assertThat(endsAt(posted(E5).get(0))).as("read once more").isEqualTo(NOW_MS + 1);
    }

    @Test
    void anAcknowledgementThatIsReadBeforeItsAlertCounts() {
        assertThat(form.document(acknowledged("n-1/1/E5"), NOW_MS)).isEmpty();
        posted(E4);
        assertThat(posted(E5)).extracting(AlertmanagerFormTest::endsAt).containsOnly(NOW_MS + 1);
        assertThat(form.standing(NOW_MS + 1)).isEmpty();
    }

    @Test
    void aCommandThatWasAcknowledgedIsNotSaidAgain() {
        Outgoing told = Outgoing.unconfirmed(command(null));
        posted(told);
        Event seen = acknowledged(told.key());
        assertThat(endsAt(alerts(form.document(seen, NOW_MS).get()).get(0))).isEqualTo(NOW_MS + 1);
        assertThat(form.standing(NOW_MS + 1)).isEmpty();
        assertThat(endsAt(posted(told).get(0))).isEqualTo(NOW_MS + 1);
    }

    @Test
    void anAcknowledgementOfALevelThatIsNotReachedYetSilencesNothing() {
        posted(E4);
        assertThat(form.document(acknowledged("n-1/1/E8"), NOW_MS)).isEmpty();
        assertThat(form.standing(NOW_MS + 1)).as("E4 is not acknowledged").hasSize(1);
        long breachMs = NOW_MS + HOUR_MS;
        List<Map<?, ?>> posted = posted(alert("n-1", "E8", "breach", breachMs));
        assertThat(posted)
                .extracting(AlertmanagerFormTest::endsAt)
                .containsExactly(NOW_MS + 7 * DAY_MS);
        Event again = acknowledged("n-1/1/E8", breachMs + 1);
        assertThat(alerts(form.document(again, breachMs + 1).get())).hasSize(2);
        assertThat(form.standing(breachMs + 1)).isEmpty();
    }

    private Event acknowledged(String alertKey) {
        return acknowledged(alertKey, NOW_MS + 1);
    }

    private Event acknowledged(String alertKey, long atMs) {
        Event event =
                new Event(
                        "acks",
                        0,
                        0,
                        alertKey,
                        Envelope.json(EventType.ALERT_ACKNOWLEDGED, "/test", "ack", alertKey, atMs),
                        Json.bytes(new AlertAcknowledged(null, alertKey, "wang", atMs, null)));
        form.learn(event, false);
        return event;
    }

    private static CommandUnconfirmed command(Long resolvedAt) {
        return CommandUnconfirmedBuilder.builder()
                .alertKey("room-77/command/1/unconfirmed")
                .commandId("room-77/command/1")
                .sessionId("room-77")
                .accountId("account-1")
                .measure(Measure.STOP_STREAM)
                .territories(List.of())
                .workId("the-film")
                .verdictId("room-77/1")
                .issuedAt(NOW_MS - HOUR_MS)
                .attempts(3)
                .deadline(NOW_MS - HOUR_MS + 30_000)
                .failure("no such room")
                .resolvedAt(resolvedAt)
                .resolution(resolvedAt == null ? null : "CONFIRMED")
                .build();
    }

    @Test
    void aRunThatStoppedAMonthAgoIsForgottenOnceItsEndWasSent() {
        posted(E4);
        posted(alert("n-2", "E4", "major", NOW_MS));
        posted(DONE);
        form.standing(NOW_MS + 29 * DAY_MS);
        assertThat(form.rememberedRuns()).isEqualTo(2);
        form.standing(NOW_MS + 30 * DAY_MS);
        assertThat(form.rememberedRuns()).as("n-2 is still open").isEqualTo(1);
    }

    @Test
    void otherRunsOfTheClockStand() {
        posted(E5);
        posted(alert("n-2", "E5", "critical", NOW_MS));
        posted(DONE);
        assertThat(form.standing(NOW_MS)).hasSize(1);
        assertThat(label(alerts(form.standing(NOW_MS).get(0)).get(0), "notice")).isEqualTo("n-2");
    }

    @Test
    void aBreachIsShownForADayThoughTheNoticeIsDone() {
        posted(DONE);
        Map<?, ?> posted = posted(breach("n-1", NOW_MS)).get(0);
        assertThat(label(posted, "alertname")).isEqualTo("NoticeBreach");
        assertThat(endsAt(posted)).isEqualTo(NOW_MS + DAY_MS);
        assertThat(form.standing(NOW_MS + DAY_MS - 1)).hasSize(1);
        assertThat(form.standing(NOW_MS + DAY_MS)).isEmpty();
    }

    @Test
    void onlyProofOfATimeBeforeDueEndsABreach() {
        posted(breach("n-1", NOW_MS));
        assertThat(posted(correction("n-1", NOW_MS, false))).isEmpty();
        assertThat(form.standing(NOW_MS)).hasSize(1);
        assertThat(endsAt(posted(correction("n-1", NOW_MS, true)).get(0))).isEqualTo(NOW_MS);
        assertThat(form.standing(NOW_MS)).isEmpty();
        assertThat(endsAt(posted(breach("n-1", NOW_MS)).get(0)))
                .as("read once more, it does not fire again")
                .isEqualTo(NOW_MS);
    }

    @Test
    void timeThatStandsIsOneAlertUntilItGoesOn() {
        assertThat(posted(health(ClockMotion.RUNNING, NOW_MS - DAY_MS))).isEmpty();
        Map<?, ?> posted = posted(health(ClockMotion.STOPPED, NOW_MS)).get(0);
        assertThat(label(posted, "alertname")).isEqualTo("NoticeClockStands");
        assertThat(endsAt(posted)).isEqualTo(NOW_MS + 7 * DAY_MS);
        assertThat(form.standing(NOW_MS)).hasSize(1);
        assertThat(endsAt(posted(health(ClockMotion.RUNNING, NOW_MS + HOUR_MS)).get(0)))
                .isEqualTo(NOW_MS + HOUR_MS);
        assertThat(form.standing(NOW_MS)).isEmpty();
        assertThat(endsAt(posted(health(ClockMotion.STOPPED, NOW_MS)).get(0)))
                .as("read once more, it does not fire again")
                .isEqualTo(NOW_MS + HOUR_MS);
    }

    private static Outgoing health(ClockMotion state, long since) {
        return Outgoing.health(new ClockHealth(state, since, since, since, 0L, "a reason", null));
    }

    @Test
    void manyAlertsAreSaidInSeveralDocuments() {
        for (int i = 0; i < 450; i++) {
            posted(alert("n-" + i, "E5", "critical", NOW_MS));
        }
        assertThat(form.standing(NOW_MS))
                .extracting(document -> alerts(document).size())
                .containsExactly(200, 200, 50);
    }

    @Test
    void whatIsNoCloudEventOrNotItsRecordIsNamedSo() {
        Event plain = new Event("escalations", 0, 0, "k", null, new byte[] {1});
        Event broken = new Event("escalations", 0, 0, "k", E5.envelope(), new byte[] {'['});
        form.learn(plain, false);
        form.learn(broken, false);
        assertThatThrownBy(() -> form.document(plain, NOW_MS)).hasMessageContaining("CloudEvent");
        assertThatThrownBy(() -> form.document(broken, NOW_MS)).hasMessageContaining("data");
        Event deleted = new Event("escalations", 0, 0, "k", E5.envelope(), null);
        form.learn(deleted, false);
        assertThat(form.document(deleted, NOW_MS)).isEmpty();
    }

    private List<Map<?, ?>> posted(Outgoing record) {
        return posted(form, record);
    }

    private static List<Map<?, ?>> posted(AlertmanagerForm to, Outgoing record) {
        to.learn(event(record), false);
        Optional<byte[]> document = to.document(event(record), NOW_MS);
        return document.map(AlertmanagerFormTest::alerts).orElse(List.of());
    }

    private static List<Map<?, ?>> alerts(byte[] document) {
        List<?> alerts = Json.read(document, List.class);
        return alerts.stream().<Map<?, ?>>map(alert -> (Map<?, ?>) alert).toList();
    }

    private static List<Object> levels(List<byte[]> documents) {
        return alerts(documents.get(0)).stream().map(alert -> label(alert, "level")).toList();
    }

    private static Object label(Map<?, ?> alert, String name) {
        return ((Map<?, ?>) alert.get("labels")).get(name);
    }

    private static Object annotation(Map<?, ?> alert, String name) {
        return ((Map<?, ?>) alert.get("annotations")).get(name);
    }

    private static long endsAt(Map<?, ?> alert) {
        return Instant.parse((String) alert.get("endsAt")).toEpochMilli();
    }
}
