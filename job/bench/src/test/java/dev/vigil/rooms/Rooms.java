package dev.vigil.rooms;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the rooms, for the classes under one root package, so that they can be shown to fail
 * on planted ones.
 */
final class Rooms {
    private static final Set<String> WALL_CLOCKS =
            Set.of("currentTimeMillis", "nanoTime", "now", "systemUTC", "systemDefaultZone");

    private static final List<String> PURE =
            List.of("audio", "match", "policy", "notice", "account", "register", "audit", "signal");

    private static final String FLINK = "org.apache.flink..";
    private static final String COMMAND_LINE = "picocli..";
    private static final String FFMPEG = "org.bytedeco..";
    private static final List<String> WINDOWS =
            List.of("java.awt..", "javax.swing..", "javax.imageio..");
    private static final List<String> BROKER =
            List.of("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..");
    private static final String MINI_CLUSTER = "org.apache.flink.runtime.minicluster..";

    /** Rooms and libraries that a module may not see. */
    private record Closed(List<String> rooms, List<String> libraries) {
        @SafeVarargs
        static Closed of(List<String> rooms, List<String>... libraries) {
            return new Closed(rooms, Stream.of(libraries).flatMap(List::stream).toList());
        }

        @Override
        public String toString() {
            return rooms + " " + libraries;
        }
    }

    private static final Map<String, Closed> CLOSED =
            Map.of(
                    "fixtures",
                    Closed.of(
                            List.of(
                                    "flink", "client", "desk", "edge", "peers", "stream", "cli",
                                    "local", "bench"),
                            List.of(FLINK, COMMAND_LINE)),
                    "client",
                    Closed.of(
                            List.of(
                                    "flink",
                                    "desk",
                                    "edge",
                                    "peers",
                                    "stream",
                                    "cli",
                                    "local",
                                    "bench",
                                    "fixtures"),
                            List.of(FLINK, COMMAND_LINE, FFMPEG),
                            WINDOWS,
                            BROKER),
                    "edge",
                    Closed.of(
                            List.of(
                                    "flink",
                                    "desk",
                                    "peers",
                                    "stream",
                                    "cli",
                                    "local",
                                    "bench",
                                    "fixtures"),
                            List.of(FLINK),
                            BROKER),
                    "peers",
                    Closed.of(
                            List.of(
                                    "flink",
                                    "desk",
                                    "edge",
                                    "stream",
                                    "cli",
                                    "local",
                                    "bench",
                                    "fixtures"),
                            List.of(FLINK, COMMAND_LINE, FFMPEG),
                            WINDOWS,
                            BROKER),
                    "desk",
                    Closed.of(
                            List.of("flink", "edge", "stream", "cli", "local", "bench", "fixtures"),
                            List.of(FLINK, COMMAND_LINE, FFMPEG),
                            WINDOWS,
                            BROKER),
                    "stream",
                    Closed.of(
                            List.of(
                                    "client",
                                    "desk",
                                    "edge",
                                    "peers",
                                    "cli",
                                    "local",
                                    "bench",
                                    "fixtures"),
                            List.of(COMMAND_LINE, FFMPEG),
                            BROKER),
                    "cli",
                    Closed.of(List.of("local", "bench", "fixtures"), List.of(MINI_CLUSTER), BROKER),
                    "local",
                    Closed.of(List.of("bench")));

    /** What benchmarks share, and what of {@code bench} each of these sees beside itself. */
    private static final Map<String, List<String>> SHARED =
            Map.of(
                    "bench.site", List.of(),
                    "bench.sound", List.of(),
                    "bench.film", List.of(),
                    "bench.report", List.of(),
                    "bench.load", List.of("bench.site", "bench.sound", "bench.film"));

    private final String root;

    Rooms(String root) {
        this.root = root;
    }

