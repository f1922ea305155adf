package dev.vigil.flink.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** What is searched is a part of the job's graph, which Flink serializes when it is submitted. */
class SearchedProfilesTest {
    @Test
    void aJobCanBeSubmittedWithThem() throws Exception {
        assertThat(InstantiationUtil.clone(SearchedProfiles.ALL)).isEqualTo(SearchedProfiles.ALL);
    }
}
