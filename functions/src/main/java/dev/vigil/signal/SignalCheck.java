package dev.vigil.signal;

import dev.vigil.audio.Profiles;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalShared;
import java.util.EnumSet;
import java.util.Set;

/** What of peers and people is admitted, beside signatures and the shape of single fields. */
public final class SignalCheck {
    /** Of a record of a peer without peaks, in bytes. */
    public static final int MOST_BYTES = 64 * 1024;

    /** An authority or a court brings the others, never a peer. */
    static final Set<ListClass> CLASSES =
            EnumSet.of(
                    ListClass.PERMISSION_REQUIRED,
                    ListClass.RIGHTS_DECLARED,
                    ListClass.STAYDOWN,
                    ListClass.IN_SCREENING,
                    ListClass.HOT_BROADCAST);

    private SignalCheck() {}

    /**
     * @param receivedMs when it arrived (UTC epoch ms)
     * @throws RefusedSignal where it is not admitted
     */
    public static void signal(SignalShared signal, long receivedMs) {
        if (!SignalName.isOf(signal.origin(), signal.signalId())) {
            throw shape(
                    "signalId: expected '" + signal.origin() + ":ID' of at most 190 characters",
                    "'" + signal.signalId() + "'");
        }
        if (RecordingId.isOfPictures(signal.signalId())) {
            // Its recording, which is sound, has this id here.
            throw shape(
                    "signalId: expected one that does not end as that of pictures does",
                    "'" + signal.signalId() + "'");
        }
        boolean isReference = signal.kind() == SignalKind.REFERENCE;
        boolean hasRecording =
                signal.work() != null && signal.fingerprint() != null && signal.listClass() != null;
        boolean hasNone =
                signal.work() == null && signal.fingerprint() == null && signal.listClass() == null;
        if (isReference ? !hasRecording || signal.abuse() != null : !hasNone) {
            throw shape(
                    "kind: expected work, fingerprint and listClass with REFERENCE alone",
                    signal.kind().name());
        }
        if (!isReference && signal.abuse() == null) {
            throw shape("abuse: expected with ABUSE", "none");
        }
        period(signal, receivedMs);
        if (isReference) {
            recording(signal);
        }
    }

    private static void period(SignalShared signal, long receivedMs) {
        long lengthMs = signal.expiresAt() - signal.issuedAt();
        if (lengthMs <= 0 || lengthMs > SignalShared.LONGEST_MS) {
            throw shape(
                    "expiresAt: expected a time after issuedAt, 90 days at most",
                    lengthMs + " ms after it");
        }
        if (signal.expiresAt() <= receivedMs && !signal.isWithdrawn()) {
            throw new RefusedSignal(
                    SignalFault.SIGNAL_EXPIRED,
                    "expiresAt: expected a time after it was received, got "
                            + (receivedMs - signal.expiresAt())
                            + " ms before; issue a new version");
        }
    }

    private static void recording(SignalShared signal) {
        if (!CLASSES.contains(signal.listClass())) {
            throw new RefusedSignal(
                    SignalFault.SIGNAL_CLASS,
                    "listClass: expected one of "
                            + CLASSES
                            + ", got "
                            + signal.listClass()
                            + "; only an authority or a court brings it, on the list");
        }
        boolean needsWindow =
                signal.listClass() == ListClass.IN_SCREENING
                        || signal.listClass() == ListClass.HOT_BROADCAST;
        if (needsWindow && signal.windows().isEmpty()) {
            throw shape("windows: expected with " + signal.listClass(), "none");
        }
        String profile = signal.fingerprint().profile();
        if (Profiles.ALL.find(profile).isEmpty()) {
            throw new RefusedSignal(
                    SignalFault.SIGNAL_PROFILE,
                    "fingerprint.profile: expected one that is known here, got '"
                            + profile
                            + "'; share the recording in one that both sites know");
        }
    }

    /**
     * @throws RefusedSignal where it is not admitted
     */
    public static void opinion(SignalOpinion opinion) {
        if (!SignalName.isOrigin(opinion.origin())) {
            throw shape("origin: expected the name of a platform", "'" + opinion.origin() + "'");
        }
        reason(opinion.opinion(), opinion.reasonCode() != null);
    }

    /**
     * @throws RefusedSignal where it is not admitted
     */
    public static void decided(SignalDecided decided) {
        if (decided.opinion() == OpinionKind.SEEN) {
            throw shape("opinion: expected CONFIRM, DISPUTE or NONE", "SEEN");
        }
        reason(decided.opinion(), decided.reasonCode() != null);
        if (decided.notifier() != null && decided.opinion() != OpinionKind.CONFIRM) {
            throw shape("notifier: expected with CONFIRM alone", "one with " + decided.opinion());
        }
        String work = decided.workId();
        boolean isNone = work != null && SignalName.signal(work).isPresent();
        if (isNone || work != null && decided.opinion() != OpinionKind.CONFIRM) {
            throw shape(
                    "workId: expected a registered work, with CONFIRM alone",
                    "'" + work + "' with " + decided.opinion());
        }
    }

    private static void reason(OpinionKind opinion, boolean isGiven) {
        if (isGiven != (opinion == OpinionKind.DISPUTE)) {
            throw shape(
                    "reasonCode: expected with DISPUTE and only there",
                    (isGiven ? "one" : "none") + " with " + opinion);
        }
    }

    private static RefusedSignal shape(String expected, String got) {
        return new RefusedSignal(
                SignalFault.SIGNAL_SHAPE, expected + ", got " + got + "; correct it");
    }
}
