package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.rights.RightsInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class ListChangesTest {
    @Test
    void aTombstoneGoesToWhatKnowsWhetherItsEntryIsInForce() {
        List<RightsInput> changes = new ArrayList<>();
        MediaJob.changes(ListInput.gone("signal.a:b"), new ListCollector<>(changes));
        assertThat(changes).containsExactly(RightsInput.gone("signal.a:b"));
    }
}
