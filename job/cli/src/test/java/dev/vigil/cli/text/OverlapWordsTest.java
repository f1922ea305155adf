package dev.vigil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.register.ReferenceOverlapBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapWordsTest {
    private static ReferenceOverlap overlap(String otherOwner, Boolean newer, Boolean there) {
        return ReferenceOverlapBuilder.builder()
                .workId("the-film")
                .referenceId("master")
                .overlapId("o")
                .otherWorkId("the-cut")
                .otherReferenceId("clip")
                .owners(List.of("harbour"))
                .otherOwners(List.of(otherOwner))
                .ofOneOwner(otherOwner.equals("harbour"))
                .spans(List.of(new OverlapSpan(10_000, 30_000, 60_000, 80_000, newer)))
                .commonMs(20_000)
                .there(there)
                .at(1)
                .build();
    }

    @Test
    void itNamesWhoHadItFirstAndWhatFollows() {
        assertThat(OverlapWords.line(overlap("mei", true, true)))
                .startsWith("the-film/master: ")
                .contains(" in common with the-cut/clip of mei; ")
                .endsWith(", which it had later: no vote of its own");
        assertThat(OverlapWords.line(overlap("mei", false, true))).endsWith(", which it had first");
        assertThat(OverlapWords.line(overlap("harbour", true, true)))
                .contains(" of harbour, of the same owner; ")
                .endsWith(", which it had later");
        assertThat(OverlapWords.line(overlap("mei", null, null)))
                .contains(": no longer ")
                .doesNotContain("which it had");
    }
}
