package dev.vigil.schema.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.check.Check;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FingerprintProfileTest {
    @Test
    void anIdIsAModalityAndANumber() {
        assertThat(FingerprintProfile.AUDIO_1.id()).isEqualTo("audio/1");
        assertThat(FingerprintProfile.id(Modality.VIDEO, 12)).isEqualTo("video/12");
        assertThat(FingerprintProfile.number(Modality.AUDIO, "audio/17")).isEqualTo(17);
        assertThat(FingerprintProfile.isOfPictures("video/12")).isTrue();
        assertThat(FingerprintProfile.isOfPictures("audio/12")).isFalse();
        assertThatThrownBy(() -> FingerprintProfile.number(Modality.AUDIO, "video/1"))
                .hasMessageContaining("expected one such as audio/1, got 'video/1'");
    }

    @Test
    void whatIsNoIdIsNone() {
        for (String other :
                new String[] {
                    null, "", "1", "audio", "audio/0", "audio/10000", "av/1", "Audio/1"
                }) {
            assertThatThrownBy(() -> Check.profile("profile", other))
                    .as("%s", other)
                    .hasMessageContaining("expected a modality and a number");
        }
    }

    @Test
    void everyRowIsFoundByItsId() {
        assertThat(FingerprintProfile.values())
                .extracting(FingerprintProfile::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> Check.profile("profile", id).equals(id));
        Arrays.stream(FingerprintProfile.values())
                .forEach(row -> assertThat(FingerprintProfile.of(row.id())).contains(row));
        assertThat(FingerprintProfile.of("audio/2")).isEmpty();
    }
}
