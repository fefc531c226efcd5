package dev.ssot.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of this build. */
public final class Version {

    private static final Pattern RELEASE = Pattern.compile("(\\d{1,8})\\.(\\d{1,8})\\.(\\d{1,8})(-.+)?");

    private Version() {}

    /** Whether one release came before another; false where one of them names no release. */
    public static boolean isOlder(String version, String than) {
        Matcher one = RELEASE.matcher(version);
        Matcher other = RELEASE.matcher(than);
        if (!one.matches() || !other.matches()) {
            return false;
        }
        for (int part = 1; part <= 3; part++) {
            int compared = Integer.compare(Integer.parseInt(one.group(part)), Integer.parseInt(other.group(part)));
            if (compared != 0) {
                return compared < 0;
            }
        }
        // What leads to a release came before it.
        return one.group(4) != null && other.group(4) == null;
    }

    public static String current() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing from this build");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
