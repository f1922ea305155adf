package dev.vigil.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a checkout, where the command is called job/vigil. */
class DoctorFindingTest {
    private static final String CALLED = "vigil.command";

    @BeforeEach
    void callAsInACheckout() {
        System.setProperty(CALLED, "job/vigil");
    }

    @AfterEach
    void reset() {
        System.clearProperty(CALLED);
    }

    @Test
    void aJobKeepsItsName() {
        assertThat(DoctorFinding.well("vigil notice state", "JobManager of vigil ledger").line())
                .isEqualTo("✔ vigil notice state: JobManager of vigil ledger");
    }

    @Test
    void aHintIsACallToBeCopied() {
        assertThat(DoctorFinding.wrong("topics", "33", "0", "run vigil topics --create").line())
                .isEqualTo("✘ topics: expected 33, got 0; run job/vigil topics --create");
    }
}
