package dev.vigil.flink.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.AccountProperty;
import dev.vigil.account.NaiveStanding.Fault;
import dev.vigil.schema.account.AccountFact.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P1 to P7, P9 to P11 and P13 of the operator: what holds of the fold holds of facts that are read
 * in turns, again, and by a job that is killed, restored from older savepoints and rescaled.
 */
class AccountPropertiesThroughTheOperatorTest {
    /** Of the property that holds all others. */
    private static final int SEEDS = Integer.getInteger("seeds", 100);

    private static final int FEWER = SEEDS * 2 / 5;

    /** In which each topic that is not read back shows. */
    private static final int FORGETFUL = 250;

    @ParameterizedTest
    @EnumSource
    void holdsOfTheOperator(AccountProperty property) {
        ThroughTheOperator subject = new ThroughTheOperator(null, null);
        int seeds = property == AccountProperty.AS_THE_NAIVE_MODEL ? SEEDS : FEWER;
        assertThat(property.broken(subject, seeds, 5)).as("seeds").isEmpty();
        assertThat(subject.kills).isPositive();
        assertThat(subject.again).as("P13: published again").isEmpty();
    }

    /** What the faulty model makes of the facts as the operator has read them. */
    @ParameterizedTest
    @EnumSource
    void itsPlantedFaultsAreCaught(AccountProperty property) {
        for (Fault fault : property.faults()) {
            ThroughTheOperator subject = new ThroughTheOperator(fault, null);
            assertThat(property.isBrokenBy(subject, 100 * FORGETFUL))
                    .as("planted: " + fault)
                    .isTrue();
        }
    }

    /** P13, planted: what is not read back is published once more. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "OFFENCE_PUBLISHED",
                "STRIKE_PUBLISHED",
                "STANDING_PUBLISHED",
                "WARNING_PUBLISHED",
                "REPORT_PUBLISHED",
                "COMMAND_PUBLISHED"
            })
    void whatIsNotReadBackIsPublishedAgain(Kind topic) {
        ThroughTheOperator subject = new ThroughTheOperator(null, topic);
        AccountProperty.AS_THE_NAIVE_MODEL.broken(subject, FORGETFUL, 1);
        assertThat(subject.again).isNotEmpty();
    }
}
