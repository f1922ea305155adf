package dev.vigil.signal;

import static dev.vigil.signal.TestingSignals.DAY_MS;
import static dev.vigil.signal.TestingSignals.ID;
import static dev.vigil.signal.TestingSignals.ORIGIN;
import static dev.vigil.signal.TestingSignals.RULES;
import static dev.vigil.signal.TestingSignals.T0_MS;
import static dev.vigil.signal.TestingSignals.abuse;
import static dev.vigil.signal.TestingSignals.decided;
import static dev.vigil.signal.TestingSignals.fact;
import static dev.vigil.signal.TestingSignals.opinion;
import static dev.vigil.signal.TestingSignals.position;
import static dev.vigil.signal.TestingSignals.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalFingerprint;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer may bring at all. */
class SignalCheckTest {
    private static SignalFault fault(Runnable check) {
        try {
            check.run();
            return null;
        } catch (RefusedSignal refused) {
            assertThat(refused).hasMessageContaining("expected").hasMessageContaining("got");
            return refused.fault();
        }
    }

    private static SignalFault fault(SignalShared signal) {
        return fault(() -> SignalCheck.signal(signal, T0_MS));
    }

    @Test
    void aSignalOfEitherKindIsAdmitted() {
        assertThat(fault(signal(1))).isNull();
        assertThat(fault(abuse(1))).isNull();
    }

    /** X3: no peer brings what only an authority or a court does. */
    @ParameterizedTest
    @EnumSource
    void ofClassesOnlyThoseOfOwnersAndNotices(ListClass listClass) {
        boolean isOfAuthority =
                EnumSet.of(ListClass.FORBIDDEN, ListClass.ORDER).contains(listClass);
        SignalFault found = fault(signal(1).withListClass(listClass));
        boolean needsWindow =
                Set.of(ListClass.IN_SCREENING, ListClass.HOT_BROADCAST).contains(listClass);
        SignalFault expected =
                isOfAuthority
                        ? SignalFault.SIGNAL_CLASS
                        : needsWindow ? SignalFault.SIGNAL_SHAPE : null;
        assertThat(found).isEqualTo(expected);
    }

    /** Were the door open, nothing would be listed either. */
    @ParameterizedTest
    @EnumSource(names = {"FORBIDDEN", "ORDER"})
    void noEntryOfSuchAClassIsEverMade(ListClass listClass) {
        SignalSite site = new SignalSite(RULES);
        SignalShared forbidden = signal(1).withListClass(listClass);
        site.take(fact(forbidden, false, position(0), T0_MS));
        site.take(
                SignalFact.decided(
                        decided(forbidden, OpinionKind.CONFIRM, T0_MS), position(1), T0_MS));
        assertThatThrownBy(() -> site.look(T0_MS + 1)).isInstanceOf(IllegalStateException.class);
        assertThat(site.list).isEmpty();
    }

    /** What a peer says of a notifier is for a person: no list, no reference, no clock. */
    @Test
    void abuseIsReportedAndNothingElse() {
        SignalSite site = new SignalSite(RULES);
        site.take(fact(abuse(1), false, position(0), T0_MS));
        for (String peer : List.of("beta", "gamma", "delta")) {
            site.take(
                    SignalFact.opinion(
                            opinion(abuse(1), peer, OpinionKind.CONFIRM, 1), position(1), T0_MS));
        }
        site.look(T0_MS + 1);
        assertThat(site.status.state()).isEqualTo(SignalState.REPORTED);
        assertThat(site.status.reasonCode()).isEqualTo(SignalFold.FORGED_EVIDENCE);
        assertThat(site.list).isEmpty();
        assertThat(site.placed).isEmpty();
        site.take(
                SignalFact.decided(
                        decided(abuse(1), OpinionKind.CONFIRM, T0_MS), position(2), T0_MS + 2));
        site.look(T0_MS + 3);
        assertThat(site.status.state()).isEqualTo(SignalState.WATCHED);
        assertThat(site.status.notifier()).isEqualTo("org-77");
        assertThat(site.status.reasonCode()).isNull();
        assertThat(site.list).isEmpty();
        assertThat(site.placed).isEmpty();
        assertThat(site.said).extracting(one -> one.opinion()).containsExactly(OpinionKind.CONFIRM);
    }

