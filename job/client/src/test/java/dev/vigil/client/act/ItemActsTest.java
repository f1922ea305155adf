package dev.vigil.client.act;

import static dev.vigil.client.act.TestingFacts.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import org.junit.jupiter.api.Test;

class ItemActsTest {
    private static final long AHEAD_MS = NOW_MS + 6 * 60_000;

    private final TestingFacts known =
            new TestingFacts().filed("n-2", "clip-1").filed("n-1", "clip-1", "clip-2");

    private static ActionConfirmed deleted(String itemId, long at) {
        return ActionConfirmedBuilder.builder()
                .confirmationId("c-1")
                .itemId(itemId)
                .measure(Measure.DELETE)
                .effectiveAt(at)
                .build();
    }

    /** It is known when it is reported, whenever it took effect. */
    @Test
    void aConfirmationServesEveryNoticeOnTheItem() throws Exception {
        ActionConfirmed confirmed = deleted("clip-1", NOW_MS - 5_000);
        Act act = ItemActs.confirm(known, confirmed, NOW_MS);

        assertThat(act.topic()).isEqualTo(Topic.CONFIRMATIONS);
        assertThat(act.type()).isEqualTo(EventType.ACTION_CONFIRMED);
        assertThat(act.key()).isEqualTo("clip-1");
        assertThat(act.timeMs()).isEqualTo(NOW_MS);
        assertThat(act.body()).isEqualTo(confirmed);
        assertThat(act.answers()).containsExactly("n-1", "n-2");
    }

    @Test
    void contentThatIsBackBeginsAClockOfEach() throws Exception {
        ItemBack back = new ItemBack("clip-2", NOW_MS - 5_000, "seen again", null);
        Act act = ItemActs.reverse(known, back, NOW_MS);

        assertThat(act.type()).isEqualTo(EventType.ACTION_REVERSED);
        assertThat(act.timeMs()).isEqualTo(NOW_MS - 5_000);
        assertThat(act.answers()).containsExactly("n-1");
        ItemBack ahead = new ItemBack("clip-2", AHEAD_MS, "seen again", null);
        assertThatThrownBy(() -> ItemActs.reverse(known, ahead, NOW_MS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--at: expected a time that is past");
    }

    @Test
    void anItemOfNoNoticeIsRefused() {
        String refusal =
                "ITEM: expected an item of a filed notice, got 'clip-9'; see vigil notice list";
        assertThatThrownBy(() -> ItemActs.confirm(known, deleted("clip-9", NOW_MS), NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage(refusal);
        ItemBack back = new ItemBack("clip-9", NOW_MS, "seen again", null);
        assertThatThrownBy(() -> ItemActs.reverse(known, back, NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage(refusal);
    }

    @Test
    void anAnswerHasTheDigestOfWhatWasHandedOverAndNothingElseHas() throws Exception {
        ActionConfirmed deleted = deleted("clip-1", NOW_MS);
        ActionConfirmed answered = deleted.with().measure(Measure.ANSWERED).build();
        ActionConfirmed withDigest = deleted.with().digest("0".repeat(64)).build();

        for (ActionConfirmed wrong : new ActionConfirmed[] {answered, withDigest}) {
            assertThatThrownBy(() -> ItemActs.confirm(known, wrong, NOW_MS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("--answer: expected together with --measure ANSWERED");
        }
        known.filed("n-3", Directive.item("n-3", 1));
        ActionConfirmed right =
                withDigest
                        .with()
                        .itemId(Directive.item("n-3", 1))
                        .measure(Measure.ANSWERED)
                        .build();
        assertThat(ItemActs.confirm(known, right, NOW_MS).body()).isEqualTo(right);
    }

    /** The notice job would not let it in. */
    @Test
    void onlyWhatIsToBeHandedOverIsAnswered() {
        known.filed("n-3", Directive.item("n-3", 1));
        ActionConfirmed content =
                deleted("clip-1", NOW_MS)
                        .with()
                        .measure(Measure.ANSWERED)
                        .digest("0".repeat(64))
                        .build();
        assertThatThrownBy(() -> ItemActs.confirm(known, content, NOW_MS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--measure: expected one on content, got ANSWERED");
        ActionConfirmed deliverable = deleted(Directive.item("n-3", 1), NOW_MS);
        assertThatThrownBy(() -> ItemActs.confirm(known, deliverable, NOW_MS))
                .hasMessageStartingWith("--measure: expected ANSWERED or NOT_FOUND on what");
    }

    @Test
    void nothingTookEffectOrWasPublishedLater() {
        assertThatThrownBy(() -> ItemActs.confirm(known, deleted("clip-1", AHEAD_MS), NOW_MS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--effective: expected a time that is past");
        ActionConfirmed published = deleted("clip-1", NOW_MS).with().publishedAt(AHEAD_MS).build();
        assertThatThrownBy(() -> ItemActs.confirm(known, published, NOW_MS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--published: expected a time that is past");
    }

    @Test
    void whatClearsABreachHasAProofAndAnActor() throws Exception {
        known.status(
                GoldenEvent.of(EventType.NOTICE_STATUS, NoticeStatus.class)
                        .with()
                        .noticeId("n-2")
                        .clock(ClockState.BREACHED)
                        .dueAt(NOW_MS - 1_000)
                        .build());
        ActionConfirmed before = deleted("clip-1", NOW_MS - 2_000);

        assertThatThrownBy(() -> ItemActs.confirm(known, before, NOW_MS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "--effective: expected with --evidence and --by, as it clears the breach of"
                                + " n-2, got no proof; name both");
        ActionConfirmed proved = before.with().evidence("log-1").build();
        assertThatThrownBy(() -> ItemActs.confirm(known, proved, NOW_MS))
                .hasMessageEndingWith("got no actor; name both");
        ActionConfirmed whole = proved.with().executor("ops-2").build();
        assertThat(ItemActs.confirm(known, whole, NOW_MS).body()).isEqualTo(whole);
        ActionConfirmed late = deleted("clip-1", NOW_MS - 500);
        assertThat(ItemActs.confirm(known, late, NOW_MS).body()).isEqualTo(late);
    }
}
