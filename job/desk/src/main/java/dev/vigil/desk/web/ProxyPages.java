package dev.vigil.desk.web;

import java.util.Optional;

/** The proxy has its own pages: who gets here without a session is to open a page. */
final class ProxyPages implements SignInPages {
    @Override
    public Optional<Answer> below(PageRequest request) {
        return Optional.empty();
    }

    @Override
    public Answer enter(PageRequest request) {
        return SignInPages.page(request, SignInPages.status(request), "signin.proxy", "/");
    }
}
