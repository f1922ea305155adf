package dev.vigil.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RecordingTest {
    @Test
    void bothReferencesOfARecordingNameIt() {
        assertThat(RecordingId.pictures("master")).isEqualTo("master.video");
        assertThat(RecordingId.of("master.video")).isEqualTo("master");
        assertThat(RecordingId.of("master")).isEqualTo("master");
        assertThat(RecordingId.isOfPictures("master.video")).isTrue();
        assertThat(RecordingId.isOfPictures("master")).isFalse();
        assertThat(RecordingId.isOfPictures(".video")).as("of no recording").isFalse();
    }

    @Test
    void aRecordingHasNoIdOfPictures() {
        assertThat(RecordingId.require("referenceId", "master")).isEqualTo("master");
        assertThat(RecordingId.require("referenceId", "master.video.cut"))
                .isEqualTo("master.video.cut");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordingId.require("referenceId", "master.video"))
                .withMessage(
                        "referenceId: expected an id that does not end in .video, got master.video;"
                                + " that is the id of the pictures of master: give another");
    }
}
