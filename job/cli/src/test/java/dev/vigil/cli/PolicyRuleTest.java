package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.media.Modality;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.MatchRuleBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PolicyRuleTest {
    private static final String ALL =
            "BLOCK,territory=CN,match=30s,matchPct=50,ref=20s,refPct=10,modality=VIDEO,grace=45s";

    @Test
    void aRuleIsReadAndShownAsItIsTyped() {
        MatchRule rule = new PolicyRule().convert(ALL);
        assertThat(rule)
                .isEqualTo(
                        MatchRuleBuilder.builder()
                                .territory("CN")
                                .matchMs(30_000L)
                                .matchPct(50.0)
                                .refMs(20_000L)
                                .refPct(10.0)
                                .modality(Modality.VIDEO)
                                .action(Action.BLOCK)
                                .graceMs(45_000L)
                                .build());
        assertThat(new PolicyRule().convert(PolicyRule.words(rule))).isEqualTo(rule);
        assertThat(new PolicyRule().convert("warn")).isEqualTo(MatchRule.always(Action.WARN));
    }

    /** No stream goes on for longer than an hour after its owner has asked for its end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BLOCK,grace=2h",
                "BLOCK,grace=soon",
                "BLOCK,pause=30s",
                "BLOCK,modality=SMELL",
                "STOP"
            })
    void whatIsNoRuleIsRefusedWithAnExample(String typed) {
        assertThatThrownBy(() -> new PolicyRule().convert(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("grace=30s, got '" + typed + "'");
    }
}
