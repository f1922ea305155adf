package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.client.act.OpenReports;
import dev.vigil.client.bus.BusException;
import dev.vigil.desk.act.StoredFacts;
import dev.vigil.desk.ask.AccountQuery;
import dev.vigil.desk.ask.AccountQuery.AppealRow;
import dev.vigil.desk.ask.AlertQuery;
import dev.vigil.desk.ask.AlertQuery.ShownAlerts;
import dev.vigil.desk.ask.AlertRow;
import dev.vigil.desk.ask.CommandQuery;
import dev.vigil.desk.ask.CommandQuery.CommandRow;
import dev.vigil.desk.ask.CommandQuery.Wanted;
import dev.vigil.desk.ask.CountsQuery;
import dev.vigil.desk.ask.ReportedQuery;
import dev.vigil.desk.ask.ReportedQuery.ReportedRow;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreDigest;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.account.AccountCommandBuilder;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.UserReportsOutcome;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.CommandUnconfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.EscalationAlertBuilder;
import dev.vigil.schema.notice.EscalationResolvedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which alert of a notice is shown, and whether it was seen, is in records of two topics. */
class WaitingRowsTest {
    private static final String DONE = "u-1/S1/done/LIVE_OFF";
    private static final String LIFTED = "u-1/S1/lifted/LIVE_OFF";
    private static final String OF_ANOTHER = "u-1/S1/of-another/LIVE_OFF";
    private static final String KNOWN_BY_ALERT = "u-1/S1/alert-only/LIVE_OFF";
    private static final String WAITS = "u-1/S1/waits/LIVE_OFF";

    private static final long T0 = 1_795_507_200_000L;

    @TempDir private Path folder;
    private final TestingTopicLog log = new TestingTopicLog();

    private void alert(String notice, String level, Long ackBy) {
        String key = notice + "/1/" + level;
        log.send(
                EventType.ESCALATION,
                key,
                T0,
                EscalationAlertBuilder.builder()
                        .alertKey(key)
                        .noticeId(notice)
                        .generation(1)
                        .level(level)
                        .severity("major")
                        .notifier("studio-0")
                        .receivedAt(T0)
                        .dueAt(T0 + 86_400_000)
                        .firesAt(T0)
                        .elapsedMs(0)
                        .remainingMs(86_400_000)
                        .itemsOpen(List.of())
                        .recipients(List.of("handler"))
                        .ackRequiredBy(ackBy)
                        .catchUp(false)
                        .skippedLevels(List.of())
                        .runbook("notice.md#e1")
                        .build());
    }

    private void seen(String notice, String level) {
        log.send(
                EventType.ALERT_ACKNOWLEDGED,
                notice,
                T0,
                new AlertAcknowledged(notice, notice + "/1/" + level, "wang", T0, null));
    }

    private void ended(String notice) {
        String key = notice + "/1/resolved";
        log.send(
                EventType.ESCALATION_RESOLVED,
                key,
                T0,
                EscalationResolvedBuilder.builder()
                        .alertKey(key)
                        .noticeId(notice)
                        .generation(1)
                        .outcome(NoticeState.ACTIONED)
                        .stoppedAt(T0)
                        .dueAt(T0)
                        .firedLevels(List.of("E0"))
                        .build());
    }

