package dev.vigil.cli.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.IntakeState;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateMapTest {
    private static final Path PAGE =
            Path.of("../docs/notice-states.md").toAbsolutePath().normalize();

    private static final StateMap MAP = StateMap.explored();

    /** {@code -Dvigil.record=true} writes the page instead; look at the difference, then commit. */
    @Test
    void pageIsCurrent() throws IOException {
        if (Boolean.getBoolean("vigil.record")) {
            Files.writeString(PAGE, MAP.page());
            System.out.println("recorded " + PAGE);
        }

        assertThat(PAGE)
                .as("run this test with -Dvigil.record=true, read the change, commit it")
                .hasContent(MAP.page());
    }

    @Test
    void theVerbPrintsTheDiagramOfThePage() {
        StringWriter out = new StringWriter();
        int code = Vigil.line().setOut(new PrintWriter(out)).execute("notice", "states");

        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo(MAP.mermaid());
    }

    @Test
    void everyStateIsReached() {
        assertThat(MAP.states(StateMap.Region.INTAKE)).isEqualTo(names(IntakeState.values()));
        assertThat(MAP.states(StateMap.Region.COUNTER)).isEqualTo(names(CounterState.values()));
        assertThat(MAP.states(StateMap.Region.CLOCK)).isEqualTo(names(ClockState.values()));
    }

    /** A breach is never unwritten: what was breached ends late, cleared, void or withdrawn. */
    @Test
    void nothingLeadsBackFromABreach() {
        assertThat(MAP.arrows(StateMap.Region.CLOCK))
                .filteredOn(arrow -> arrow.from().equals("BREACHED"))
                .extracting(StateMap.Arrow::to)
                .containsExactlyInAnyOrder("VOID", "STOPPED", "CLOSED_LATE", "CLEARED");
    }

    /** What is done while a clock stands is not late. */
    @Test
    void aClockThatStandsIsNeverLate() {
        assertThat(MAP.arrows(StateMap.Region.CLOCK))
                .filteredOn(arrow -> arrow.from().equals("PAUSED"))
                .extracting(StateMap.Arrow::to)
                .doesNotContain("BREACHED", "CLOSED_LATE");
    }

    @Test
    void thePictureHoldsAllOfIt() {
        BufferedImage picture = StatePicture.of(MAP);

        assertThat(picture.getWidth()).isBetween(1_000, 3_000);
        int margin = 10;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = picture.getWidth() - margin; x < picture.getWidth(); x++) {
                assertThat(picture.getRGB(x, y) & 0xffffff).isEqualTo(0xffffff);
            }
        }
    }

    private static List<String> names(Enum<?>[] states) {
        return Arrays.stream(states).map(Enum::name).toList();
    }
}
