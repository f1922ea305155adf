package dev.vigil.bench.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.bench.desk.DeskBrowser.Answered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out in which ways pages can be asked for, by what their HTML offers: each choice of each
 * filter, the pages behind the first one, and places far down, which are made of the place that a
 * page names: with other times and numbers.
 */
final class PageVariants {
    /** Pages that a person goes on to, at the most. */
    private static final int FURTHER = 10;

    /** Of one choice of many. */
    private static final int LEAST_OF_CHOICE = 20;

    /** A person is asked to wait after 60 pages in a second. */
    private static final int TOO_MANY = 429;

    private static final int TRIES = 100;
    private static final int WAIT_MS = 100;

    private static final Pattern FORM =
            Pattern.compile("<form class=\"filters\".*?</form>", Pattern.DOTALL);
    private static final Pattern SELECT =
            Pattern.compile("<select name=\"(\\w+)\".*?</select>", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]+)\"");
    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");
    private static final Pattern NAME = Pattern.compile("name=\"(\\w+)\"");
    private static final Pattern TYPE = Pattern.compile("type=\"([\\w-]+)\"");
    private static final Pattern NEXT = Pattern.compile("<a href=\"([^\"]+)\" rel=\"next\"");
    private static final Pattern AFTER = Pattern.compile("([?&](?:after|before)=)([\\w-]+)");

    private static final JsonMapper JSON = new JsonMapper();

    private final DeskBrowser browser;
    private final DeskPlan plan;
    private final DeskIds ids;
    private final int calls;
    private final SplittableRandom random = new SplittableRandom(7);

    /**
     * @param calls of each way
     */
    PageVariants(DeskBrowser browser, DeskPlan plan, DeskIds ids, int calls) {
        this.browser = browser;
        this.plan = plan;
        this.ids = ids;
        this.calls = calls;
    }

    /** All ways of a page. */
    List<PageVariant> of(String path) throws IOException, InterruptedException {
        if (path.contains("{")) {
            List<String> addresses = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                addresses.add(ids.address(path, random));
            }
            return List.of(new PageVariant(path, "", "", addresses, calls));
        }
        if (path.endsWith(".csv")) {
            return List.of(new PageVariant(path, "first bytes", "", List.of(path), calls));
        }
        List<PageVariant> all = new ArrayList<>();
        all.add(new PageVariant(path, "", "", List.of(path), calls));
        String page = page(path);
        Matcher form = FORM.matcher(page);
        if (form.find()) {
            List<PageVariant> filtered = new ArrayList<>(chosen(path, form.group()));
            filtered.addAll(typed(path, form.group()));
            all.addAll(filtered);
            all.addAll(byTwo(path, filtered));
        }
        all.addAll(further(path, "", "", page, calls));
        return all;
    }

    private String page(String address) throws IOException, InterruptedException {
        Answered answer = browser.get(address);
        for (int i = 0; i < TRIES && answer.status() == TOO_MANY; i++) {
            Thread.sleep(WAIT_MS);
            answer = browser.get(address);
        }
        // What else it answers is counted once persons ask for it.
        return answer.isGood() ? answer.body() : "";
    }

    // Filters -------------------------------------------------------------------------------------

    /** Each choice, and what is far down behind it. */
    private List<PageVariant> chosen(String path, String form)
            throws IOException, InterruptedException {
        List<PageVariant> all = new ArrayList<>();
        Matcher select = SELECT.matcher(form);
        while (select.find()) {
            List<String> options = new ArrayList<>();
            Matcher option = OPTION.matcher(select.group());
            while (option.find()) {
                options.add(option.group(1));
            }
            for (String one : options) {
                all.addAll(chosen(path, select.group(1), one, options.size()));
            }
        }
        Matcher input = INPUT.matcher(form);
        while (input.find()) {
            if (found(TYPE, input.group(), "text").equals("checkbox")) {
                all.addAll(chosen(path, found(NAME, input.group(), ""), "1", 1));
            }
        }
        return all;
    }

    private List<PageVariant> chosen(String path, String name, String choice, int choices)
            throws IOException, InterruptedException {
        String address = path + "?" + name + "=" + DeskBrowser.encoded(choice);
        int many = Math.max(Math.min(calls, LEAST_OF_CHOICE), calls / choices);
        List<PageVariant> all = new ArrayList<>();
        all.add(new PageVariant(path, "by " + name, choice, List.of(address), many));
        all.addAll(further(path, "by " + name + ", ", choice, page(address), many));
        return all;
    }

    private List<PageVariant> typed(String path, String form) {
        List<PageVariant> all = new ArrayList<>();
        Matcher input = INPUT.matcher(form);
        while (input.find()) {
            String name = found(NAME, input.group(), "");
            String type = found(TYPE, input.group(), "text");
            if (!name.isEmpty() && !type.equals("hidden") && !type.equals("checkbox")) {
                all.add(new PageVariant(path, "by " + name, "", typedInto(path, name), calls));
            }
        }
        return all;
    }

    /** Filters of two names at once: lists that no index has in their order. */
    private List<PageVariant> byTwo(String path, List<PageVariant> filtered) {
        List<PageVariant> single =
                filtered.stream().filter(it -> !it.name().contains(", ")).toList();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < TRIES * calls && addresses.size() < calls; i++) {
            PageVariant one = single.get(random.nextInt(single.size()));
            PageVariant other = single.get(random.nextInt(single.size()));
            if (!one.name().equals(other.name())) {
                String query = any(other).substring(path.length() + 1);
                addresses.add(any(one) + "&" + query);
            }
        }
        return addresses.isEmpty()
                ? List.of()
                : List.of(new PageVariant(path, "by two filters", "", addresses, calls));
    }

    private String any(PageVariant of) {
        return of.addresses().get(random.nextInt(of.addresses().size()));
    }

    /** What people type into a field; where it is not known what it is, something. */
    private List<String> typedInto(String path, String name) {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            String text = name.equals("q") ? ids.searched(random) : ids.text(name, random);
            addresses.add(
                    path
                            + "?"
                            + name
                            + "="
                            + DeskBrowser.encoded(text == null ? "work-" + i : text));
        }
        return addresses;
    }

    private static String found(Pattern pattern, String in, String otherwise) {
        Matcher found = pattern.matcher(in);
        return found.find() ? found.group(1) : otherwise;
    }

    // Further pages -------------------------------------------------------------------------------

    private List<PageVariant> further(String path, String of, String choice, String first, int many)
            throws IOException, InterruptedException {
        List<String> followed = new ArrayList<>();
        String page = first;
        while (followed.size() < FURTHER) {
            String next = found(NEXT, page, null);
            if (next == null) {
                break;
            }
            followed.add(next.replace("&amp;", "&"));
            page = page(followed.get(followed.size() - 1));
        }
        if (followed.isEmpty()) {
            return List.of();
        }
        List<String> far = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            far.add(farDown(followed.get(0)));
        }
        return List.of(
                new PageVariant(path, of + "further pages", choice, followed, many),
                new PageVariant(path, of + "far down", choice, far, many));
    }

    /** The same list from a place somewhere in it. */
    String farDown(String address) throws IOException {
        Matcher after = AFTER.matcher(address);
        if (!after.find()) {
            return address;
        }
        ArrayNode place = (ArrayNode) JSON.readTree(Base64.getUrlDecoder().decode(after.group(2)));
        ArrayNode moved = JSON.createArrayNode();
        for (JsonNode value : place) {
            if (value.isTextual()) {
                moved.add(moved(value.asText()));
            } else if (value.asLong() >= plan.fromMs() - DeskPlan.DAY_MS) {
                moved.add(time());
            } else {
                moved.add(value);
            }
        }
        String token =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(moved.toString().getBytes(StandardCharsets.UTF_8));
        return address.substring(0, after.start(2)) + token + address.substring(after.end(2));
    }

    /** Half of them where lists of what is to be done are. */
    private long time() {
        return random.nextBoolean()
                ? random.nextLong(plan.fromMs(), plan.toMs())
                : plan.toMs() + random.nextLong(-DeskPlan.DAY_MS, 15 * DeskPlan.DAY_MS);
    }

    /** An id of the same kind. */
    private String moved(String id) {
        return id.replaceFirst("\\d+", Integer.toString(random.nextInt(plan.notices())));
    }
}
