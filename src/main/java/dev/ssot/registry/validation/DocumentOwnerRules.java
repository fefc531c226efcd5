package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.document.DocumentKind;
import dev.ssot.registry.json.PythonValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/** Whether a document's number and its marks fit its origin and the kind of the repository. */
record DocumentOwnerRules(Row row, DocumentKind kind, Snapshot snapshot, Findings findings) {

    private static final String PACK_OWNER = "extension-pack:";

    void check(BigInteger number) {
        String origin = String.valueOf(row.text("origin"));
        List<JsonNode> holding = snapshot.reservations(kind.text()).stream()
                .filter(range -> holds(range, number))
                .toList();
        if (holding.size() == 1) {
            reservation(holding.getFirst(), origin);
        } else {
            fail(".number must belong to exactly one %s reservation".formatted(kind.text()));
        }
        if (snapshot.isRepoLocal()) {
            repoLocal(origin);
        } else {
            packaged(origin, snapshot.repoKind());
        }
    }

    private static boolean holds(JsonNode range, BigInteger number) {
        return PythonValue.integer(range.get("start")) instanceof BigInteger start
                && PythonValue.integer(range.get("end")) instanceof BigInteger end
                && start.compareTo(number) <= 0
                && number.compareTo(end) <= 0;
    }

    private void reservation(JsonNode range, String origin) {
        String owner = PythonValue.str(range.get("owner"));
        if (origin.equals("repo-local") && PythonValue.isTruthy(range.get("immutable"))) {
            fail(" uses immutable %s reservation owned by %s but origin is repo-local".formatted(kind.text(), owner));
        }
        boolean owned = switch (origin) {
            case "ssot-origin", "ssot-core" -> range.path("owner").isTextual() && owner.equals(origin);
            case "extension-pack" ->
                range.path("owner").isTextual() && owner.startsWith(PACK_OWNER) && owner.length() > PACK_OWNER.length();
            default -> true;
        };
        if (!owned) {
            fail(".number belongs to reservation owner %s but origin is %s".formatted(owner, origin));
        }
    }

    private void repoLocal(String origin) {
        if (origin.equals("ssot-core")) {
            fail(".origin must not be ssot-core in repo-local");
        }
        if (Set.of("ssot-origin", "extension-pack").contains(origin)) {
            marks(true, "must be true for packaged documents in repo-local");
        }
        if (origin.equals("repo-local")) {
            marks(false, "must be false for repo-local documents");
        }
    }

    private void packaged(String origin, String repoKind) {
        if (origin.equals("repo-local")) {
            fail(".origin must not be repo-local in " + repoKind);
        }
        marks(false, "must be false in " + repoKind);
    }

    private void marks(boolean expected, String words) {
        for (String mark : List.of("managed", "immutable")) {
            JsonNode value = row.json().path(mark);
            if (!value.isBoolean() || value.booleanValue() != expected) {
                fail(".%s %s".formatted(mark, words));
            }
        }
    }

    private void fail(String words) {
        findings.failure(Findings.name(row) + words);
    }
}
