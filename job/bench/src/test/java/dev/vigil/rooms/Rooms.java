package dev.vigil.rooms;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Serializable;
import java.util.List;
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
            List.of("audio", "match", "policy", "notice", "account", "report");

    private final String root;

    Rooms(String root) {
        this.root = root;
    }

    /** All rules; some packages are still to be built. */
    List<ArchRule> all() {
        return Stream.of(
                        pureImportsNoFlink(),
                        decisionsReadNoWallClock(),
                        pureDoesNoIo(),
                        pureKeepsNothingMutableInStatics(),
                        edgeImportsNoFlink(),
                        schemaDependsOnLittle(),
                        onlyAdaptersTouchState())
                .map(rule -> rule.allowEmptyShould(true))
                .toList();
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

    ArchRule edgeImportsNoFlink() {
        return noClasses()
                .that(resideInAnyPackage(in("edge"), in("desk")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .as("what runs beside an encoder imports no Flink");
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
                .and(resideOutsideOfPackages(in("flink"), in("stream"), in("local")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink.api.common.state..")
                .as("only adapters and jobs touch state handles");
    }

    private String[] pure() {
        return PURE.stream().map(this::in).toArray(String[]::new);
    }

    private String in(String room) {
        return room.isEmpty() ? root + ".." : root + "." + room + "..";
    }
}
