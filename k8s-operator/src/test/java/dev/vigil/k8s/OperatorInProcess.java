package dev.vigil.k8s;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockWebServer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.operator.FlinkOperator;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;

/**
 * The operator itself, against an API server that only remembers: it makes of a FlinkDeployment the
 * Deployment of a JobManager, and nothing runs that.
 */
final class OperatorInProcess implements AutoCloseable {
    private static final String NAMESPACE = "vigil";
    private static final long PATIENCE_S = 60;

    private final Map<String, String> propertiesBefore = new HashMap<>();
    private final KubernetesMockServer server =
            new KubernetesMockServer(
                    new Context(),
                    new MockWebServer(),
                    new HashMap<>(),
                    new KubernetesCrudDispatcher(),
                    false);
    private final KubernetesClient client;
    private final FlinkOperator operator;

    private OperatorInProcess() throws IOException {
        server.init();
        client = server.createClient();
        for (String kind : List.of("flinkdeployments", "flinksessionjobs")) {
            define(kind);
        }
        // The operator makes its own client and can be given its server in no other way.
        set("kubernetes.master", client.getMasterUrl().toString());
        set("kubernetes.auth.tryKubeConfig", "false");
        set("kubernetes.auth.tryServiceAccount", "false");
        set("kubernetes.namespace", NAMESPACE);
        set("http2.disable", "true");
        Configuration options = new Configuration();
        options.setString("kubernetes.operator.watched.namespaces", NAMESPACE);
        options.setString("kubernetes.operator.health.probe.enabled", "false");
        operator = new FlinkOperator(options);
        operator.run();
    }

    static OperatorInProcess start() throws IOException {
        return new OperatorInProcess();
    }

    private void define(String kind) throws IOException {
        String file = "/META-INF/fabric8/" + kind + ".flink.apache.org-v1.yml";
        try (InputStream yaml = FlinkDeployment.class.getResourceAsStream(file)) {
            CustomResourceDefinition definition =
                    client.apiextensions().v1().customResourceDefinitions().load(yaml).item();
            client.apiextensions().v1().customResourceDefinitions().resource(definition).create();
            server.expectCustomResource(CustomResourceDefinitionContext.fromCrd(definition));
        }
    }

    private void set(String key, String value) {
        propertiesBefore.put(key, System.setProperty(key, value));
    }

    /** The Deployment of the JobManager that the operator makes of it. */
    Deployment started(FlinkDeployment deployment) {
        create(deployment);
        return client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(deployment.getMetadata().getName())
                .waitUntilCondition(Objects::nonNull, PATIENCE_S, TimeUnit.SECONDS);
    }

    /** Why the operator does not start it. */
    String refusal(FlinkDeployment deployment) {
        create(deployment);
        return client.resources(FlinkDeployment.class)
                .inNamespace(NAMESPACE)
                .withName(deployment.getMetadata().getName())
                .waitUntilCondition(
                        it -> it.getStatus() != null && it.getStatus().getError() != null,
                        PATIENCE_S,
                        TimeUnit.SECONDS)
                .getStatus()
                .getError();
    }

    private void create(FlinkDeployment deployment) {
        client.resource(deployment).inNamespace(NAMESPACE).create();
    }

    @Override
    public void close() {
        operator.stop();
        client.close();
        server.destroy();
        propertiesBefore.forEach(
                (key, before) -> {
                    if (before == null) {
                        System.clearProperty(key);
                    } else {
                        System.setProperty(key, before);
                    }
                });
    }
}
