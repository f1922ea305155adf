package dev.vigil.desk.act;

import static dev.vigil.desk.act.FormField.boxes;
import static dev.vigil.desk.act.FormField.flag;
import static dev.vigil.desk.act.FormField.line;
import static dev.vigil.desk.act.FormField.lines;
import static dev.vigil.desk.act.FormField.number;
import static dev.vigil.desk.act.FormField.openTime;
import static dev.vigil.desk.act.FormField.time;

import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.AuthorizationTerms;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.client.act.RightsActs;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RightType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a holder of rights does about its own works. */
final class OwnerDeeds {
    private static final Set<DeskRole> OWNERS = Set.of(DeskRole.OWNER);
    private static final long MS_PER_S = 1_000;
    private static final long MOST_S = 100_000_000;

    private OwnerDeeds() {}

    static List<Deed> all() {
        return List.of(
                Deed.one(
                        "claimwork",
                        "/owner/claim",
                        OWNERS,
                        OwnerDeeds::claim,
                        line("workId", 200).required(),
                        boxes("rightTypes", RightType.values()),
                        lines("territories", 10),
                        lines("exceptTerritories", 10),
                        number("shareBp"),
                        openTime("from"),
                        openTime("to"),
                        flag("exclusive"),
                        line("evidenceRef", 2_000)),
                Deed.one(
                        "grant",
                        "/owner/grant",
                        OWNERS,
                        OwnerDeeds::grant,
                        termFields(
                                line("authorizationId", 200),
                                line("grantee", 200).required(),
                                lines("workIds", 200).required())),
                Deed.one(
                        "amend",
                        "/owner/amend",
                        OWNERS,
                        OwnerDeeds::amend,
                        termFields(
                                line("authorizationId", 200).required(),
                                line("grantee", 200),
                                lines("workIds", 200))),
                Deed.one(
                        "revoke",
                        "/owner/revoke",
                        OWNERS,
                        OwnerDeeds::revoke,
                        line("authorizationId", 200).required(),
                        time("at"),
                        line("reason", 500)),
                Deed.one(
                        "ownnotice",
                        "/owner/notice",
                        OWNERS,
                        OwnerDeeds::notice,
                        NoticeDeeds.noticeFields(
                                line("workId", 200).required(),
                                line("workName", 500).required(),
                                lines("items", 2_250).required())));
    }

    /**
     * The fields that {@link #terms} reads.
     *
     * @param first those that not each form asks for alike
     */
    private static FormField[] termFields(FormField... first) {
        Stream<FormField> further =
                Stream.of(
                        boxes("rightTypes", RightType.values()),
                        lines("territories", 10),
                        openTime("from"),
                        openTime("to"),
                        number("maxExcerptS"),
                        line("evidenceRef", 2_000));
        return Stream.concat(Stream.of(first), further).toArray(FormField[]::new);
    }

    /** Refuses a work that is not one of the owner's. */
    private static void requireOwned(ActFacts known, FormValues form, String workId)
            throws IOException {
        String party = party(form);
        boolean isOwner =
                known.effectiveWork(workId).stream()
                        .flatMap(it -> it.owners().stream())
                        .anyMatch(it -> it.ownerId().equals(party));
        if (!isOwner && known.receipt(workId, party).filter(OwnerDeeds::holds).isEmpty()) {
            throw new DeskRefused("act.owner.work", workId, party);
        }
    }

    /** Of a claim that was refused, or taken back, nothing follows. */
    private static boolean holds(RegistrationReceipt receipt) {
        return receipt.state() != RegistrationState.REFUSED
                && (receipt.claim() == null || !receipt.claim().isWithdrawn());
    }

    private static String party(FormValues form) {
        if (form.visitor().party() == null) {
            throw new DeskRefused("act.owner.party");
        }
        return form.visitor().party();
    }

    private static Act claim(ActFacts known, FormValues form) throws IOException {
        Long share = form.number("shareBp");
        return RightsActs.claim(
                known,
                WorkClaimBuilder.builder()
                        .workId(form.text("workId"))
                        .claimant(party(form))
                        .shares(
                                List.of(
                                        OwnerShareBuilder.builder()
                                                .ownerId(party(form))
                                                .territories(form.texts("territories"))
                                                .rightTypes(
                                                        form.choices("rightTypes", RightType.class))
                                                .exceptTerritories(form.texts("exceptTerritories"))
                                                .shareBp(
                                                        share == null
                                                                ? null
                                                                : Integer.valueOf(
                                                                        (int)
                                                                                Math.min(
                                                                                        share,
                                                                                        1_000_000)))
                                                .from(form.time("from"))
                                                .to(form.time("to"))
                                                .exclusive(form.flagOrNull("exclusive"))
                                                .build()))
                        .evidenceRef(form.text("evidenceRef"))
                        .at(form.nowMs()));
    }

    private static Act grant(ActFacts known, FormValues form) throws IOException {
        for (String work : form.texts("workIds")) {
            requireOwned(known, form, work);
        }
        // A new one has an id of ours: one that is chosen may be, or become, another owner's.
        String id = form.text("authorizationId");
        if (id != null) {
            requireOwn(known, form);
        }
        return RightsActs.grant(
                known, id == null ? NoticeDeeds.newId(form) : id, terms(form), form.nowMs());
    }

    private static Act amend(ActFacts known, FormValues form) throws IOException {
        for (String work : form.texts("workIds")) {
            requireOwned(known, form, work);
        }
        requireOwn(known, form);
        return RightsActs.amend(known, form.text("authorizationId"), terms(form), form.nowMs());
    }

    private static Act revoke(ActFacts known, FormValues form) throws IOException {
        requireOwn(known, form);
        return RightsActs.revoke(
                known,
                form.text("authorizationId"),
                form.timeOrNow("at"),
                form.text("reason"),
                form.nowMs());
    }

    /** Whether there is one at all is not said of others' authorizations. */
    private static void requireOwn(ActFacts known, FormValues form) throws IOException {
        Optional<Authorization> granted = known.authorization(form.text("authorizationId"));
        if (granted.isEmpty() || !party(form).equals(granted.get().grantor())) {
            throw new DeskRefused("act.owner.authorization", form.text("authorizationId"));
        }
    }

    /** It is received now: a notice of the past would have a clock that has run. */
    private static Act notice(ActFacts known, FormValues form) throws IOException {
        requireOwned(known, form, form.text("workId"));
        return NoticeActs.file(
                known,
                NoticeDeeds.notice(form)
                        .noticeId(NoticeDeeds.newId(form))
                        .receivedAt(form.nowMs())
                        .notifier(party(form))
                        .build(),
                form.nowMs());
    }

    private static AuthorizationTerms terms(FormValues form) {
        Long seconds = form.number("maxExcerptS");
        return new AuthorizationTerms(
                form.text("grantee"),
                orNull(form.texts("workIds")),
                orNull(form.choices("rightTypes", RightType.class)),
                orNull(form.texts("territories")),
                form.time("from"),
                form.time("to"),
                seconds == null ? null : Long.valueOf(Math.min(seconds, MOST_S) * MS_PER_S),
                party(form),
                form.text("evidenceRef"));
    }

    private static <T> List<T> orNull(List<T> given) {
        return given.isEmpty() ? null : given;
    }
}
