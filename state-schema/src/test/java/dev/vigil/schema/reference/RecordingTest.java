package dev.vigil.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;

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
}
