package dev.vigil.desk.act;

import static dev.vigil.desk.act.FormField.area;
import static dev.vigil.desk.act.FormField.choice;
import static dev.vigil.desk.act.FormField.line;
import static dev.vigil.desk.act.FormField.openTime;
import static dev.vigil.desk.act.FormField.time;

import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.AlertActs;
import dev.vigil.client.act.CommandActs;
import dev.vigil.client.act.ItemActs;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is done to items, alerts and commands on sessions. */
final class ItemDeeds {
    /** Levels from which on a lead has to know. */
    private static final Pattern OF_LEADS = Pattern.compile(".*/E([5-9])(\\.\\d+)?");

    private ItemDeeds() {}

    static List<Deed> all() {
        return List.of(
                Deed.one(
                        "confirm",
                        "/item/{id}/confirm",
                        NoticeDeeds.HANDLERS,
                        ItemDeeds::confirm,
                        choice(
                                        "measure",
                                        Measure.DELETE,
                                        Measure.BLOCK,
                                        Measure.DISCONNECT,
                                        Measure.MUTE,
                                        Measure.STOP_STREAM,
                                        Measure.GEO_BLOCK,
                                        Measure.NOT_FOUND,
                                        Measure.ANSWERED)
                                .required(),
                        time("effectiveAt"),
                        line("executor", 200),
                        line("evidence", 2_000),
                        line("accountId", 200),
                        openTime("publishedAt"),
                        line("itemKind", 50),
                        line("digest", 64),
                        line("seal", 500)),
                Deed.one(
                        "reverse",
                        "/item/{id}/reverse",
                        NoticeDeeds.HANDLERS,
                        ItemDeeds::reverse,
                        area("reason", 2_000).required(),
                        time("at")),
                Deed.one(
                        "ack",
                        "/alert/ack",
                        NoticeDeeds.HANDLERS,
                        ItemDeeds::acknowledge,
                        line("alertKey", 800).required(),
                        area("note", 2_000)),
                Deed.one(
                        "command",
                        "/command/confirm",
                        NoticeDeeds.HANDLERS,
                        ItemDeeds::confirmCommand,
                        line("command", 500).required(),
                        choice(
                                "measure",
                                Measure.STOP_STREAM,
                                Measure.BLOCK,
                                Measure.MUTE,
                                Measure.GEO_BLOCK,
                                Measure.LIFT,
                                Measure.NOT_FOUND),
                        time("effectiveAt"),
                        line("evidence", 2_000)),
                Deed.one(
                        "fail",
                        "/command/fail",
                        NoticeDeeds.HANDLERS,
                        ItemDeeds::failCommand,
                        line("command", 500).required(),
                        area("reason", 2_000).required(),
                        time("at")));
    }

    private static Act confirm(ActFacts known, FormValues form) throws IOException {
        return ItemActs.confirm(
                known,
                ActionConfirmedBuilder.builder()
                        .confirmationId(form.request())
                        .itemId(form.id())
                        .measure(form.choice("measure", Measure.class))
                        .effectiveAt(form.timeOrNow("effectiveAt"))
                        .executor(
                                form.text("executor") == null
                                        ? form.actor()
                                        : form.text("executor"))
                        .evidence(form.text("evidence"))
                        .accountId(form.text("accountId"))
                        .publishedAt(form.time("publishedAt"))
                        .itemKind(form.text("itemKind"))
                        .digest(form.text("digest"))
                        .seal(form.text("seal"))
                        .build(),
                form.nowMs());
    }

    private static Act reverse(ActFacts known, FormValues form) throws IOException {
        return ItemActs.reverse(
                known,
                new ItemBack(form.id(), form.timeOrNow("at"), form.text("reason"), null),
                form.nowMs());
    }

    private static Act acknowledge(ActFacts known, FormValues form) throws IOException {
        String alertKey = form.text("alertKey");
        Matcher level = OF_LEADS.matcher(alertKey);
        if (level.matches() && !form.visitor().has(DeskRole.LEAD)) {
            throw new DeskRefused("act.ack.lead", alertKey);
        }
        return AlertActs.acknowledge(
                known, alertKey, form.actor(), form.text("note"), form.nowMs());
    }

    private static Act confirmCommand(ActFacts known, FormValues form) throws IOException {
        return CommandActs.confirm(
                known,
                form.text("command"),
                ActionConfirmedBuilder.builder()
                        .confirmationId(form.request())
                        .measure(form.choice("measure", Measure.class))
                        .effectiveAt(form.timeOrNow("effectiveAt"))
                        .executor(form.actor())
                        .evidence(form.text("evidence")),
                form.nowMs());
    }

    private static Act failCommand(ActFacts known, FormValues form) throws IOException {
        return CommandActs.fail(
                known,
                form.text("command"),
                form.timeOrNow("at"),
                form.text("reason"),
                form.nowMs());
    }
}
