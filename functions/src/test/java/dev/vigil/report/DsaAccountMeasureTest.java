package dev.vigil.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountCommandBuilder;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.enforcement.Measure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DsaAccountMeasureTest {
    private static final long ISSUED_MS = ms("2026-11-24T10:00:00Z");
    private static final long UNTIL_MS = ms("2026-12-01T10:00:00Z");

    private static long ms(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static AccountCommand command(Measure measure, Long untilMs) {
        return AccountCommandBuilder.builder()
                .commandId("account-7781/S2/session:s-1/" + measure)
                .accountId("account-7781")
                .measure(measure)
                .from(ISSUED_MS)
                .until(untilMs)
                .step(LadderStep.S2)
                .reason("LADDER")
                .issuedAt(ISSUED_MS)
                .deadline(ISSUED_MS + 10_000)
                .build();
    }

    private static Offence offence(OffenceKind kind, GroundKind ground, String... territories) {
        return OffenceBuilder.builder()
                .accountId("account-7781")
                .offenceId("session:s-1")
                .kind(kind)
                .occurredAt(ms("2026-11-23T10:00:00Z"))
                .reasons(List.of(new OffenceReason("list/e-1", ground, 1L, List.of(), true)))
                .works(List.of("work-88"))
                .owners(List.of())
                .territories(List.of(territories))
                .timeCodes(List.of())
                .aggravators(List.of())
                .noticeIds(List.of())
                .disputed(List.of())
                .build();
    }

    private static Map<String, Object> mapped(
            AccountCommand command, Offence offence, Long liftedMs) {
        DsaStatement statement =
                DsaAccountMeasure.of(command, offence, liftedMs, null).orElseThrow();
        assertThat(DsaDatabase.refusals(statement.fields())).isEmpty();
        assertThat(statement.fields().toString()).doesNotContain("account-7781", "s-1");
        return statement.fields();
    }

    @Test
    void aPartOfTheServiceIsSuspendedUntilADay() {
        Offence offence = offence(OffenceKind.SESSION, GroundKind.LISTED_ORDER, "DE", "CN");
        for (Measure measure :
                List.of(Measure.LIVE_OFF, Measure.UPLOADS_HELD, Measure.UPLOADS_OFF)) {
            assertThat(mapped(command(measure, UNTIL_MS), offence, null))
                    .containsEntry("decision_provision", "DECISION_PROVISION_PARTIAL_SUSPENSION")
                    .containsEntry("end_date_service_restriction", "2026-12-01")
                    .containsEntry("content_type", List.of("CONTENT_TYPE_AUDIO"))
                    .containsEntry("content_date", "2026-11-23")
                    .containsEntry("application_date", "2026-11-24")
                    .containsEntry("territorial_scope", List.of("DE"))
                    .containsEntry("source_type", "SOURCE_TYPE_OTHER_NOTIFICATION")
                    .containsEntry("automated_decision", "AUTOMATED_DECISION_FULLY")
                    .doesNotContainKey("decision_account");
        }
        assertThat(mapped(command(Measure.LIVE_OFF, UNTIL_MS), offence, ms("2026-11-26T00:00:00Z")))
                .as("lifted before")
                .containsEntry("end_date_service_restriction", "2026-11-26");
    }

    @Test
    void anEndedServiceIsATerminatedAccountThatAPersonDecided() {
        assertThat(
                        mapped(
                                command(Measure.SERVICE_ENDED, null),
                                offence(OffenceKind.ITEM, GroundKind.NOTICE),
                                null))
                .containsEntry("decision_account", "DECISION_ACCOUNT_TERMINATED")
                .containsEntry("automated_decision", "AUTOMATED_DECISION_PARTIALLY")
                .containsEntry("automated_detection", "No")
                .containsEntry("source_type", "SOURCE_ARTICLE_16")
                .containsEntry("content_type", List.of("CONTENT_TYPE_OTHER"))
                .containsEntry("content_type_other", "An item that a notice named")
                .doesNotContainKeys(
                        "decision_provision",
                        "end_date_account_restriction",
                        "end_date_service_restriction")
                .satisfies(it -> assertThat((List<?>) it.get("territorial_scope")).hasSize(27));
    }

    @Test
    void aSessionOfPicturesIsVideo() {
        AccountCommand command = command(Measure.LIVE_OFF, UNTIL_MS);
        Offence sound = offence(OffenceKind.SESSION, GroundKind.LISTED_ORDER, "DE");
        assertThat(stated(command, sound, "CONTENT_TYPE_VIDEO"))
                .as("of which the sound matched")
                .isEqualTo(List.of("CONTENT_TYPE_VIDEO"));
        OffenceReason byPictures =
                new OffenceReason(
                        "list/e-1",
                        GroundKind.LISTED_ORDER,
                        1L,
                        List.of("work-88/film.video"),
                        true);
        assertThat(stated(command, sound.withReasons(List.of(byPictures)), null))
                .as("without a statement about it")
                .isEqualTo(List.of("CONTENT_TYPE_VIDEO"));
        assertThat(stated(command, sound, null)).isEqualTo(List.of("CONTENT_TYPE_AUDIO"));
    }

    private static Object stated(AccountCommand command, Offence offence, String contentType) {
        return DsaAccountMeasure.of(command, offence, null, contentType)
                .orElseThrow()
                .fields()
                .get("content_type");
    }

    @Test
    void outsideTheEuThereIsNone() {
        assertThat(
                        DsaAccountMeasure.of(
                                command(Measure.LIVE_OFF, UNTIL_MS),
                                offence(OffenceKind.SESSION, GroundKind.NOTICE, "CN"),
                                null,
                                null))
                .isEmpty();
    }

    @Test
    void withoutTheTimeOfItsOffenceItCannotBeStated() {
        AccountCommand command = command(Measure.LIVE_OFF, UNTIL_MS);
        Offence undated = offence(OffenceKind.ITEM, GroundKind.NOTICE, "DE").withOccurredAt(null);
        for (Offence offence : new Offence[] {null, undated}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DsaAccountMeasure.of(command, offence, null, null))
                    .withMessageStartingWith("contentDate: expected an offence with its time");
        }
    }

    @Test
    void theOffenceIsTheOneThatTheMeasureNames() {
        AccountCommand command = command(Measure.LIVE_OFF, UNTIL_MS);
        Offence offence = offence(OffenceKind.SESSION, GroundKind.NOTICE, "DE");
        assertThat(DsaAccountMeasure.isAnchor(command, offence)).isTrue();
        assertThat(DsaAccountMeasure.isAnchor(command, offence.withOffenceId("session:s")))
                .isFalse();
        assertThat(DsaAccountMeasure.isOne(command.withMeasure(Measure.LIFT))).isFalse();
    }

    @Test
    void asManyWorksAsAnOffenceHasFit() {
        List<String> works =
                IntStream.range(0, 16).mapToObj(i -> i + "\uD834\uDD1E".repeat(99)).toList();
        mapped(
                command(Measure.LIVE_OFF, UNTIL_MS),
                offence(OffenceKind.SESSION, GroundKind.NOTICE, "DE").withWorks(works),
                null);
    }
}
