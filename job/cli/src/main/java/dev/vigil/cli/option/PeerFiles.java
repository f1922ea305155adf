package dev.vigil.cli.option;

import dev.vigil.peers.PeerCertificates;
import dev.vigil.peers.PeerTls;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** Keys and certificates of the bridge to one other platform: all three, or none. */
public final class PeerFiles {
    @Option(
            names = "--store",
            required = true,
            paramLabel = "FILE",
            description = "PKCS#12 file with this site's key and certificate")
    private Path store;

    @Option(
            names = "--password-file",
            required = true,
            paramLabel = "FILE",
            description = "password of that file, on its first line")
    private Path passwordFile;

    @Option(
            names = "--peer-cert",
            required = true,
            paramLabel = "FILE",
            description = "the peer's certificate, or its issuer's, in PEM; no other is trusted")
    private Path peerCertificate;

    /**
     * @param refused is run for each certificate that is not trusted
     */
    public SSLContext tls(Runnable refused) {
        return PeerTls.context(store, passwordFile, peerCertificate, refused);
    }

    /** When they end; read from the files. */
    public PeerCertificates certificates() {
        return PeerTls.certificates(store, passwordFile, peerCertificate);
    }
}
