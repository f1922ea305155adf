package dev.vigil.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Holds the NetworkPolicies and the PodMonitor of a job, or of a process of the vigil command,
 * against the ports that its manifest names. The schema of PodMonitor belongs to the Prometheus
 * Operator, so the fields that we use are listed here.
 */
final class Reach {
    private static final int REST = 8081;
    private static final int DNS = 53;
    private static final Pattern PORT = Pattern.compile(":(\\d+)(?:/.*)?$");
    private static final Set<String> MONITOR = Set.of("selector", "podMetricsEndpoints");
    private static final Set<String> ENDPOINT = Set.of("port", "interval");

    private final String app;
    private final List<JsonNode> policies;

    private Reach(String app, List<JsonNode> rendered) {
        this.app = app;
        policies =
                rendered.stream()
                        .filter(it -> it.path("kind").asText().equals("NetworkPolicy"))
                        .filter(it -> selects(it.at("/spec/podSelector")))
                        .toList();
    }

    /** What a job can't reach but must, or the reverse; one line each. */
    static List<String> errors(JsonNode deployment, List<JsonNode> rendered) {
        Reach reach = new Reach(deployment.at("/metadata/name").asText(), rendered);
        List<String> errors = new ArrayList<>();
        int metrics =
                deployment
                        .at("/spec/flinkConfiguration")
                        .path("metrics.reporter.prom.port")
                        .asInt();
        reach.check(reach.isClosed(), "not closed", errors);
        reach.check(reach.isOpenToItself("ingress", "from"), "from itself", errors);
        reach.check(reach.isOpenToItself("egress", "to"), "to itself", errors);
        reach.check(reach.passes("ingress", REST), "rest", errors);
        reach.check(reach.passes("ingress", metrics), "metrics", errors);
        reach.check(reach.passes("egress", kafkaPort(deployment)), "kafka", errors);
        reach.check(reach.isEntryNamed(), "from anybody", errors);
        rendered.stream()
                .filter(it -> it.path("kind").asText().equals("PodMonitor"))
                .forEach(
                        it ->
                                reach.check(
                                        reach.isMonitored(
                                                it,
                                                list(
                                                        deployment.at(
                                                                "/spec/podTemplate/spec/containers/0/ports")),
                                                metrics),
                                        "PodMonitor",
                                        errors));
        return errors;
    }

    /**
     * What a process of the vigil command can't reach but must, and the reverse: its ports are
     * reached by those that are named, and no other port is open.
     */
    static List<String> errorsOfProcess(JsonNode deployment, List<JsonNode> rendered) {
        JsonNode pod = deployment.at("/spec/template");
        JsonNode container = pod.at("/spec/containers/0");
        Reach reach = new Reach(pod.at("/metadata/labels/app").asText(), rendered);
        List<String> errors = new ArrayList<>();
        reach.check(reach.isClosed(), "not closed", errors);
        reach.check(reach.passes("egress", DNS), "names", errors);
        reach.check(
                reach.passes("egress", port(container.at("/env/0/value").asText())),
                "kafka",
                errors);
        for (String target : List.of("--to", "--from", "--store", "--flink")) {
            optionOf(target, container.path("args"))
                    // Else it is a file.
                    .filter(address -> address.contains("://"))
                    .ifPresent(
                            address ->
                                    reach.check(
                                            reach.passes("egress", port(address)),
                                            "target",
                                            errors));
        }
        reach.check(reach.isEntryNamed(), "from anybody", errors);
        reach.check(reach.open().equals(ports(pod)), "ports", errors);
        int metrics = optionOf("--metrics", container.path("args")).map(Reach::port).orElse(0);
        rendered.stream()
                .filter(it -> metrics > 0 && it.path("kind").asText().equals("PodMonitor"))
                .forEach(
                        it ->
                                reach.check(
                                        reach.isMonitored(
                                                it, list(container.path("ports")), metrics),
                                        "PodMonitor",
                                        errors));
        return errors;
    }

    /** Those that its containers serve. */
    private static Set<Integer> ports(JsonNode pod) {
        Set<Integer> ports = new HashSet<>();
        list(pod.at("/spec/containers"))
                .forEach(
                        container ->
                                list(container.path("ports"))
                                        .forEach(
                                                it -> ports.add(it.path("containerPort").asInt())));
        return ports;
    }

    /** Those that some other pod may reach. */
    private Set<Integer> open() {
        Set<Integer> open = new HashSet<>();
        rules("ingress")
                .forEach(
                        rule ->
                                list(rule.path("ports"))
                                        .forEach(it -> open.add(it.path("port").asInt())));
        return open;
    }

    private void check(boolean holds, String what, List<String> errors) {
        if (!holds) {
            errors.add(app + ": " + what);
        }
    }

    private static int kafkaPort(JsonNode deployment) {
        return port(valueOf("--kafka.bootstrap", deployment.at("/spec/job/args")));
    }

    private static int port(String address) {
        Matcher port = PORT.matcher(address);
        if (!port.find()) {
            throw new AssertionError("no port in " + address);
        }
        return Integer.parseInt(port.group(1));
    }

    private static String valueOf(String option, JsonNode args) {
        return optionOf(option, args).orElseThrow(() -> new AssertionError("no " + option));
    }

    private static Optional<String> optionOf(String option, JsonNode args) {
        for (int i = 0; i < args.size() - 1; i++) {
            if (args.get(i).asText().equals(option)) {
                return Optional.of(args.get(i + 1).asText());
            }
        }
        return Optional.empty();
    }

    /** Both ways: a policy without the type leaves that way open. */
    private boolean isClosed() {
        return policies.stream()
                .anyMatch(
                        it -> it.at("/spec/policyTypes").toString().matches(".*Ingress.*Egress.*"));
    }

    private boolean isOpenToItself(String way, String peers) {
        return rules(way).stream()
                .flatMap(rule -> list(rule.path(peers)).stream())
                .anyMatch(peer -> selects(peer.path("podSelector")));
    }

    private boolean passes(String way, int port) {
        return rules(way).stream()
                .flatMap(rule -> list(rule.path("ports")).stream())
                .anyMatch(open -> open.path("port").asInt() == port);
    }

    /** A rule without a peer lets everybody in. */
    private boolean isEntryNamed() {
        return rules("ingress").stream().noneMatch(rule -> rule.path("from").isEmpty());
    }

    /** By a port that the pods have, under the name that they have it. */
    private boolean isMonitored(JsonNode monitor, List<JsonNode> ports, int metrics) {
        JsonNode spec = monitor.path("spec");
        JsonNode endpoint = spec.at("/podMetricsEndpoints/0");
        return names(spec).equals(MONITOR)
                && names(endpoint).equals(ENDPOINT)
                && selects(spec.path("selector"))
                && ports.stream()
                        .anyMatch(
                                port ->
                                        port.path("name").equals(endpoint.path("port"))
                                                && port.path("containerPort").asInt() == metrics);
    }

    private List<JsonNode> rules(String way) {
        return policies.stream().flatMap(it -> list(it.at("/spec/" + way)).stream()).toList();
    }

    /** Flink labels its pods with the name of their deployment: app. */
    private boolean selects(JsonNode selector) {
        return selector.at("/matchLabels/app").asText().equals(app)
                || list(selector.path("matchExpressions")).stream()
                        .anyMatch(
                                it ->
                                        it.path("key").asText().equals("app")
                                                && it.path("operator").asText().equals("In")
                                                && list(it.path("values")).stream()
                                                        .anyMatch(v -> v.asText().equals(app)));
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
