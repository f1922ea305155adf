package dev.vigil.client.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.Closure;
import dev.vigil.audit.LogFinding;
import dev.vigil.audit.SmallClosures;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a check of all topics could not look at is said, and how it can be looked at. */
class FoundationsTest {
    private static final long NOW_MS = 1_795_507_200_000L;

    @Test
    void whatIsTooMuchToLookAtIsNotCheckedAndNotUnfounded() {
        Closure closure = SmallClosures.of(3);
        for (int i = 0; i < 10; i++) {
            Object command =
                    EnforcementCommandBuilder.builder().commandId("c-" + i).sessionId("s").build();
            closure.add("commands/0/" + i, NOW_MS, "commands", "s", command);
        }
        for (int i = 0; i < 10; i++) {
            Object confirmed =
                    ActionConfirmedBuilder.builder()
                            .confirmationId("k-" + i)
                            .itemId("s")
                            .measure(Measure.BLOCK)
                            .effectiveAt(NOW_MS)
                            .commandId("c-" + i)
                            .build();
            closure.add("confirmations/0/" + i, NOW_MS, "confirmations", "s", confirmed);
        }
        List<LogFinding> found = new ArrayList<>();
        List<String> notChecked = new ArrayList<>();
        Foundations.report(closure, found::add, notChecked::add);
        assertThat(found).isEmpty();
        assertThat(notChecked)
                .singleElement()
                .asString()
                .startsWith("7 times: what was decided rests on a record of commands")
                .contains("vigil inspect checks a shorter span");
    }
}
