package dev.vigil.desk.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** Makes pages of the templates that the build has compiled. For many threads. */
public final class Pages {
    private static final String TEMPLATES = "dev.vigil.desk.jte";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);

    /** The whole page, from its doctype on. */
    public String html(Answer.Page page, Frame frame) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", frame);
        parameters.put("text", frame.text());
        parameters.put("view", page.view());
        StringOutput out = new StringOutput(16_384);
        engine.render(page.template(), parameters, out);
        return out.toString();
    }
}
