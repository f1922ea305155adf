package dev.vigil.desk.act;

import dev.vigil.client.act.ActRefused;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.Visit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The second person approves a draft, or refuses it. */
final class DraftPost implements DeskPost {
    private static final String APPROVE = "approve";

    private final String name;
    private final FourEyes eyes;
    private final Deed form;

    /**
     * @param isApproval false refuses it
     */
    DraftPost(FourEyes eyes, boolean isApproval) {
        this.eyes = eyes;
        this.name = isApproval ? APPROVE : "refuse";
        this.form =
                new Deed(
                        name,
                        path(),
                        roles(),
                        false,
                        List.of(
                                FormField.line("sha256", 64).required(),
                                FormField.area("reason", 2_000)),
                        null);
    }

    @Override
    public String path() {
        return "/draft/{id}/" + name;
    }

    /** Those who may ask for some of them; which these are depends on the draft. */
    @Override
    public Set<DeskRole> roles() {
        return NoticeDeeds.LEADS;
    }

    /** What is approved is carried out. */
    @Override
    public boolean isSensitive() {
        return name.equals(APPROVE);
    }

    @Override
    public Answer post(Visit visit) {
        Optional<String> request = DeedPage.request(visit);
        if (request.isEmpty()) {
            return again(visit, 400, visit.text().text("act.request.missing"));
        }
        FormValues values = FormValues.of(form, visit, request.get());
        if (!values.faults().isEmpty()) {
            return again(visit, 400, visit.text().text("act.faults"));
        }
        try {
            eyes.decide(values, name.equals(APPROVE), visit.address(), visit.ages());
        } catch (ActRefused | IllegalArgumentException e) {
            return again(
                    visit, 409, visit.text().text("act.refused", RefusalWords.of(visit.text(), e)));
        } catch (DeskRefused e) {
            // An account may have another proposal by then, for reasons that were not shown.
            String key = e.isOfChange() ? "act.draft.proposal" : e.key();
            return again(visit, 409, visit.text().text(key, e.arguments()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.to(
                name.equals(APPROVE) ? "/order/" + request.get() + "?back=%2Fdrafts" : "/drafts");
    }

    @Override
    public Answer again(Visit visit, int status, String said) {
        return DraftScreen.page(eyes, visit, status, said);
    }
}
