package dev.vigil.flink.rights;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightsInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnerPoliciesTest {
    private KeyedOneInputStreamOperatorTestHarness<String, RightsInput, RightsInput> policies;

    @BeforeEach
    void open() throws Exception {
        policies =
                TestingOperators.keyed(
                        new OwnerPoliciesFunction(),
                        OwnerPoliciesFunction::key,
                        Types.STRING,
                        null);
    }

    @AfterEach
    void close() throws Exception {
        policies.close();
    }

    @Test
    void aPolicyGoesToTheWorksOfItsOwnerAndAWorkGetsThePolicyThatIsThere() throws Exception {
        assertThat(told(work("a", 1, "w-1", "a", "b"))).containsExactly("WORK w-1");
        assertThat(told(work("b", 1, "w-1", "a", "b"))).containsExactly("WORK w-1");
        assertThat(told(wish("a", 2))).containsExactly("POLICY w-1");
        assertThat(told(work("a", 1, "w-2", "a"))).containsExactly("WORK w-2", "POLICY w-2");
        assertThat(told(wish("a", 3))).containsExactlyInAnyOrder("POLICY w-1", "POLICY w-2");
        assertThat(told(wish("b", 1))).containsExactly("POLICY w-1");
    }

    @Test
    void whatIsOlderThanWhatIsKnownGoesNowhere() throws Exception {
        told(work("a", 2, "w-1", "a"));
        told(wish("a", 2));
        assertThat(told(work("a", 1, "w-1", "a"))).isEmpty();
        assertThat(told(work("a", 2, "w-1", "a"))).isEmpty();
        assertThat(told(wish("a", 1))).isEmpty();
        assertThat(told(work("a", 3, "w-1", "a")))
                .as("its policy is there already")
                .containsExactly("WORK w-1");
        assertThat(stateEntries(policies)).as("policy, work, its number, the count").isEqualTo(4);
    }

    /** The ledger job may be stopped while the desk describes a work anew. */
    @Test
    void aNewVersionOfTheDeskLeavesTheOwnersThatClaimsMake() throws Exception {
        RightsInput desk = work("a", 1, "w-1", "a");
        told(desk);
        RegisteredWork claimed =
                desk.work().withOwners(work("a", 1, "w-1", "a", "b").work().owners());
        told(RightsInput.work("a", claimed.withClaimsRevision(1L)));
        policies.processElement(work("a", 2, "w-1", "a"), 0);
        List<RightsInput> passed = out(policies);
        assertThat(passed).hasSize(1);
        assertThat(passed.get(0).work().version()).isEqualTo(2);
        assertThat(passed.get(0).work().owners()).isEqualTo(claimed.owners());
    }

    @Test
    void reviewsPassByAndMarkersStayBehindTheData() throws Exception {
        assertThat(
                        told(
                                RightsInput.review(
                                        new ReferenceReview(
                                                "w-1",
                                                "r",
                                                ReviewOutcome.CONFIRMED,
                                                null,
                                                null,
                                                NOON_MS))))
                .containsExactly("REVIEW w-1");
        for (String key : KeyGroups.oneKeyEach()) {
            policies.processElement(RightsInput.loaded(key, new Loaded("works", 1, 4)), 0);
        }
        List<RightsInput> markers = out(policies);
        assertThat(markers).hasSize(KeyGroups.MAX_PARALLELISM);
        assertThat(markers).extracting(m -> m.loaded().partition()).containsOnly(1);
        assertThat(stateEntries(policies)).isZero();
    }

    /** Each timer that fires is a mailbox action of its own. */
    @Test
    void aPolicyReachesThousandsOfWorksInStepsAndMarkersWaitForIt() throws Exception {
        int works = 5 * OwnerPoliciesFunction.STEP + 1;
        for (int i = 0; i < works; i++) {
            told(work("a", 1, "w-" + i, "a"));
        }
        assertThat(told(wish("a", 1))).hasSize(OwnerPoliciesFunction.STEP);
        assertThat(told(work("a", 1, "late", "a"))).containsExactly("WORK late", "POLICY late");
        String key = KeyGroups.oneKeyEach()[0];
        assertThat(told(RightsInput.loaded(key, new Loaded("policies", 0, 1)))).isEmpty();
        Set<String> reached = new TreeSet<>();
        for (int ms = 1; ms < 5; ms++) {
            policies.setProcessingTime(ms);
            List<RightsInput> step = out(policies);
            assertThat(step).hasSize(OwnerPoliciesFunction.STEP);
            step.forEach(input -> reached.add(input.workId()));
        }
        policies.setProcessingTime(5);
        List<RightsInput> last = out(policies);
        assertThat(last.get(0).kind()).isEqualTo(RightsInput.Kind.POLICY);
        assertThat(last.subList(1, last.size()))
                .as("behind all data")
                .hasSize(KeyGroups.MAX_PARALLELISM)
                .allMatch(input -> input.kind() == RightsInput.Kind.LOADED);
        assertThat(reached.size() + 1 + OwnerPoliciesFunction.STEP).isEqualTo(works);
        assertThat(policies.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aPolicyThatChangesOnItsWayReachesEveryWork() throws Exception {
        for (int i = 0; i < 3 * OwnerPoliciesFunction.STEP; i++) {
            told(work("a", 1, "w-" + i, "a"));
        }
        told(wish("a", 1));
        assertThat(told(wish("a", 2))).isEmpty();
        Map<String, Long> versions = new HashMap<>();
        for (int ms = 1; policies.numProcessingTimeTimers() > 0; ms++) {
            policies.setProcessingTime(ms);
            out(policies).forEach(i -> versions.put(i.workId(), i.policy().version()));
        }
        assertThat(versions).hasSize(3 * OwnerPoliciesFunction.STEP);
        assertThat(versions.values()).containsOnly(2L);
    }

    private static RightsInput work(String owner, long version, String workId, String... owners) {
        return RightsInput.work(
                owner,
                new RegisteredWork(
                        workId,
                        version,
                        null,
                        null,
                        null,
                        Stream.of(owners)
                                .map(id -> new OwnerShare(id, List.of(), List.of()))
                                .toList()));
    }

    private static RightsInput wish(String owner, long version) {
        return RightsInput.policy(null, policy(owner, version, MatchRule.always(Action.WARN)));
    }

    private List<String> told(RightsInput input) throws Exception {
        policies.processElement(input, 0);
        return out(policies).stream().map(o -> o.kind() + " " + o.workId()).toList();
    }
}
