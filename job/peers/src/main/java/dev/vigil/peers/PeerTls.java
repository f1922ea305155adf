package dev.vigil.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS between two platforms: this site's key, and the one certificate, or issuer of certificates,
 * of the peer. No other is trusted, nor any issuer that the JDK knows.
 */
public final class PeerTls {
    private PeerTls() {}

    /**
     * @param store PKCS#12 with this site's key and certificate
     * @param passwordFile its password, on the first line
     * @param peer certificates of the peer, in PEM
     * @throws IllegalArgumentException that names the file, never what is in it
     */
    public static SSLContext context(Path store, Path passwordFile, Path peer) {
        return context(store, passwordFile, peer, () -> {});
    }

    /**
     * The same.
     *
     * @param refused is run for each certificate that is not the peer's, or is over
     */
    public static SSLContext context(Path store, Path passwordFile, Path peer, Runnable refused) {
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            char[] password = password(passwordFile);
            keys.init(own(store, password), password);
            TrustManagerFactory trusted =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(trusted(peer));
            SSLContext context = SSLContext.getInstance("TLS");
            X509ExtendedTrustManager manager =
                    (X509ExtendedTrustManager) trusted.getTrustManagers()[0];
            context.init(
                    keys.getKeyManagers(),
                    new TrustManager[] {new ValidPeers(manager, refused)},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    /**
     * When they end; read anew, as a running bridge goes on with those of its start.
     *
     * @throws IllegalArgumentException that names the file, never what is in it
     */
    public static PeerCertificates certificates(Path store, Path passwordFile, Path peer) {
        try {
            KeyStore keys = own(store, password(passwordFile));
            Instant here = Instant.MAX;
            for (String alias : Collections.list(keys.aliases())) {
                Certificate[] chain = keys.getCertificateChain(alias);
                for (Certificate one : chain == null ? new Certificate[0] : chain) {
                    Instant end = end(one);
                    here = end.isBefore(here) ? end : here;
                }
            }
            if (here.equals(Instant.MAX)) {
                throw unreadable("a PKCS#12 file with a key and its certificate", store, null);
            }
            KeyStore trusted = trusted(peer);
            Instant theirs = Instant.MIN;
            for (String alias : Collections.list(trusted.aliases())) {
                Instant end = end(trusted.getCertificate(alias));
                theirs = end.isAfter(theirs) ? end : theirs;
            }
            return new PeerCertificates(here, theirs);
        } catch (KeyStoreException e) {
            throw new IllegalStateException("A key store that was loaded has aliases", e);
        }
    }

    private static Instant end(Certificate certificate) {
        return ((X509Certificate) certificate).getNotAfter().toInstant();
    }

    private static char[] password(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .toCharArray();
        } catch (IOException e) {
            throw unreadable("a file with the password", file, e);
        }
    }

    private static KeyStore own(Path store, char[] password) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable("a PKCS#12 file that its password opens", store, e);
        }
    }

    private static KeyStore trusted(Path peer) {
        try (InputStream in = Files.newInputStream(peer)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("peer-" + count++, one);
            }
            if (count == 0) {
                throw new GeneralSecurityException("none");
            }
            return trusted;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable("certificates of the peer in PEM", peer, e);
        }
    }

    private static IllegalArgumentException unreadable(String expected, Path file, Exception e) {
        return new IllegalArgumentException(
                "expected " + expected + ", got '" + file + "'; correct the path or the file", e);
    }
}
