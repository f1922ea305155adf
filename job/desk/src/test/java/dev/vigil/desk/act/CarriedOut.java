package dev.vigil.desk.act;

import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.SignedInDesk;
import dev.vigil.desk.web.SignedInDesk.Person;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Each act of the desk, carried out over HTTP on a working day: from the form that a browser shows,
 * through the outbox, to its record on the topic. The records are also shown to the doors of the
 * jobs, in another module.
 */
public final class CarriedOut {
    public static final long NOW = ActCases.NOW;

    /** Who agrees where two have to. */
    static final Visitor SECOND =
            new Visitor("oidc:second", "second", Set.of(DeskRole.LEAD, DeskRole.PUBLISHER), null);

    private static final Visitor DRAFTER =
            new Visitor("oidc:drafter", "drafter", Set.of(DeskRole.HANDLER), null);

    private static final Visitor PUBLISHER =
            new Visitor("oidc:publish", "publish", Set.of(DeskRole.PUBLISHER), null);

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final Pattern ALERT = Pattern.compile("role=\"alert\">([^<]*)");
    private static final Pattern SENTENCE = Pattern.compile("<strong><bdi>([^<]*)</bdi></strong>");
    private static final int SEE_OTHER = 303;

    private final TestingDesk desk;
    private final SignedInDesk web;
    private final Map<String, Expected> byId = new HashMap<>();

    private record Expected(ActCase act, Visitor actor, Visitor approver) {}

    /**
     * A record that an act has made.
     *
     * @param actor who has ordered it
     * @param approver who has agreed; null where one is enough
     * @param id of it: of its request, or what begins with it
     */
    public record Sent(
            ActCase act,
            String actor,
            String approver,
            String id,
            ConsumerRecord<byte[], byte[]> record) {}

    private CarriedOut(TestingDesk desk, SignedInDesk web) {
        this.desk = desk;
        this.web = web;
    }

    /** Each of them by its form, on a store that is empty. */
    public static List<Sent> all(Store store) throws Exception {
        TestingDesk desk = new TestingDesk(store);
        desk.now = NOW;
        ActCases.send(desk.log);
        desk.read();
        try (SignedInDesk web = SignedInDesk.whole(store, () -> Instant.ofEpochMilli(NOW))) {
            CarriedOut acts = new CarriedOut(desk, web);
            for (ActCase act : ActCases.all()) {
                acts.carryOut(act);
            }
            acts.publish();
            if (!web.warnings().isEmpty()) {
                throw new AssertionError("expected no page that fails, got " + web.warnings());
            }
            return acts.sent();
        }
    }

    private List<Sent> sent() {
        desk.sendOrders();
        List<Sent> sent = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : desk.log.all()) {
            // The scene has records that are no events, too.
            Header header = record.headers().lastHeader("ce_id");
            String id = header == null ? "" : text(header.value());
            Expected of = byId.remove(id);
            if (of != null) {
                String approver = of.approver() == null ? null : of.approver().actor();
                sent.add(new Sent(of.act(), of.actor().actor(), approver, id, record));
            }
        }
        if (!byId.isEmpty()) {
            throw new AssertionError("expected a record of each, got none of " + byId);
        }
        return sent;
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    // By forms --------------------------------------------------------------------------------

    private void carryOut(ActCase act) throws Exception {
        String request = send(act.visitor(), act.address(), act.address(), act.fields());
        if (!Deeds.named(act.deed()).orElseThrow().needsTwo()) {
            byId.put(request, new Expected(act, act.visitor(), null));
            // The next one may be a version of the same.
            desk.sendOrders();
            desk.read();
            return;
        }
        String draft = "/draft/" + request;
        String approval = send(SECOND, draft, draft + "/approve", Map.of());
        byId.put(approval, new Expected(act, act.visitor(), SECOND));
        byId.put(
                request,
                new Expected(act.of("draft", "desk.drafted", request), act.visitor(), null));
        byId.put(
                approval + ".decided",
                new Expected(act.of("approve", "desk.approved", request), SECOND, null));
    }

    private void publish() throws Exception {
        ActCase entry = ActCases.published();
        String file = send(DRAFTER, "/list/draft", "/list/draft", entry.fields());
        byId.put(publish(file) + ".1", new Expected(entry, PUBLISHER, SECOND));

        List<ActCase> entries = ActCases.withdrawn();
        String batch = "/list/batch/" + Deed.encoded(entries.get(0).id()) + "/withdraw";
        String all = publish(send(DRAFTER, batch, batch, Map.of()));
        for (int n = 0; n < entries.size(); n++) {
            byId.put(all + "." + (n + 1), new Expected(entries.get(n), PUBLISHER, SECOND));
        }
    }

    /** From a draft to its entries; returns what the ids of these begin with. */
    private String publish(String draft) throws Exception {
        String page = "/list/draft/" + draft;
        send(DRAFTER, page, page + "/preview", Map.of());
        Matcher sentence = SENTENCE.matcher(web.page(page, web.person(SECOND)).body());
        if (!sentence.find()) {
            throw new AssertionError(page + ": expected a sentence to type, got none");
        }
        send(SECOND, page, page + "/approve", Map.of("sentence", sentence.group(1)));
        return send(PUBLISHER, page, page + "/publish", Map.of());
    }

    /**
     * Fills in the form that a page has, and sends it; returns the id of its request.
     *
     * @param action where the form is sent to
     */
    private String send(Visitor visitor, String page, String action, Map<String, String> fields)
            throws Exception {
        Person person = web.person(visitor);
        String form = form(web.page(page, person), action);
        Map<String, List<String>> filled = hidden(form);
        fields.forEach(
                (name, value) -> {
                    if (!form.contains("name=\"" + name + "\"")) {
                        throw new AssertionError(action + ": expected a field " + name);
                    }
                    filled.put(name, List.of(value));
                });
        HttpResponse<String> answer = web.post(action, person, filled);
        if (answer.statusCode() != SEE_OTHER) {
            throw new AssertionError(
                    action
                            + ": expected to be taken, got "
                            + answer.statusCode()
                            + ALERT.matcher(answer.body())
                                    .results()
                                    .map(it -> " " + it.group(1))
                                    .collect(Collectors.joining()));
        }
        String next = answer.headers().firstValue("Location").orElseThrow();
        int shown = web.page(next.replaceAll("#.*", ""), person).statusCode();
        if (shown != 200) {
            throw new AssertionError(next + ": expected what was ordered, got " + shown);
        }
        return filled.get("request").get(0);
    }

    private static String form(HttpResponse<String> page, String action) {
        int begin = page.body().indexOf("<form method=\"post\" action=\"" + action + "\"");
        if (begin < 0) {
            throw new AssertionError(
                    action + ": expected its form, got " + page.statusCode() + page.body());
        }
        return page.body().substring(begin, page.body().indexOf("</form>", begin));
    }

    /** All but the token, which the person has. */
    private static Map<String, List<String>> hidden(String form) {
        Map<String, List<String>> hidden =
                HIDDEN.matcher(form)
                        .results()
                        .collect(
                                Collectors.toMap(
                                        it -> it.group(1), CarriedOut::value, (one, two) -> one));
        hidden.remove("csrf");
        return hidden;
    }

    private static List<String> value(MatchResult hidden) {
        return List.of(hidden.group(2));
    }
}
