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
import org.junit.jupiter.api.Test;

class AccountWordsTest {
    private static final long NOON_MS = 1_800_014_400_000L;

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
        WarningText text = new WarningText("A title", "A line");
        UserWarning warning =
                UserWarningBuilder.builder()
                        .warningId("a-1/FIRST/session:s-1")
                        .accountId("a-1")
                        .kind(WarningKind.FIRST)
                        .revision(1)
                        .attempt(5)
                        .offences(List.of())
                        .channel("public")
                        .works(List.of())
                        .timeCodes(List.of())
                        .owners(List.of())
                        .zh(text)
                        .en(text)
                        .templateVersion("t")
                        .step(LadderStep.S0)
                        .issuedAt(NOON_MS)
                        .build();
        assertThat(AccountWords.warning(warning)).contains("FIRST", ", by public: A title");
        assertThat(AccountWords.warning(warning.withChannel(null))).doesNotContain("public");
    }
}
