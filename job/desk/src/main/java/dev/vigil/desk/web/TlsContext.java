package dev.vigil.desk.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS with a key and certificates from PEM files, as cert-manager and most tools write them. */
final class TlsContext {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
    private static final char[] IN_MEMORY = {};

    private TlsContext() {}

    /**
     * @throws IOException where a file is missing, or none of the two
     */
    static SSLContext of(DeskPlace.TlsFiles files) throws IOException {
        byte[] pem = Files.readAllBytes(files.certificates());
        Certificate[] chain;
        try {
            chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem))
                            .toArray(Certificate[]::new);
        } catch (GeneralSecurityException e) {
            throw new IOException(expected("--tls-cert", "certificates", files.certificates()), e);
        }
        if (chain.length == 0) {
            throw new IOException(expected("--tls-cert", "certificates", files.certificates()));
        }
        Matcher key = KEY.matcher(Files.readString(files.key(), StandardCharsets.US_ASCII));
        if (!key.find()) {
            throw new IOException(expected("--tls-key", "a key (BEGIN PRIVATE KEY)", files.key()));
        }
        try {
            return context(Base64.getMimeDecoder().decode(key.group(1)), chain);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    expected("--tls-key", "the key of the first certificate", files.key()), e);
        }
    }

    private static String expected(String option, String what, java.nio.file.Path file) {
        return option + ": expected " + what + " as PEM in " + file + ", got none; give another";
    }

    private static SSLContext context(byte[] key, Certificate[] chain)
            throws GeneralSecurityException, IOException {
        PrivateKey own =
                KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm())
                        .generatePrivate(new PKCS8EncodedKeySpec(key));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, IN_MEMORY);
        store.setKeyEntry("desk", own, IN_MEMORY, chain);
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, IN_MEMORY);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
