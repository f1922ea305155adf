package dev.vigil.client.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.Closure;
import dev.vigil.client.audit.TopicsCheck;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A selection learns from what it has read: what is named is read before what names it. */
class InspectionTopicsTest {
    @Test
    void eachTopicIsReadOnce() {
        List<Topic> audited = new ArrayList<>(TopicsCheck.audited());
        audited.remove(Topic.EVIDENCE);
        assertThat(InspectionTopics.all())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(audited);
    }

    /** Registers are last: of them a selection takes what others rest on. */
    @Test
    void whatIsNamedIsReadBeforeWhatNamesIt() {
        List<Topic> decided =
                Closure.TOPICS.stream().filter(it -> !InspectionTopics.isRegister(it)).toList();
        List<Topic> all = InspectionTopics.all();
        assertThat(all.stream().filter(decided::contains)).containsExactlyElementsOf(decided);
        int first =
                all.stream()
                        .filter(InspectionTopics::isRegister)
                        .mapToInt(all::indexOf)
                        .min()
                        .orElseThrow();
        assertThat(all.subList(first, all.size())).allMatch(InspectionTopics::isRegister);
    }
}
