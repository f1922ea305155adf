package dev.vigil.local.demo;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A page of a demo as a parser sees it. */
final class PageReader {
    private final Document document;

    private PageReader(Document document) {
        this.document = document;
    }

    /** Fails where a tag is not closed or a text is not escaped. */
    static PageReader of(Path page) throws Exception {
        return new PageReader(
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(Files.readAllBytes(page))));
    }

    String text() {
        return document.getDocumentElement().getTextContent();
    }

    List<Element> all(String tag) {
        NodeList found = document.getElementsByTagName(tag);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    /** Values of attributes that make a browser load something that is not in the page. */
    List<String> loads() {
        List<String> loads = new ArrayList<>();
        for (Element element : all("*")) {
            for (String name : List.of("src", "href", "data", "action", "poster", "srcset")) {
                String value = element.getAttribute(name);
                if (!value.isEmpty() && !value.startsWith("data:")) {
                    loads.add(element.getTagName() + " " + value);
                }
            }
        }
        loads.addAll(all("script").stream().map(Element::getTagName).toList());
        all("style").stream()
                .map(Element::getTextContent)
                .filter(style -> style.contains("url(") || style.contains("@import"))
                .forEach(loads::add);
        return loads;
    }

    /** Widths of its pictures, px; fails where one is none. */
    List<Integer> pictureWidths() throws Exception {
        List<Integer> widths = new ArrayList<>();
        for (Element picture : all("img")) {
            String src = picture.getAttribute("src");
            byte[] png = Base64.getDecoder().decode(src.substring(src.indexOf(',') + 1));
            widths.add(ImageIO.read(new ByteArrayInputStream(png)).getWidth());
        }
        return widths;
    }
}
