package dev.vigil.cli.list;

import static dev.vigil.cli.list.EntryFileTest.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.client.list.Change;
import dev.vigil.client.list.Draft;
import dev.vigil.schema.list.ListEntry;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final ListEntry KNOWN = draft("court.e", 3).entry();
    private static final long LATER_MS = KNOWN.issuedAt() + 1_000;

    private static Draft unversioned(ListEntry entry) {
        return new Draft(1, entry.issued(1, LATER_MS), false, false);
    }

    private static ListEntry ofWork(String workId) {
        return KNOWN.with()
                .workId(workId)
                .titles(null)
                .windows(null)
                .territoryInclude(null)
                .territoryExclude(null)
                .documentRef(null)
                .withdrawnAt(null)
                .referenceIds(null)
                .providerScope(null)
                .measure(null)
                .signature(null)
                .shadow(null)
                .build();
    }

    @Test
    void newChangedWithdrawnRestoredOrTheSame() {
        assertThat(Change.of(unversioned(KNOWN), null).kind()).isEqualTo(Change.Kind.NEW);
        assertThat(Change.of(unversioned(KNOWN), KNOWN).kind()).isEqualTo(Change.Kind.SAME);
        assertThat(Change.of(draft("court.e", 3), KNOWN).kind()).isEqualTo(Change.Kind.SAME);

        Change changed = Change.of(unversioned(ofWork("w-2")), KNOWN);
        assertThat(changed.kind()).isEqualTo(Change.Kind.CHANGED);
        assertThat(changed.fields()).containsExactly("workId");
        assertThat(changed.entry().version()).isEqualTo(4);

        ListEntry gone = KNOWN.withdrawn(LATER_MS);
        assertThat(Change.of(new Draft(1, gone, true, true), KNOWN).kind())
                .isEqualTo(Change.Kind.WITHDRAWN);
        assertThat(gone.wasMistaken()).isTrue();
        assertThat(KNOWN.ended(LATER_MS).wasMistaken()).isFalse();
        assertThat(KNOWN.ended(LATER_MS).withdrawn(LATER_MS + 1).wasMistaken()).isTrue();
        Change back = Change.of(unversioned(KNOWN), gone);
        assertThat(back.kind()).isEqualTo(Change.Kind.RESTORED);
        assertThat(back.entry().version()).isEqualTo(5);
        assertThat(back.entry().withdrawnAt()).isNull();
    }

    @Test
    void aHigherVersionOfTheSameIsSentAsItWasSigned() {
        Draft signed = new Draft(1, KNOWN.issued(4, LATER_MS).withSignature("AAAA"), true, true);
        assertThat(Change.of(signed, KNOWN).entry()).isEqualTo(signed.entry());
        assertThat(Change.of(signed, KNOWN).kind()).isEqualTo(Change.Kind.CHANGED);
    }

    @Test
    void whatTheJobsWouldDropIsAnError() {
        Draft stale = new Draft(1, ofWork("w-2"), true, true);
        assertThatThrownBy(() -> Change.of(stale, KNOWN))
                .hasMessageContaining("version: expected one above 3");
        Draft signed = new Draft(1, KNOWN.withSignature("AAAA"), false, true);
        assertThatThrownBy(() -> Change.of(signed, null))
                .hasMessageContaining("version: expected with a signature");
        ListEntry ofAnother = KNOWN.with().entryId("bureau.e").signature("AAAA").build();
        assertThatThrownBy(() -> Change.of(new Draft(1, ofAnother, true, true), null))
                .hasMessageContaining("entryId: expected one that begins with court.");
        ListEntry ofNone = KNOWN.with().authority("a.b").entryId("a.b.1").signature("AAAA").build();
        assertThatThrownBy(() -> Change.of(new Draft(1, ofNone, true, true), null))
                .hasMessageContaining("authority: expected a name without a dot");
    }
}
