package dev.vigil.cli.option;

import dev.vigil.desk.oidc.OidcOptions;
import dev.vigil.desk.oidc.OidcSignIn;
import dev.vigil.desk.sign.ProxySignIn;
import dev.vigil.desk.sign.RoleMap;
import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.web.DeskPlace;
import dev.vigil.desk.web.PeerAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the desk is served, and how people sign in. */
public final class SignInOptions {
    /** How people show who they are. */
    enum Mode {
        /** By a link that is printed. */
        link,
        /** By an OpenID Connect provider. */
        oidc,
        /** By a proxy that has signed them in. */
        proxy
    }

    @Option(
            names = "--bind",
            paramLabel = "HOST:PORT",
            converter = HostPort.class,
            description =
                    "where pages are served; other machines reach it only with --sign-in oidc or"
                            + " proxy; port 0 for a free one (default: ${DEFAULT-VALUE})",
            defaultValue = "127.0.0.1:8082")
    private InetSocketAddress bind;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description =
                    "address of the desk as browsers have it, such as https://desk.example; with"
                            + " --sign-in oidc and proxy. A proxy must keep the header Host")
    private URI publicUrl;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "certificates as PEM, the desk's own first: pages are served over TLS")
    private Path tlsCert;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "key of that certificate as PEM (BEGIN PRIVATE KEY), without a password")
    private Path tlsKey;

    @Option(
            names = "--behind-proxy",
            split = ",",
            paramLabel = "ADDRESS",
            description =
                    "the only peers that may ask, such as 10.0.0.7 or 10.244.0.0/16: they serve TLS,"
                            + " and name the browser in X-Forwarded-For")
    private List<String> behindProxy = List.of();

    @Option(
            names = "--sign-in",
            paramLabel = "MODE",
            defaultValue = "link",
            description =
                    "link: by a link that is printed, on this machine alone; oidc: by an OpenID"
                            + " Connect provider; proxy: by a proxy that names the person (default:"
                            + " ${DEFAULT-VALUE})")
    private Mode mode;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "the provider, exactly as its tokens name it")
    private URI issuer;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "the desk's name at the provider (default: ${DEFAULT-VALUE})",
            defaultValue = "vigil-desk")
    private String clientId;

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE",
            description =
                    "secret that the provider has given the desk, on its first line; without it the"
                            + " desk is a public client")
    private Path clientSecretFile;

    @Option(
            names = "--scope",
            paramLabel = "NAMES",
            description = "scopes that are asked for (default: ${DEFAULT-VALUE})",
            defaultValue = "openid profile")
    private String scope;

    @Option(
            names = "--role-claim",
            paramLabel = "PATH",
            description =
                    "claim of the id token that has a person's groups, such as groups or"
                            + " realm_access.roles (default: ${DEFAULT-VALUE})",
            defaultValue = "groups")
    private String roleClaim;

    @Option(
            names = "--role-map",
            split = ",",
            paramLabel = "GROUP=ROLE",
            description =
                    "what a group may do: viewer, handler, lead, publisher, auditor or owner. A"
                            + " person in none of these groups gets no page")
    private List<String> roleMap = List.of();

    @Option(
            names = "--party-claim",
            paramLabel = "PATH",
            description =
                    "claim of the id token that has the party of an owner, as works name it; without"
                            + " it no person is an owner")
    private String partyClaim;

    @Option(
            names = "--proxy-secret-file",
            paramLabel = "FILE",
            description =
                    "secret of at least 32 characters, on its first line: the proxy sends it as"
                            + " X-Desk-Secret beside X-Forwarded-User and X-Forwarded-Groups")
    private Path proxySecretFile;

    public DeskPlace place() {
        if ((tlsCert == null) != (tlsKey == null)) {
            throw new IllegalArgumentException(
                    "--tls-cert: expected it together with --tls-key, got one of them; give both");
        }
        return new DeskPlace(
                bind,
                publicUrl,
                tlsCert == null ? null : new DeskPlace.TlsFiles(tlsCert, tlsKey),
                behindProxy.isEmpty() ? null : PeerAddresses.of(behindProxy));
    }

    /** Null for a link. */
    public SignIn signIn() throws IOException {
        return switch (mode) {
            case link -> null;
            case oidc -> oidc();
            case proxy ->
                    new ProxySignIn(
                            firstLine(
                                    "--proxy-secret-file",
                                    required("--proxy-secret-file", proxySecretFile)),
                            roles());
        };
    }

    private SignIn oidc() throws IOException {
        String secret =
                clientSecretFile == null
                        ? null
                        : firstLine("--client-secret-file", clientSecretFile);
        return new OidcSignIn(
                new OidcOptions(
                        required("--issuer", issuer),
                        clientId,
                        secret,
                        scope,
                        roleClaim,
                        roles(),
                        partyClaim,
                        required("--public-url", publicUrl)),
                InstantSource.system());
    }

    private RoleMap roles() {
        required("--role-map", roleMap.isEmpty() ? null : roleMap);
        return RoleMap.of(roleMap);
    }

    private <T> T required(String option, T value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    option + ": expected it with --sign-in " + mode + ", got none; give it");
        }
        return value;
    }

    /** What a secret's file holds: its first line. */
    public static String firstLine(String option, Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new IOException(
                    option + ": expected a readable file, got '" + file + "'; give another", e);
        }
    }
}
