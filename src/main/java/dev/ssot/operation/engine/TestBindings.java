package dev.ssot.operation.engine;

import dev.ssot.operation.Report;
import dev.ssot.operation.test.BoundaryTestsRequest;
import dev.ssot.operation.test.RunTests;
import dev.ssot.operation.test.SpecTestsRequest;
import dev.ssot.operation.test.TestRunRequest;
import java.util.List;

/** Running the commands of tests. */
final class TestBindings {

    private TestBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>("test.run", TestRunRequest.class, Report.class, RunTests.byId()),
                new Binding<>("spec.run_tests", SpecTestsRequest.class, Report.class, RunTests.ofSpec()),
                new Binding<>("boundary.run_tests", BoundaryTestsRequest.class, Report.class, RunTests.ofBoundary()));
    }
}
