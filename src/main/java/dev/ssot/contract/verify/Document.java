package dev.ssot.contract.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A published YAML or JSON file, with the line of each of its values. */
final class Document {

    private static final int LONGEST = 16 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String path;
    private final JsonNode tree;
    private final String text;
    private final @Nullable Finding problem;

    /** Made when the first line is asked for. */
    private @Nullable Node marks;

    private Document(String path, JsonNode tree, String text, @Nullable Finding problem) {
        this.path = path;
        this.tree = tree;
        this.text = text;
        this.problem = problem;
    }

    /** A file that is missing or malformed is an empty document with a problem. */
    static Document read(Path root, String path) {
        Path file = root.resolve(path);
        if (!Files.isRegularFile(file)) {
            return unreadable(path, 1, "the file is missing");
        }
        try {
            if (Files.size(file) > LONGEST) {
                return unreadable(path, 1, "the file is longer than %d bytes".formatted(LONGEST));
            }
            String text = Files.readString(file);
            JsonNode tree = (path.endsWith(".json") ? JSON : YAML).readTree(text);
            return new Document(path, tree, text, null);
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : malformed.getLocation().getLineNr();
            return unreadable(path, Math.max(1, line), "cannot be read: " + malformed.getOriginalMessage());
        } catch (CharacterCodingException notUtf8) {
            return unreadable(path, 1, "is not UTF-8");
        } catch (IOException unreadable) {
            return unreadable(path, 1, "cannot be read: " + unreadable.getMessage());
        }
    }

    private static Document unreadable(String path, int line, String why) {
        Finding problem = new Finding(Rule.SCHEMA, new Finding.Place(path, line), null, why);
        return new Document(path, MissingNode.getInstance(), "", problem);
    }

    /** JSON is YAML as far as lines go; a file for which that fails has line 1 everywhere. */
    private static @Nullable Node marks(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        try {
            return new Yaml(options).compose(new StringReader(text));
        } catch (YAMLException onlyJson) {
            return null;
        }
    }

    /** Why there is nothing in it; null for a file that could be read. */
    @Nullable Finding problem() {
        return problem;
    }

    JsonNode tree() {
        return tree;
    }

    String path() {
        return path;
    }

    /** @param pointer JSON pointer; what is not there has the place of what would hold it */
    Finding.Place at(String pointer) {
        if (marks == null) {
            marks = marks(text);
        }
        Node node = marks;
        int line = 1;
        for (String token :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            NodeTuple entry = node instanceof MappingNode mapping ? entry(mapping, unescaped(token)) : null;
            if (entry != null) {
                node = entry.getValueNode();
                line = entry.getKeyNode().getStartMark().getLine() + 1;
            } else if (node instanceof SequenceNode sequence
                    && token.matches("[0-9]{1,6}")
                    && Integer.parseInt(token) < sequence.getValue().size()) {
                node = sequence.getValue().get(Integer.parseInt(token));
                line = node.getStartMark().getLine() + 1;
            } else {
                break;
            }
        }
        return new Finding.Place(path, line);
    }

    private static @Nullable NodeTuple entry(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .findFirst()
                .orElse(null);
    }

    private static String unescaped(String token) {
        return token.replace("~1", "/").replace("~0", "~");
    }
}
