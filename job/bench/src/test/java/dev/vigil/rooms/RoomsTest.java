package dev.vigil.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.vigil.rooms.planted.bench.site.SiteWithBenchmark;
import dev.vigil.rooms.planted.cli.CommandWithCluster;
import dev.vigil.rooms.planted.client.ClientWithPictures;
import dev.vigil.rooms.planted.desk.DeskWithCommandLine;
import dev.vigil.rooms.planted.edge.EdgeWithFlink;
import dev.vigil.rooms.planted.fixtures.FixtureWithJob;
import dev.vigil.rooms.planted.flink.CatchingFunction;
import dev.vigil.rooms.planted.local.LocalWithBenchmark;
import dev.vigil.rooms.planted.policy.PolicyWithClock;
import dev.vigil.rooms.planted.policy.PolicyWithFiles;
import dev.vigil.rooms.planted.policy.PolicyWithFlink;
import dev.vigil.rooms.planted.policy.PolicyWithMemory;
import dev.vigil.rooms.planted.policy.PolicyWithState;
import dev.vigil.rooms.planted.report.Circle;
import dev.vigil.rooms.planted.report.Half;
import dev.vigil.rooms.planted.schema.SchemaWithKafka;
import dev.vigil.rooms.planted.stream.StreamWithCommandLine;
import dev.vigil.rooms.planted.words.Idiom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoomsTest {
    private static final String PLANTED = RoomsTest.class.getPackageName() + ".planted";
    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("dev.vigil");
    private static final JavaClasses PLANTS = new ClassFileImporter().importPackages(PLANTED);

    static List<ArchRule> rules() {
        Rooms rooms = new Rooms("dev.vigil");
        List<ArchRule> rules = new ArrayList<>(rooms.all());
        rules.addAll(rooms.modules().values());
        return rules;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRoomsKeepTheirRules(ArchRule rule) {
        rule.check(PRODUCT);
    }

    @Test
    void everyRoomIsLookedAt() {
        for (String room :
                List.of(
                        "schema",
                        "audio",
                        "match",
                        "policy",
                        "notice",
                        "account",
                        "flink",
                        "stream",
                        "edge",
                        "fixtures",
                        "client",
                        "desk",
                        "cli",
                        "local",
                        "bench")) {
            assertThat(PRODUCT)
                    .as(room)
                    .anyMatch(type -> type.getPackageName().startsWith("dev.vigil." + room));
        }
    }

    static Stream<Arguments> plants() {
        Rooms rooms = new Rooms(PLANTED);
        return Stream.of(
                Arguments.of(rooms.pureImportsNoFlink(), PolicyWithFlink.class),
                Arguments.of(rooms.decisionsReadNoWallClock(), PolicyWithClock.class),
                Arguments.of(rooms.pureDoesNoIo(), PolicyWithFiles.class),
                Arguments.of(rooms.pureKeepsNothingMutableInStatics(), PolicyWithMemory.class),
                Arguments.of(rooms.schemaDependsOnLittle(), SchemaWithKafka.class),
                Arguments.of(rooms.onlyAdaptersTouchState(), PolicyWithState.class),
                Arguments.of(rooms.onlyPureFailureCatches(), CatchingFunction.class),
                Arguments.of(rooms.noMessageOfTheJsonParser(), Idiom.class),
                Arguments.of(rooms.noFormatOfTheMachine(), Idiom.class),
                Arguments.of(rooms.noPackageCycles(), Half.class),
                Arguments.of(rooms.noNameTwice(), Circle.class),
                Arguments.of(rooms.modules().get("fixtures"), FixtureWithJob.class),
                Arguments.of(rooms.modules().get("client"), ClientWithPictures.class),
                Arguments.of(rooms.modules().get("desk"), DeskWithCommandLine.class),
                Arguments.of(rooms.modules().get("edge"), EdgeWithFlink.class),
                Arguments.of(rooms.modules().get("stream"), StreamWithCommandLine.class),
                Arguments.of(rooms.modules().get("cli"), CommandWithCluster.class),
                Arguments.of(rooms.modules().get("local"), LocalWithBenchmark.class),
                Arguments.of(rooms.modules().get("bench.site"), SiteWithBenchmark.class));
    }

    @ParameterizedTest
    @MethodSource("plants")
    void aPlantedViolationIsCaught(ArchRule rule, Class<?> plant) {
        assertThat(rule.evaluate(PLANTS).getFailureReport().getDetails())
                .anyMatch(detail -> detail.contains(plant.getName()));
    }

    @Test
    void everyWayToReadAClockToKeepSomethingOrToCatchIsCaught() {
        Rooms rooms = new Rooms(PLANTED);
        assertThat(
                        rooms.decisionsReadNoWallClock()
                                .evaluate(PLANTS)
                                .getFailureReport()
                                .getDetails())
                .hasSize(PolicyWithClock.WAYS);
        assertThat(
                        rooms.pureKeepsNothingMutableInStatics()
                                .evaluate(PLANTS)
                                .getFailureReport()
                                .getDetails())
                .hasSize(PolicyWithMemory.WAYS);
        assertThat(rooms.onlyPureFailureCatches().evaluate(PLANTS).getFailureReport().getDetails())
                .hasSize(CatchingFunction.WAYS);
    }
}
