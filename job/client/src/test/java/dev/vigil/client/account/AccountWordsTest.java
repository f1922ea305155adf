package dev.vigil.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.UserWarningBuilder;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccountWordsTest {
    private static final long NOON_MS = 1_800_014_400_000L;
    private static final String FIRST = "a-1/FIRST/session:s-1";

    @Test
    void anOffenceIsShownWithWhatMakesItGraver() {
        assertThat(AccountWords.offence(changed(Aggravator.CONTINUED, Aggravator.LINKED)))
                .isEqualTo("offence session:s-1: STANDING, ; CONTINUED, LINKED");
        assertThat(AccountWords.offence(changed())).doesNotContain(";");
    }

    private static OffenceChanged changed(Aggravator... aggravators) {
        Offence offence =
                OffenceBuilder.builder()
                        .accountId("a-1")
                        .offenceId("session:s-1")
                        .kind(OffenceKind.SESSION)
                        .reasons(List.of())
                        .works(List.of())
                        .owners(List.of())
                        .territories(List.of())
                        .timeCodes(List.of())
                        .aggravators(List.of(aggravators))
                        .noticeIds(List.of())
                        .disputed(List.of())
                        .build();
        return new OffenceChanged(
                offence, OffenceState.STANDING, List.of(), List.of(), List.of(), null, NOON_MS);
    }

    @Test
    void aWarningThatIsToBeAnnouncedIsMarked() {
        UserWarning warning = warning(1).withAttempt(5).withChannel("public");
        assertThat(AccountWords.warning(warning)).contains("FIRST", ", by public: A title");
        assertThat(AccountWords.warning(warning.withChannel(null))).doesNotContain("public");
    }

    /** They have one id, and may have one text. */
    @Test
    void aWarningIsNewOrAnAdditionOrWithdrawnOrComesAgain() {
        UserWarning withdrawal =
                warning(1)
                        .with()
                        .warningId(FIRST + "/LIFTED")
                        .kind(WarningKind.LIFTED)
                        .voids(FIRST)
                        .build();
        WarningNews news = new WarningNews();
        assertThat(
                        Stream.of(
                                warning(1),
                                warning(2),
                                warning(2).withAttempt(2),
                                withdrawal,
                                warning(3),
                                withdrawal,
                                warning(4),
                                withdrawal.withRevision(2),
                                warning(5)))
                .extracting(news::of)
                .containsExactly(
                        "new",
                        "an addition",
                        "an addition",
                        "withdraws " + FIRST,
                        "again",
                        "withdraws " + FIRST,
                        "an addition",
                        "withdraws " + FIRST,
                        "again");
        assertThat(AccountWords.warning(warning(3), "again"))
                .isEqualTo("warning " + FIRST + ", FIRST, again: A title");
    }

    private static UserWarning warning(int revision) {
        WarningText text = new WarningText("A title", "A line");
        return UserWarningBuilder.builder()
                .warningId(FIRST)
                .accountId("a-1")
                .kind(WarningKind.FIRST)
                .revision(revision)
                .attempt(1)
                .offences(List.of())
                .works(List.of())
                .timeCodes(List.of())
                .owners(List.of())
                .zh(text)
                .en(text)
                .templateVersion("t")
                .step(LadderStep.S0)
                .issuedAt(NOON_MS)
                .build();
    }
}
