package dev.vigil.schema.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A verb and the desk make these records before they send: there they are refused already. */
class ReservedIdTest {
    private static final long NOW_MS = 1_800_014_400_000L;
    private static final OwnerShare OWNER = new OwnerShare("a", null, null);

    @Test
    void noRecordOfAnotherHasAnIdOfVigilsOwn() {
        for (String id : List.of("staydown.x", "signal.west:x")) {
            assertRefused("workId", id, () -> work(id));
            assertRefused("workId", id, () -> claim(id));
            assertRefused("workIds", id, () -> authorize("w", id));
            assertRefused("entryId", id, () -> entry(id, "bureau"));
            assertRefused("entryId", id, () -> entry(id, null));
        }
    }

    @Test
    void thePrefixAloneCountsAndAllOfIt() {
        for (String id : List.of("staydown", "signals.x", "a.signal.x", "Signal.x")) {
            work(id);
            assertThat(ReservedId.isOne(id)).isFalse();
        }
    }

    /** A person renews or withdraws it: its authority stays. */
    @Test
    void anEntryOfVigilsAuthorityMayHaveOne() {
        ListEntry entry = entry("staydown.x", "vigil");
        assertThat(entry.withdrawn(NOW_MS).entryId()).isEqualTo("staydown.x");
    }

    private static void assertRefused(String field, String id, ThrowingCallable made) {
        assertThatThrownBy(made)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + ": expected an id that begins neither with ")
                .hasMessageContaining("got '" + id + "'")
                .hasMessageEndingWith("give another");
    }

    private static void work(String id) {
        new RegisteredWork(id, 1, null, null, null, List.of(OWNER));
    }

    private static void claim(String id) {
        WorkClaimBuilder.builder()
                .workId(id)
                .claimant("a")
                .version(1)
                .shares(List.of(OWNER))
                .at(NOW_MS)
                .build();
    }

    private static void authorize(String... works) {
        AuthorizationBuilder.builder()
                .authorizationId("z")
                .version(1)
                .grantee("b")
                .workIds(List.of(works))
                .rightTypes(List.of(RightType.ON_DEMAND))
                .territories(List.of())
                .from(NOW_MS)
                .build();
    }

    private static ListEntry entry(String id, String authority) {
        return ListEntryBuilder.builder()
                .entryId(id)
                .version(1)
                .listClass(ListClass.FORBIDDEN)
                .authority(authority)
                .workId("w")
                .issuedAt(NOW_MS)
                .build();
    }
}
