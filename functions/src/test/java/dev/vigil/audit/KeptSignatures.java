package dev.vigil.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Ed25519 of the JDK, which answers the same question once: what a key makes of a text, and whether
 * a signature is of both, never changes (RFC 8032), and a history asks it many times. For the tests
 * of a class: else five sixths of their time are the arithmetic of the same seals.
 */
final class KeptSignatures extends Provider implements BeforeAllCallback, AfterAllCallback {
    private static final long serialVersionUID = 1;
    private static final String ED25519 = "Ed25519";

    private final transient Map<Question, Object> answers = new ConcurrentHashMap<>();

    KeptSignatures() {
        super("KeptSignatures", "1", "Ed25519 of the JDK, its answers kept");
        putService(
                new Service(this, "Signature", ED25519, Kept.class.getName(), null, null) {
                    @Override
                    public Object newInstance(Object parameter) {
                        return new Kept();
                    }
                });
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Security.insertProviderAt(this, 1);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Security.removeProvider(getName());
    }

    /**
     * @param signature null where one is made
     */
    private record Question(Key key, ByteBuffer text, ByteBuffer signature) {}

    private interface Answer {
        Object of(Signature jdk) throws GeneralSecurityException;
    }

    private final class Kept extends SignatureSpi {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private PublicKey publicKey;
        private PrivateKey privateKey;

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            publicKey = key;
            text.reset();
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            privateKey = key;
            text.reset();
        }

        @Override
        protected void engineUpdate(byte b) {
            text.write(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) {
            text.write(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            byte[] said = text.toByteArray();
            Question question = new Question(privateKey, ByteBuffer.wrap(said), null);
            byte[] made =
                    (byte[])
                            kept(
                                    question,
                                    jdk -> {
                                        jdk.initSign(privateKey);
                                        jdk.update(said);
                                        return jdk.sign();
                                    });
            return made.clone();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            byte[] said = text.toByteArray();
            byte[] given = signature.clone();
            Question question =
                    new Question(publicKey, ByteBuffer.wrap(said), ByteBuffer.wrap(given));
            return (boolean)
                    kept(
                            question,
                            jdk -> {
                                jdk.initVerify(publicKey);
                                jdk.update(said);
                                return jdk.verify(given);
                            });
        }

        /** What the JDK refuses is asked each time. */
        private Object kept(Question question, Answer answer) throws SignatureException {
            Object before = answers.get(question);
            if (before != null) {
                return before;
            }
            try {
                Object now = answer.of(Signature.getInstance(ED25519, "SunEC"));
                answers.put(question, now);
                return now;
            } catch (SignatureException e) {
                throw e;
            } catch (GeneralSecurityException e) {
                throw new SignatureException(e);
            }
        }

        @Override
        @SuppressWarnings("deprecation")
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        @SuppressWarnings("deprecation")
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
