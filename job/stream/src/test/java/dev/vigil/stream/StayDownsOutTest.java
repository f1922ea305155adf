package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.staydown.StayDownOutput;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's own entries pass the door that asks for signatures. */
class StayDownsOutTest {
    private static final long NOW_MS = 1_790_000_000_000L;
    private static final KeyPair OWN = ListKeys.create();
    private static final Authorities KEYS =
            new Authorities(Map.of("vigil", List.of(OWN.getPublic())));
    private static final StayDownOutput CHANGE =
            StayDownOutput.entry(
                    NOW_MS,
                    StayDownWork.entry(
                            new StayDown("upload-1", "notice-1", true, NOW_MS, "work-1"),
                            "work-1"));

    @TempDir private Path folder;

    private static Outgoing out(String file) {
        StayDownsOut out = new StayDownsOut(file);
        out.open(null);
        return out.map(CHANGE);
    }

    private static boolean taken(Outgoing out) {
        return KEYS.take(Json.read(out.data(), ListEntry.class), out.data());
    }

    @Test
    void whatTheJobSignsIsTakenAndARepeatIsEqual() throws Exception {
        Path key = Files.writeString(folder.resolve("k"), ListKeys.pem(OWN.getPrivate()));
        Outgoing first = out(key.toString());
        assertThat(taken(first)).isTrue();
        assertThat(out(key.toString()).data()).isEqualTo(first.data());
        assertThat(first.topic()).isEqualTo("list");
    }

    @Test
    void whatIsTakenBackHasNeitherDataNorAFormat() {
        assertThat(StayDownWork.retirement("upload-1", "work-1", 2))
                .hasSize(3)
                .map(part -> Outgoing.stayDown(StayDownOutput.part(NOW_MS, part)))
                .allSatisfy(
                        gone -> {
                            assertThat(gone.data()).isNull();
                            assertThat(gone.envelope().contentType()).isNull();
                        });
    }

    @Test
    void withoutItsKeyTheJobWouldRefuseItsOwn() throws Exception {
        assertThat(taken(out(null))).isFalse();
        Path other =
                Files.writeString(
                        folder.resolve("k"), ListKeys.pem(ListKeys.create().getPrivate()));
        assertThat(taken(out(other.toString()))).isFalse();
        assertThatThrownBy(() -> out(folder.resolve("none").toString()))
                .hasMessageContaining("expected a readable");
    }
}
