package dev.vigil.cli.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What desks of one store report of themselves, by {@code vigil desk --metrics}. */
final class DeskChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern NUMBER =
            Pattern.compile("(?m)^vigil_desk_(\\w+)(?:\\{[^}]*})? (\\S+)$");
    private static final String PAGE = "see job/docs/runbooks/desk.md";

    /** A page that is older, or an order that waits longer, is an alert too. */
    private static final double MOST_SECONDS = 60;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private int answered;
    private int leading;

    /**
     * Looks at one desk.
     *
     * @param address of its numbers
     */
    DoctorFinding desk(URI address) throws IOException, InterruptedException {
        Numbers numbers = numbers(address);
        answered++;
        boolean leads = numbers.is("lease_held");
        leading += leads ? 1 : 0;
        String check = name(address);
        if (numbers.is("stopped")) {
            return DoctorFinding.wrong(
                    check,
                    "a desk that reads",
                    "one that has stopped",
                    PAGE + "#a-desk-has-stopped");
        }
        if (!numbers.is("store_answers")) {
            return DoctorFinding.wrong(
                    check,
                    "a database that answers",
                    "none for 20 s",
                    PAGE + "#the-database-does-not-answer");
        }
        double behind = numbers.of("store_behind_seconds");
        if (leads && behind > MOST_SECONDS) {
            return DoctorFinding.wrong(
                    check, "pages of the last minute", seconds(behind), PAGE + "#the-desk-lags");
        }
        double oldest = numbers.of("outbox_oldest_seconds");
        if (oldest > MOST_SECONDS) {
            return DoctorFinding.wrong(
                    check,
                    "orders on their topics within a minute",
                    "one that waits for " + seconds(oldest),
                    PAGE + "#orders-wait");
        }
        return DoctorFinding.well(
                check,
                leads
                        ? "reads and sends, " + seconds(behind) + " behind"
                        : "waits, another one reads");
    }

    /** All of them together, once each was looked at. */
    DoctorFinding desks() {
        if (answered == 0) {
            return DoctorFinding.unseen("desks", "none answers", "is --desk its --metrics?");
        }
        return leading == 1
                ? DoctorFinding.well("desks", "one of " + answered + " reads and sends")
                : DoctorFinding.wrong(
                        "desks",
                        "one that reads and sends",
                        Integer.toString(leading),
                        leading == 0
                                ? PAGE + "#no-desk-follows-the-topics, or name the other --desk"
                                : "name the desks of one store alone");
    }

    static String name(URI address) {
        return "desk " + address.getAuthority();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /** By name, without what they have in common; the largest of those that differ by labels. */
    private record Numbers(Map<String, Double> byName) {
        /** Not there is 0, as for what the store has not answered. */
        double of(String name) {
            return byName.getOrDefault(name, 0.0);
        }

        boolean is(String name) {
            return of(name) == 1;
        }
    }

    private Numbers numbers(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve("/metrics")).timeout(PATIENCE).build();
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IOException(
                    "expected a desk with --metrics at " + address + ", got no answer", e);
        }
        Map<String, Double> byName = new HashMap<>();
        Matcher number = NUMBER.matcher(response.body());
        while (number.find()) {
            byName.merge(number.group(1), Double.parseDouble(number.group(2)), Math::max);
        }
        if (!byName.containsKey("stopped")) {
            throw new IOException(
                    "expected numbers of a desk at "
                            + address
                            + ", got status "
                            + response.statusCode()
                            + "; give the address of its --metrics, not of its pages");
        }
        return new Numbers(byName);
    }
}
