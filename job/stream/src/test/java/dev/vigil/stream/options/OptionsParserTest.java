package dev.vigil.stream.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsParserTest {
    @Test
    void nothingGivenMeansDefaults() {
        Configuration options = OptionsParser.parse();

        assertThat(options.get(JobOptions.JOB)).isEqualTo(JobKind.ALL);
        assertThat(options.get(JobOptions.CLOCK_GRACE)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void valuesAreTyped() {
        Configuration options =
                OptionsParser.parse("--clock.grace", "500 ms", "--search.thorough.every", "3");

        assertThat(options.get(JobOptions.CLOCK_GRACE)).isEqualTo(Duration.ofMillis(500));
        assertThat(options.get(JobOptions.THOROUGH_EVERY)).isEqualTo(3);
    }

    @Test
    void noThresholdPromisesNoFalseMatchAtAll() {
        assertThat(errors("--match.false.live", "0", "--match.false.upload", "NaN"))
                .satisfiesExactly(
                        it -> assertThat(it).contains("--match.false.live", "more than 0", "'0'"),
                        it -> assertThat(it).contains("--match.false.upload", "more than 0"));
        assertThat(OptionsParser.parse("--match.false.live", "0.5").get(JobOptions.FALSE_LIVE))
                .isEqualTo(0.5);
    }

    @Test
    void moreSlotsThanThereAreKeyGroupsAreRefused() {
        assertThat(errors("--index.replicas", "33", "--index.shards", "32"))
                .satisfiesExactly(it -> assertThat(it).contains("--index.shards", "1024 slots"));
        assertThat(errors("--index.shards", "33", "--index.replicas", "1025"))
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).contains("--index.shards", "from 1 to 32", "'33'"),
                        it -> assertThat(it).contains("--index.replicas", "from 1 to 1024"));
        OptionsParser.parse("--index.replicas", "32", "--index.shards", "32");
    }

    @Test
    void aStandstillOfNoLengthAndAnUnknownTimeAreRefused() {
        assertThat(errors("--clock.standstill", "0 s", "--clock.time", "records"))
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).contains("--clock.standstill", "at least 1 s"),
                        it -> assertThat(it).contains("--clock.time", "caught-up, heartbeats"));
    }

    /** Flink takes no shorter one, and of none at all the tolerated failures can't be counted. */
    @Test
    void checkpointsWithoutAnIntervalAreRefused() {
        assertThat(
                        errors(
                                "--checkpoint.media", "0 s",
                                "--checkpoint.notice", "9 ms",
                                "--checkpoint.ledger", "1 ms"))
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).contains("--checkpoint.media", "at least 10 ms"),
                        it -> assertThat(it).contains("--checkpoint.notice", "'9 ms'"),
                        it -> assertThat(it).contains("--checkpoint.ledger", "'1 ms'"));
        OptionsParser.parse("--checkpoint.notice", "10 ms");
    }

    @Test
    void everyNumberIsDeclaredWithItsRange() {
        assertThat(JobOptions.all())
                .filteredOn(option -> option.defaultValue() instanceof Number)
                .hasSizeGreaterThan(5)
                .allMatch(option -> JobOptions.constraint(option) != null);
    }

    @Test
    void everyDefaultMeetsItsOwnConstraint() {
        assertThat(JobOptions.all()).allSatisfy(OptionsParserTest::meets);
    }

    private static <T> void meets(ConfigOption<T> option) {
        Constraint<T> constraint = JobOptions.constraint(option);
        if (constraint != null && option.hasDefaultValue()) {
            assertThat(constraint.check().faults(option.defaultValue(), "default")).isEmpty();
        }
    }

    /** Five seconds that were taken as five milliseconds would call a kept deadline missed. */
    @Test
    void aDurationWithoutItsUnitIsRefused() {
        assertThat(errors("--clock.grace", "5"))
                .containsExactly(
                        "--clock.grace: expected a value such as 10 s, got '5'; write its unit");
        assertThat(OptionsParser.parse("--clock.grace", "0").get(JobOptions.CLOCK_GRACE))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void zeroSwitchesALimitOffWhereThatMakesSense() {
        Configuration options =
                OptionsParser.parse("--quarantine.blocks", "0", "--evidence.floor", "0");
        assertThat(options.get(JobOptions.QUARANTINE_BLOCKS)).isZero();
        assertThat(
                        errors(
                                "--quarantine.blocks", "-1",
                                "--evidence.floor", "-0.5",
                                "--excerpt.window", "0 s"))
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).contains("--quarantine.blocks", "at least 0", "-1"),
                        it -> assertThat(it).contains("--evidence.floor", "at least 0"),
                        it -> assertThat(it).contains("--excerpt.window", "at least 1 s"));
    }

    @Test
    void everyErrorIsReportedAtOnce() {
        assertThat(
                        errors(
                                "stray",
                                "--job",
                                "everything",
                                "--clock.grce",
                                "5 s",
                                "--checkpoint.media",
                                "often",
                                "--search.thorough.every",
                                "0",
                                "--transaction.timeout",
                                "-5 s",
                                "--kafka.bootstrap"))
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).contains("expected --key value", "'stray'"),
                        it -> assertThat(it).contains("--job", "notice", "'everything'"),
                        it -> assertThat(it).contains("--clock.grce", "did you mean"),
                        it -> assertThat(it).contains("--checkpoint.media", "10 s", "'often'"),
                        it ->
                                assertThat(it)
                                        .contains("--search.thorough.every", "at least 1", "'0'"),
                        it -> assertThat(it).contains("--transaction.timeout", "'-5 s'"),
                        it -> assertThat(it).contains("--kafka.bootstrap", "got none"));
    }

    @ParameterizedTest
    @CsvSource({
        "jb, job",
        "kafka.botstrap, kafka.bootstrap",
        "clock.grase, clock.grace",
        "checkpoint.notices, checkpoint.notice",
        "search.thorough, search.thorough.every",
    })
    void unknownKeyNamesTheNearest(String given, String meant) {
        assertThat(errors("--" + given, "1"))
                .containsExactly("--" + given + ": no such option; did you mean --" + meant + "?");
    }

    @Test
    void argumentsWinOverTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "job=media\nclock.grace=7 s\n");

        Configuration options = OptionsParser.parse("--job", "notice", "--config", file.toString());

        assertThat(options.get(JobOptions.JOB)).isEqualTo(JobKind.NOTICE);
        assertThat(options.get(JobOptions.CLOCK_GRACE)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void errorsInTheFileAndInTheArgumentsComeTogether(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "jbo=media\n");

        assertThat(errors("--config", file.toString(), "--clock.grace", "soon"))
                .hasSize(2)
                .anyMatch(it -> it.startsWith("--jbo: no such option"))
                .anyMatch(it -> it.startsWith("--clock.grace: expected"));
    }

    @Test
    void missingFileIsNamed(@TempDir Path folder) {
        String missing = folder.resolve("missing").toString();

        assertThat(errors("--config", missing)).singleElement().asString().contains(missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"media", "notice", "ledger", "all"})
    void everyJobIsKnown(String job) {
        assertThat(OptionsParser.parse("--job", job).get(JobOptions.JOB)).hasToString(job);
    }

    private static List<String> errors(String... args) {
        return assertThatIllegalArgumentException()
                .isThrownBy(() -> OptionsParser.parse(args))
                .actual()
                .getMessage()
                .lines()
                .toList();
    }
}