    /** The rules that hold for all rooms; those of the modules beside them. */
    List<ArchRule> all() {
        return Stream.of(
                        pureImportsNoFlink(),
                        decisionsReadNoWallClock(),
                        pureDoesNoIo(),
                        pureKeepsNothingMutableInStatics(),
                        schemaDependsOnLittle(),
                        onlyAdaptersTouchState(),
                        onlyPureFailureCatches(),
                        noMessageOfTheJsonParser(),
                        noFormatOfTheMachine(),
                        noPackageCycles(),
                        noNameTwice())
                .map(rule -> rule.allowEmptyShould(true))
                .toList();
    }

    /** What each module of {@code job}, and what benchmarks share, must not see, by name. */
    Map<String, ArchRule> modules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        CLOSED.forEach((module, closed) -> rules.put(module, closed(module, closed)));
        SHARED.forEach((shared, sees) -> rules.put(shared, seesNoBenchmark(shared, sees)));
        return rules;
    }

    private ArchRule seesNoBenchmark(String shared, List<String> sees) {
        String[] seen =
                Stream.concat(Stream.of(shared), sees.stream())
                        .map(this::in)
                        .toArray(String[]::new);
        return noClasses()
                .that(resideInAnyPackage(in(shared)))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(in("bench")).and(resideOutsideOfPackages(seen)))
                .as(shared + " sees of bench only " + sees)
                .allowEmptyShould(true);
    }

    private ArchRule closed(String module, Closed closed) {
        String[] packages =
                Stream.concat(closed.rooms().stream().map(this::in), closed.libraries().stream())
                        .toArray(String[]::new);
        return noClasses()
                .that(resideInAnyPackage(in(module)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages))
                .as(module + " sees none of " + closed)
                .allowEmptyShould(true);
    }

    ArchRule noPackageCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /** Of top-level classes: a nested one is read with the name of its owner. */
    ArchRule noNameTwice() {
        return classes()
                .that()
                .areTopLevelClasses()
                .and(describe("are in a room", type -> type.getPackageName().startsWith(root)))
                .and()
                .doNotHaveSimpleName("package-info")
                .should(haveANameOfTheirOwn())
                .as("no class name stands for two things");
    }

    private static ArchCondition<JavaClass> haveANameOfTheirOwn() {
        return new ArchCondition<>("have a simple name of their own") {
            private final Map<String, List<JavaClass>> byName = new HashMap<>();

            @Override
            public void init(Collection<JavaClass> all) {
                all.forEach(
                        type ->
                                byName.computeIfAbsent(
                                                type.getSimpleName(), name -> new ArrayList<>())
                                        .add(type));
            }

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                List<JavaClass> named = byName.get(type.getSimpleName());
                events.add(
                        new SimpleConditionEvent(
                                type, named.size() == 1, type.getName() + " is one of " + named));
            }
        };
    }

    ArchRule pureImportsNoFlink() {
        return noClasses()
                .that(resideInAnyPackage(pure()))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .as("pure packages import no Flink");
    }

    /** The adapters too: their time comes from the timer service. */
    ArchRule decisionsReadNoWallClock() {
        DescribedPredicate<JavaMethodCall> wallClock =
                describe(
                        "read a wall clock",
                        call ->
                                WALL_CLOCKS.contains(call.getName())
                                        && (call.getTargetOwner().isEquivalentTo(System.class)
                                                || call.getTargetOwner()
                                                        .getPackageName()
                                                        .startsWith("java.time")));
        return noClasses()
                .that(resideInAnyPackage(pure()).or(resideInAnyPackage(in("flink"), in("schema"))))
                .should()
                .callMethodWhere(wallClock)
                .as("decisions read no wall clock");
    }

    ArchRule pureDoesNoIo() {
        DescribedPredicate<JavaClass> io =
                resideInAnyPackage(
                                "java.io..",
                                "java.net..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.sql..")
                        .and(describe("do I/O", type -> !type.isEquivalentTo(Serializable.class)));
        return noClasses()
                .that(resideInAnyPackage(pure()))
                .should()
                .dependOnClassesThat(io)
                .as("pure packages do no I/O");
    }

    ArchRule pureKeepsNothingMutableInStatics() {
        return fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(resideInAnyPackage(pure()))
                .should(neverChange())
                .as("pure packages keep nothing mutable in a static field");
    }

    /** Final, and of a type that is not made to change; arrays only where nobody else sees them. */
    private static ArchCondition<JavaField> neverChange() {
        return new ArchCondition<>("be final and of a type that is not made to change") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean compilers = field.getModifiers().contains(JavaModifier.SYNTHETIC);
                boolean fixed =
                        field.getModifiers().contains(JavaModifier.FINAL)
                                && !madeToChange(field.getRawType())
                                && (!field.getRawType().isArray()
                                        || field.getModifiers().contains(JavaModifier.PRIVATE));
                events.add(
                        new SimpleConditionEvent(
                                field, compilers || fixed, field.getDescription()));
            }
        };
    }

    private static boolean madeToChange(JavaClass type) {
        boolean collection =
                type.isAssignableTo(java.util.Collection.class)
                        || type.isAssignableTo(java.util.Map.class);
        return collection && !type.isInterface()
                || type.getPackageName().startsWith("java.util.concurrent")
                || type.isAssignableTo(StringBuilder.class)
                || type.isAssignableTo(java.util.Random.class)
                || type.isAssignableTo(ThreadLocal.class);
    }

    ArchRule schemaDependsOnLittle() {
        return classes()
                .that(resideInAnyPackage(in("schema")))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("schema"),
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.apache.flink.api.common..",
                        "org.apache.flink.api.java.typeutils..",
                        "org.apache.flink.core..",
                        "org.apache.flink.types..",
                        "org.apache.flink.util..")
                .as("the schema depends on the JDK, flink-core and Jackson");
    }

    ArchRule onlyAdaptersTouchState() {
        return noClasses()
                .that(resideInAnyPackage(in("")))
                .and(resideOutsideOfPackages(in("flink"), in("stream"), in("local"), in("bench")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink.api.common.state..")
                .as("only adapters and jobs touch state handles");
    }

    /** Else each adapter would decide by itself what passes, and what becomes a dead letter. */
    ArchRule onlyPureFailureCatches() {
        return classes()
                .that(resideInAnyPackage(in("flink")))
                .and()
                .doNotHaveSimpleName("PureFailure")
                .should(catchNoRuntimeException())
                .as("of the adapters PureFailure alone catches a RuntimeException");
    }

    /** It names classes of the parser. */
    ArchRule noMessageOfTheJsonParser() {
        return noClasses()
                .that(resideInAnyPackage(in("")).and(resideOutsideOfPackages(in("schema.wire"))))
                .should()
                .callMethodWhere(target(name("getOriginalMessage")))
                .as("what is wrong with JSON is reported by Json.problem");
    }

    /** Of a German machine it writes 1,5 where others have 1.5. */
    ArchRule noFormatOfTheMachine() {
        return noClasses()
                .that(resideInAnyPackage(in("")))
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .as("figures are written as Locale.ROOT has them");
    }

    private static ArchCondition<JavaClass> catchNoRuntimeException() {
        return new ArchCondition<>("catch no RuntimeException") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaCodeUnit unit : type.getCodeUnits()) {
                    for (TryCatchBlock block : unit.getTryCatchBlocks()) {
                        boolean isCaught =
                                block.getCaughtThrowables().stream()
                                        .anyMatch(Rooms::isOrHoldsRuntimeException);
                        events.add(
                                new SimpleConditionEvent(
                                        type,
                                        !isCaught,
                                        unit.getFullName()
                                                + " catches in "
                                                + block.getSourceCodeLocation()));
                    }
                }
            }
        };
    }

    private static boolean isOrHoldsRuntimeException(JavaClass caught) {
        // Of the JDK's classes only the names are imported.
        Class<?> type = caught.reflect();
        return RuntimeException.class.isAssignableFrom(type)
                || type.isAssignableFrom(RuntimeException.class);
    }

    private String[] pure() {
        return PURE.stream().map(this::in).toArray(String[]::new);
    }

    private String in(String room) {
        return room.isEmpty() ? root + ".." : root + "." + room + "..";
    }
}
