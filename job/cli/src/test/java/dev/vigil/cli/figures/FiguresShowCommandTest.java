package dev.vigil.cli.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FiguresShowCommandTest {
    /** A machine in UTC has 30 November for six and a half hours more. */
    @Test
    void yesterdayIsOfTheZoneOfTheJob() {
        Clock clock =
                Clock.fixed(Instant.parse("2026-11-30T17:30:00Z"), ZoneId.of("Asia/Shanghai"));

        assertThat(FiguresShowCommand.yesterday(clock)).isEqualTo(LocalDate.of(2026, 11, 30));
    }
}
