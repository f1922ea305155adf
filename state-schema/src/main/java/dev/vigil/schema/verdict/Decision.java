package dev.vigil.schema.verdict;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** What was decided for one territory, and by which rule. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record Decision(
        @Described(
                        value =
                                "Where the decision holds; * is wherever no other territory is"
                                        + " named.",
                        unit = Unit.TERRITORY)
                String territory,
        @Described("What happens to the session there.") Action action,
        @Described(value = "Row of the precedence table that decided, 0 to 8.", unit = Unit.FROM_0)
                int step,
        @Described("Why, as a stable code.") String reasonCode,
        @Described("Article of the Declaration, the Regulation or the law that it is based on.")
                String articleRef,
        @Described("The work that decided: of several the one with the strictest decision.")
                String workId,
        @Described("Class of the list entry. Missing where no entry decided.") @MayBeMissing
                ListClass listClass,
        @Described("The list entry that decided, or would have but for the evidence.") @MayBeMissing
                String listEntryId,
        @Described(value = "Version of that entry.", unit = Unit.FROM_1) @MayBeMissing
                Long listEntryVersion,
        @Described("The authorization that allows it.") @MayBeMissing String authorizationId,
        @Described(value = "Version of that authorization.", unit = Unit.FROM_1) @MayBeMissing
                Long authorizationVersion,
        @Described(
                        "For each authorization that did not fit, its id and the test that failed."
                                + " At most 10, those that began last first; fewer where the"
                                + " verdict has many territories.")
                List<String> failedTests,
        @Described("The owner whose match policy decided, or would have but for the evidence.")
                @MayBeMissing
                String policyOwnerId,
        @Described(value = "Version of that policy.", unit = Unit.FROM_1) @MayBeMissing
                Long policyVersion,
        @Described(
                        value =
                                "Version of the registered work that ownership, excerpt and policy"
                                        + " were read from.",
                        unit = Unit.FROM_1)
                @MayBeMissing
                Long workVersion,
        @Described(
                        value =
                                "Authorizations that did not fit and are not named. Missing means"
                                        + " none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreFailedTests,
        @Described(
                        value =
                                "With WARN, or REVIEW that another owner wishes: when the owner's"
                                        + " wish to restrict the stream is carried out if the work goes"
                                        + " on, in its capture time. Missing where no owner restricts it"
                                        + " later.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long stopBy)
        implements DecisionBuilder.With {
    /** A decision that no entry, authorization or policy is named for. */
    public static Decision plain(
            String territory,
            Action action,
            int step,
            String reasonCode,
            String articleRef,
            String workId) {
        return DecisionBuilder.builder()
                .territory(territory)
                .action(action)
                .step(step)
                .reasonCode(reasonCode)
                .articleRef(articleRef)
                .workId(workId)
                .failedTests(List.of())
                .build();
    }

    public Decision by(ListEntry entry) {
        return with().listClass(entry.listClass())
                .listEntryId(entry.entryId())
                .listEntryVersion(entry.version())
                .build();
    }

    public Decision by(Authorization authorization) {
        return with().authorizationId(authorization.authorizationId())
                .authorizationVersion(authorization.version())
                .build();
    }

    public Decision by(MatchPolicy policy) {
        return with().policyOwnerId(policy.ownerId()).policyVersion(policy.version()).build();
    }

    /**
     * With what was tried before this step, and the registered work where there is one.
     *
     * @param more failures that are not named
     */
    public Decision after(List<String> failures, int more, RegisteredWork work) {
        return with().failedTests(List.copyOf(failures))
                .workVersion(work == null ? null : Long.valueOf(work.version()))
                .moreFailedTests(more == 0 ? null : Integer.valueOf(more))
                .build();
    }

    /** The same decision with at most that many failed tests by name. */
    public Decision naming(int most) {
        if (failedTests.size() <= most) {
            return this;
        }
        int more = failedTests.size() - most + (moreFailedTests == null ? 0 : moreFailedTests);
        return withTests(failedTests.subList(0, most), more);
    }

    /** The same decision without what was tried before it. */
    public Decision withoutTests() {
        return withTests(List.of(), null);
    }

    private Decision withTests(List<String> named, Integer more) {
        return with().failedTests(List.copyOf(named)).moreFailedTests(more).build();
    }

    /** The milder decision that evidence allows which must not block by itself. */
    public Decision held(Action milder, String reason) {
        return with().action(milder).step(0).reasonCode(reason).stopBy(null).build();
    }
}
