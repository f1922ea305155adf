package dev.vigil.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.input.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.Test;

class PureFailureTest {
    private final List<DeadLetter> letters = new ArrayList<>();

    @Test
    void aCallThatFailsBecomesADeadLetterWithStageKeyAndPosition() {
        assertThat(PureFailure.<String>guarded("stage", "key", 7, letters::add, this::broken))
                .isEmpty();
        DeadLetter letter = letters.get(0);
        assertThat(letters).hasSize(1);
        assertThat(letter.stage()).isEqualTo("stage");
        assertThat(letter.key()).isEqualTo("key");
        assertThat(letter.offset()).isEqualTo(7);
        assertThat(letter.reason()).isEqualTo("PURE_FAILURE");
        assertThat(letter.message()).contains("broken on purpose");
    }

    @Test
    void whatACallGivesIsReturnedWithoutALetter() {
        assertThat(PureFailure.guarded("stage", "key", 7, letters::add, () -> "value"))
                .contains("value");
        assertThat(letters).isEmpty();
    }

    @Test
    void aFailureWhereTheLetterGoesIsNotCaught() {
        assertThatThrownBy(
                        () ->
                                PureFailure.<String>guarded(
                                        "stage", "key", 7, PureFailureTest::lost, this::broken))
                .hasMessage("output failed");
    }

    /** Of state, or of a task that is cancelled: a restart is what helps, not a dead letter. */
    @Test
    void whatFlinkThrowsIsNotCaught() {
        assertThatThrownBy(
                        () ->
                                PureFailure.<String>guarded(
                                        "stage", "key", 7, letters::add, PureFailureTest::state))
                .isInstanceOf(FlinkRuntimeException.class);
        assertThat(letters).isEmpty();
    }

    private static String state() {
        throw new FlinkRuntimeException("state failed");
    }

    private String broken() {
        throw new IllegalArgumentException("broken on purpose");
    }

    private static void lost(DeadLetter letter) {
        throw new IllegalStateException("output failed");
    }
}
