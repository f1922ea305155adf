package dev.vigil.peers;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts whom another manager does, while the certificate is valid: the JDK asks no date of one
 * that is trusted itself. Each that is refused is counted.
 */
final class ValidPeers extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager known;
    private final Runnable refused;

    ValidPeers(X509ExtendedTrustManager known, Runnable refused) {
        this.known = known;
        this.refused = refused;
    }

    /** A check of a chain. */
    @FunctionalInterface
    private interface Check {
        void run() throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check byKnown) throws CertificateException {
        try {
            byKnown.run();
            for (X509Certificate one : chain) {
                one.checkValidity();
            }
        } catch (CertificateException e) {
            refused.run();
            throw e;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain, () -> known.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain, () -> known.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain, () -> known.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain, () -> known.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain, () -> known.checkClientTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain, () -> known.checkServerTrusted(chain, type));
    }

    /** None is named: a platform with another certificate shows it, and is counted. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
