# The vigil command, for Deployments such as base/alerts.yaml. From the project root, after `mvn package`:
#   docker build -f k8s-operator/vigil.Dockerfile -t vigil-command:0.2.0-SNAPSHOT .
# Not built here: written where there was no Docker. A test holds its paths and the arguments of
# its Deployments against what the archive holds.
FROM eclipse-temurin:17-jre
ADD job/cli/target/vigil.tar.gz /opt/
USER 9999:9999
ENTRYPOINT ["/opt/vigil/bin/vigil"]
