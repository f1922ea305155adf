package dev.vigil.cli.picture;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Of an option that may have no value: a file behind it is not taken for one. */
final class PngName implements ITypeConverter<Path> {
    @Override
    public Path convert(String name) {
        if (!Png.isName(name)) {
            throw new TypeConversionException(
                    name
                            + ": expected a name that ends in .png, got another; write --picture=PNG,"
                            + " or --picture behind all files");
        }
        return Path.of(name);
    }
}