    private static List<String> shown(Handle store, ShownAlerts which) {
        return AlertQuery.page(store, null, which, null, 50).rows().stream()
                .map(AlertRow::alertKey)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theHighestAlertOfARunIsShownUntilItEnds(TestingStores kind) throws Exception {
        // No status of any of them: an alert waits for none.
        alert("n-1", "E4.10", null);
        alert("n-1", "E4.9", null);
        seen("n-1", "E4.9");
        alert("n-2", "E5", T0 + 900_000);
        seen("n-2", "E6");
        seen("n-2", "E5");
        alert("n-2", "E6", T0 + 800_000);
        alert("n-3", "E6", T0 + 700_000);
        seen("n-3", "E5");
        ended("n-4");
        alert("n-4", "E7", T0);
        seen("n-5", "E1");
        try (Handle handle = read(kind)) {
            assertThat(shown(handle, ShownAlerts.UNSEEN))
                    .containsExactly("n-3/1/E6", "n-1/1/E4.10");
            assertThat(shown(handle, ShownAlerts.SEEN)).containsExactly("n-2/1/E6");
            assertThat(shown(handle, ShownAlerts.ALL))
                    .containsExactly("n-3/1/E6", "n-1/1/E4.10", "n-2/1/E6");
        }
    }

    /** A file of a thousand alerts names who has seen each, however often others were seen. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whoHasSeenAnAlertIsNamedWhateverIsBesideIt(TestingStores kind) throws Exception {
        for (int notice = 0; notice < 30; notice++) {
            alert("n-" + notice, "E1", null);
            for (int times = 0; times < 21; times++) {
                seen("n-" + notice, "E1");
            }
        }
        try (Handle handle = read(kind)) {
            assertThat(AlertQuery.page(handle, null, ShownAlerts.SEEN, null, 1_000).rows())
                    .hasSize(30)
                    .allSatisfy(it -> assertThat(it.seen()).hasSize(20));
        }
    }

    /** The clock of a broker that leads next may be behind; a time may be that of two records. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aReportBehindThoseLookedAtWaitsWhateverItsTimeIs(TestingStores kind) throws Exception {
        // Odd ones are on one partition.
        reported("s-1", T0);
        looked("s-1", T0, 0);
        reported("s-3", T0);
        looked("s-3", T0, 1);
        reported("s-3", T0);
        reported("s-5", T0);
        looked("s-5", T0, 3);
        reported("s-5", T0 - 5_000);
        reported("s-7", T0 + 1);
        looked("s-7", T0, 900);
        try (Handle handle = read(kind)) {
            assertThat(ReportedQuery.page(handle, true, null).rows())
                    .extracting(ReportedRow::subjectId, ReportedRow::offset)
                    .containsExactly(tuple("s-3", 2L), tuple("s-5", 4L), tuple("s-7", 5L));
            assertThat(ReportedQuery.page(handle, false, null).rows())
                    .filteredOn(ReportedRow::isSeen)
                    .extracting(ReportedRow::offset)
                    .containsExactlyInAnyOrder(0L, 1L, 3L);
            StoredFacts known = new StoredFacts(handle);
            assertThat(known.openReports("s-1")).isEmpty();
            assertThat(known.openReports("s-3")).contains(new OpenReports(1, T0, 2));
            assertThat(known.openReports("s-5")).contains(new OpenReports(1, T0 - 5_000, 4));
        }
    }

    /** A command on an account waits for people while the ledger job's alert about it is active. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aMeasureOnAnAccountIsUnconfirmedWhileItsAlertIsActive(TestingStores kind)
            throws Exception {
        accountAlert("u-1/S1/a/LIVE_OFF", LedgerAlertKind.UNCONFIRMED, null);
        accountAlert("u-2/S1/b/LIVE_OFF", LedgerAlertKind.UNCONFIRMED, null);
        accountAlert("u-2/S1/b/LIVE_OFF", LedgerAlertKind.UNCONFIRMED, T0 + 1_000);
        accountAlert("u-3/END", LedgerAlertKind.UNDECIDED, null);
        Store store = readStore(kind);
        assertThat(new CountsQuery(store).counts()).containsEntry("/commands", 1L);
        try (Handle handle = store.handle()) {
            assertThat(CommandQuery.one(handle, "u-1/S1/a/LIVE_OFF"))
                    .hasValueSatisfying(it -> assertThat(it.isUnconfirmed()).isTrue());
            assertThat(CommandQuery.one(handle, "u-2/S1/b/LIVE_OFF"))
                    .hasValueSatisfying(it -> assertThat(it.isUnconfirmed()).isFalse());
            assertThat(CommandQuery.one(handle, "u-3/END")).isEmpty();
        }
    }

    /** The planted fault: the alert alone counts. A ledger job that lost its state ends none. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aMeasureOnAnAccountThatWasConfirmedWaitsForNobody(TestingStores kind) throws Exception {
        for (String command : List.of(DONE, LIFTED, OF_ANOTHER, KNOWN_BY_ALERT, WAITS)) {
            accountAlert(command, LedgerAlertKind.UNCONFIRMED, null);
        }
        for (String command : List.of(DONE, LIFTED, OF_ANOTHER, WAITS)) {
            accountCommand(command);
        }
        accountConfirmation(DONE, "u-1", Measure.LIVE_OFF);
        accountConfirmation(LIFTED, "u-1", Measure.LIFT);
        accountConfirmation(OF_ANOTHER, "u-9", Measure.LIVE_OFF);
        accountConfirmation(KNOWN_BY_ALERT, "u-1", Measure.LIVE_OFF);
        Store store = readStore(kind);
        assertThat(new CountsQuery(store).counts()).containsEntry("/commands", 3L);
        try (Handle handle = store.handle()) {
            assertThat(CommandQuery.page(handle, new Wanted(null, true), null, T0).rows())
                    .filteredOn(CommandRow::isUnconfirmed)
                    .extracting(CommandRow::commandId)
                    .containsExactlyInAnyOrder(LIFTED, OF_ANOTHER, WAITS);
            assertThat(CommandQuery.page(handle, new Wanted(null, false), null, T0).rows())
                    .extracting(CommandRow::commandId)
                    .containsExactlyInAnyOrder(DONE, LIFTED, OF_ANOTHER, WAITS);
            assertThat(CommandQuery.one(handle, DONE))
                    .hasValueSatisfying(it -> assertThat(it.resolution()).isEqualTo("ENDED"));
        }
    }

    private void accountConfirmation(String command, String account, Measure measure) {
        log.send(
                Topic.ACCOUNT_CONFIRMATIONS,
                EventType.ACTION_CONFIRMED,
                account,
                T0 + 2_000,
                Json.bytes(
                        ActionConfirmedBuilder.builder()
                                .confirmationId("of:" + command.replace('/', '.'))
                                .itemId(account)
                                .measure(measure)
                                .effectiveAt(T0 + 2_000)
                                .commandId(command)
                                .build()));
    }

    /** A platform may read commands on sessions and none on accounts, or the other way round. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void ofSessionsAndItemsAPlatformThatDoesNotAnswerIsCounted(TestingStores kind)
            throws Exception {
        String session = "s-1/command/1";
        log.send(
                EventType.COMMAND_UNCONFIRMED,
                session + "/unconfirmed",
                T0,
                CommandUnconfirmedBuilder.builder()
                        .alertKey(session + "/unconfirmed")
                        .commandId(session)
                        .sessionId("s-1")
                        .measure(Measure.STOP_STREAM)
                        .territories(List.of())
                        .workId("w")
                        .verdictId("s-1/1")
                        .issuedAt(T0)
                        .attempts(3)
                        .deadline(T0)
                        .build());
        accountCommand("u-1/S1/a/LIVE_OFF");
        accountAlert("u-1/S1/a/LIVE_OFF", LedgerAlertKind.UNCONFIRMED, null);
        try (Handle handle = read(kind)) {
            assertThat(CommandQuery.unconfirmedSince(handle, T0 - 1)).isEqualTo(1);
            assertThat(CommandQuery.unconfirmedSince(handle, T0)).isZero();
        }
    }

    private void accountCommand(String command) {
        log.send(
                EventType.ACCOUNT_COMMAND,
                "u-1",
                T0,
                AccountCommandBuilder.builder()
                        .commandId(command)
                        .accountId("u-1")
                        .measure(Measure.LIVE_OFF)
                        .from(T0)
                        .step(LadderStep.S1)
                        .reason("STRIKES")
                        .issuedAt(T0)
                        .deadline(T0)
                        .build());
    }

    /** The planted fault: the first filing counts, which was refused for its offence. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anAppealThatIsFiledAgainDisputesWhatItNamesNow(TestingStores kind) throws Exception {
        appeal("session:mistyped", T0);
        appeal("session:live-1", T0 + 1_000);
        try (Handle handle = read(kind)) {
            handle.execute("insert into account (account_id, tried) values ('fan', 0)");
            handle.execute(
                    "insert into offence (account_id, offence_id, state)"
                            + " values ('fan', 'session:live-1', 'SUSPENDED')");

            assertThat(AccountQuery.appealed(handle)).isEqualTo(1);
            assertThat(AccountQuery.appeals(handle, "fan"))
                    .extracting(AppealRow::about, AppealRow::at)
                    .containsExactly(tuple("session:live-1", T0));
        }
    }

    private void appeal(String offence, long at) {
        log.send(
                EventType.APPEAL_FILED,
                "fan",
                at,
                new AppealFiled("appeal-31", "fan", offence, null, at, "OWNER", null, null));
    }

    /** 0.1.0 made no command of an alert, and had another index. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void alertsThatWereReadBeforeMakeTheirCommandsToo(TestingStores kind) throws Exception {
        accountAlert("u-1/S1/a/LIVE_OFF", LedgerAlertKind.UNCONFIRMED, null);
        accountAlert("u-2/S1/b/LIVE_OFF", LedgerAlertKind.UNCONFIRMED, T0 + 1_000);
        accountAlert("u-3/END", LedgerAlertKind.UNDECIDED, null);
        Store store = readStore(kind);
        try (Handle handle = store.handle()) {
            Map<String, String> rows = digest(handle);
            handle.execute("delete from command");
            handle.execute("drop index account_counted");
            handle.execute("create index account_step on account (step)");
            for (String statement : migration()) {
                handle.execute(statement);
            }
            Rebuild.goOn(handle, Projections.all(), 50);
            assertThat(digest(handle)).isEqualTo(rows);
            assertThat(new CountsQuery(store).counts()).containsEntry("/commands", 1L);
        }
    }

    private static Map<String, String> digest(Handle store) {
        return StoreDigest.of(store, Projections.all().tables());
    }

    private static List<String> migration() throws IOException {
        try (InputStream sql = Store.class.getResourceAsStream("migration/V73__counted.sql")) {
            String all = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(all.replaceAll("(?m)^--.*", "").split(";"))
                    .filter(it -> !it.isBlank())
                    .toList();
        }
    }

    private void accountAlert(String command, LedgerAlertKind kind, Long resolvedAt) {
        String key = command + "/" + kind;
        log.send(
                EventType.LEDGER_ALERT,
                key,
                T0,
                new LedgerAlert(key, kind, "u-1", command, T0, T0, 1, resolvedAt));
    }

    private void reported(String subject, long storedAt) {
        log.send(
                EventType.USER_REPORT,
                subject,
                storedAt,
                new UserReport("u-" + storedAt, subject, null, null, "COPYRIGHT", null, T0));
    }

    private void looked(String subject, long until, long untilOffset) {
        log.send(
                EventType.USER_REPORTS_TRIAGED,
                subject,
                T0,
                new UserReportsTriaged(
                        subject,
                        until,
                        untilOffset,
                        UserReportsOutcome.DISMISSED,
                        null,
                        "oidc:li",
                        "own",
                        T0));
    }

    private Handle read(TestingStores kind) throws BusException {
        return readStore(kind).handle();
    }

    private Store readStore(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog reader = log.reader();
        try (Projector projector =
                new Projector(store, reader, Projections.topics(), Projections.all())) {
            projector.resume();
            while (!reader.isRead()) {
                projector.poll();
            }
        }
        return store;
    }
}