    /** After a start without state its withdrawn entry is known by what was published alone. */
    @Test
    void whatIsOverIsNotPublishedAgainInOtherWords() {
        SignalSite site = new SignalSite(RULES);
        SignalFact shared = fact(signal(1), false, position(0), T0_MS);
        SignalFact confirmed =
                SignalFact.decided(
                        decided(signal(1), OpinionKind.CONFIRM, T0_MS + 1), position(1), T0_MS + 1);
        SignalFact withdrawn =
                fact(signal(2).withWithdrawnAt(T0_MS + 2), false, position(2), T0_MS + 2);
        site.take(shared);
        site.take(confirmed);
        site.look(T0_MS + 1);
        site.take(withdrawn);
        site.look(T0_MS + 2);
        SignalStatus over = site.status;
        assertThat(over.entryVersion()).isNotNull();

        site.forget();
        site.take(shared);
        site.take(withdrawn);
        site.take(confirmed);
        site.look(T0_MS + 3);
        assertThat(site.status).isEqualTo(over);
        site.take(fact(signal(3), false, position(3), T0_MS + 4));
        site.take(
                SignalFact.decided(
                        decided(signal(3), OpinionKind.CONFIRM, T0_MS + 5),
                        position(4),
                        T0_MS + 5));
        site.look(T0_MS + 5);
        assertThat(site.inForce())
                .as("listed again, after the version that withdrew it")
                .singleElement()
                .satisfies(one -> assertThat(one.version()).isGreaterThan(over.entryVersion()));
    }

    /** A record that lets one notifier go names it, so that it is let go wherever it is kept. */
    @Test
    void ofTwoNotifiersTheFirstIsLetGoBeforeTheSecondIsWatched() {
        SignalSite site = new SignalSite(RULES);
        site.take(fact(abuse(1), false, position(0), T0_MS));
        confirms(site, "studio-1", 1);
        assertThat(standing(site)).isEqualTo("WATCHED studio-1");
        confirms(site, "studio-2", 2);
        assertThat(standing(site)).isEqualTo("REPORTED studio-1");
        site.look(T0_MS + 3);
        assertThat(standing(site)).isEqualTo("WATCHED studio-2");

        site.forget();
        site.take(fact(abuse(1), false, position(0), T0_MS));
        confirms(site, "studio-3", 4);
        assertThat(standing(site)).as("without state").isEqualTo("REPORTED studio-2");
        site.look(T0_MS + 5);
        assertThat(standing(site)).isEqualTo("WATCHED studio-3");
    }

    @Test
    void aDisputeOrTheEndOfAReportLetsItsNotifierGo() {
        SignalSite site = new SignalSite(RULES);
        site.take(fact(abuse(1), false, position(0), T0_MS));
        confirms(site, "studio-1", 1);
        site.take(
                SignalFact.decided(
                        decided(abuse(1), OpinionKind.DISPUTE, T0_MS + 2), position(2), T0_MS + 2));
        site.look(T0_MS + 2);
        assertThat(standing(site)).isEqualTo("DISPUTED studio-1");
        confirms(site, "studio-1", 3);
        SignalOpinion ofOrigin = opinion(abuse(1), ORIGIN, OpinionKind.DISPUTE, 1);
        site.take(SignalFact.opinion(ofOrigin, position(1), T0_MS + 4));
        site.look(T0_MS + 4);
        assertThat(standing(site)).as("its origin thinks better").isEqualTo("DISPUTED studio-1");
        confirms(site, "studio-1", 5);
        assertThat(standing(site)).isEqualTo("WATCHED studio-1");
        site.look(abuse(1).expiresAt());
        assertThat(standing(site)).isEqualTo("EXPIRED studio-1");
    }

    private static void confirms(SignalSite site, String notifier, long afterMs) {
        site.take(
                SignalFact.decided(
                        decided(abuse(1), OpinionKind.CONFIRM, T0_MS + afterMs)
                                .withNotifier(notifier),
                        position(2),
                        T0_MS + afterMs));
        site.look(T0_MS + afterMs);
    }

