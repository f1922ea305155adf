package dev.vigil.schema.event;

/**
 * The notifier answers a counter-notice before an authority or a court.
 *
 * @param notarisationDelayDays proven working days that do not count, 20 at most
 */
public record ProceedingFiled(
        String noticeId,
        ProceedingKind kind,
        long filedAt,
        @MayBeMissing String body,
        @MayBeMissing String caseNo,
        @MayBeMissing Integer notarisationDelayDays) {
    public ProceedingFiled {
        Check.id("noticeId", noticeId);
        Check.present("kind", kind);
        Check.timeMs("filedAt", filedAt);
        Check.optionalText("body", body, 500);
        Check.optionalText("caseNo", caseNo, 200);
        if (notarisationDelayDays != null) {
            Check.range("notarisationDelayDays", notarisationDelayDays, 0, 365);
        }
    }
}