    private static String standing(SignalSite site) {
        return site.status.state() + " " + site.status.notifier();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "beta:film-17",
                "alpha",
                "alpha:",
                "Alpha:film-17",
                "film-17",
                "alpha:a.video"
            })
    void itsIdIsOfItsOrigin(String id) {
        assertThat(fault(signal(1).withSignalId(id))).isEqualTo(SignalFault.SIGNAL_SHAPE);
    }

    /** Else two signals would be one work here, and one could take the other's place. */
    @Test
    void noTwoSignalsHaveOneNameHere() {
        assertThat(SignalName.isOrigin("a:b")).isFalse();
        assertThat(SignalName.here("a:b:c")).isNotEqualTo(SignalName.here("a.b:c"));
        assertThat(SignalName.signal(SignalName.here(ID))).contains(ID);
        assertThat(SignalName.signal("staydown." + ID)).isEmpty();
        assertThat(SignalName.here("a:" + "x".repeat(188))).hasSizeLessThanOrEqualTo(200);
        assertThat(SignalName.isOf("a", "a:" + "x".repeat(189))).isFalse();
    }

    @Test
    void ofItsPeriodAndProfile() {
        SignalShared tooLong = signal(1).withExpiresAt(T0_MS + 90 * DAY_MS + 1);
        assertThat(fault(tooLong)).isEqualTo(SignalFault.SIGNAL_SHAPE);
        SignalShared over = signal(1).with().issuedAt(T0_MS - 2).expiresAt(T0_MS).build();
        assertThat(fault(over)).isEqualTo(SignalFault.SIGNAL_EXPIRED);
        assertThat(fault(over.withWithdrawnAt(T0_MS))).as("taken back").isNull();
        SignalFingerprint known = signal(1).fingerprint();
        SignalFingerprint unknown =
                new SignalFingerprint("audio/977", 60_000, known.peaks(), known.chunks());
        assertThat(fault(signal(1).withFingerprint(unknown))).isEqualTo(SignalFault.SIGNAL_PROFILE);
    }

    @Test
    void whatBelongsToItsKindIsThere() {
        SignalShared full = signal(1);
        assertThat(
                        List.of(
                                full.withWork(null),
                                full.withFingerprint(null),
                                full.withListClass(null),
                                full.withAbuse(abuse(1).abuse()),
                                abuse(1).withAbuse(null),
                                abuse(1).withWork(full.work())))
                .allMatch(wrong -> fault(wrong) == SignalFault.SIGNAL_SHAPE);
    }

    @Test
    void anOpinionOrDecisionHasAReasonForADisputeAlone() {
        var dispute = opinion(signal(1), "beta", OpinionKind.DISPUTE, 1);
        assertThat(fault(() -> SignalCheck.opinion(dispute))).isNull();
        assertThat(fault(() -> SignalCheck.opinion(dispute.withReasonCode(null))))
                .isEqualTo(SignalFault.SIGNAL_SHAPE);
        assertThat(fault(() -> SignalCheck.opinion(dispute.withOpinion(OpinionKind.SEEN))))
                .isEqualTo(SignalFault.SIGNAL_SHAPE);
        var confirmed = decided(signal(1), OpinionKind.CONFIRM, T0_MS);
        assertThat(fault(() -> SignalCheck.decided(confirmed.withWorkId("w1")))).isNull();
        assertThat(fault(() -> SignalCheck.decided(confirmed.withWorkId("signal.beta:x"))))
                .as("the work of another signal")
                .isEqualTo(SignalFault.SIGNAL_SHAPE);
        assertThat(fault(() -> SignalCheck.decided(confirmed.withOpinion(OpinionKind.SEEN))))
                .isEqualTo(SignalFault.SIGNAL_SHAPE);
    }

    /** Of an end in time nothing is taken back. */
    @Test
    void theVersionThatEndsOneIsItsOwn() {
        SignalSite site = new SignalSite(RULES);
        site.take(fact(signal(1), false, position(0), T0_MS));
        site.take(
                SignalFact.decided(
                        decided(signal(1), OpinionKind.CONFIRM, T0_MS), position(1), T0_MS + 1));
        site.look(T0_MS + 2);
        ListEntry listed = site.inForce().get(0);
        assertThat(listed.version()).isEqualTo(2 * (T0_MS + 1));
        site.look(T0_MS + 60 * DAY_MS);
        ListEntry gone = site.list.values().iterator().next();
        assertThat(gone.withdrawnAt()).isEqualTo(T0_MS + 60 * DAY_MS);
        assertThat(gone.wasMistaken()).as("its time is over").isFalse();
    }

    /** What a dispute ends was a mistake: the offences that rest on it fall. */
    @Test
    void aDisputeTakesBackWhatTheEntryHasLedTo() {
        SignalSite site = new SignalSite(RULES);
        site.take(fact(signal(1), false, position(0), T0_MS));
        site.take(
                SignalFact.decided(
                        decided(signal(1), OpinionKind.CONFIRM, T0_MS), position(1), T0_MS + 1));
        site.look(T0_MS + 2);
        site.take(
                SignalFact.opinion(
                                opinion(signal(1), "delta", OpinionKind.DISPUTE, 1),
                                position(2),
                                T0_MS + 3)
                        .withCounts(true));
        site.look(T0_MS + 4);
        assertThat(site.status.state()).isEqualTo(SignalState.DISPUTED);
        assertThat(site.list.values().iterator().next().wasMistaken()).isTrue();
        assertThat(site.placed).isEmpty();
    }
}
