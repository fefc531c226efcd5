package dev.ssot.operation.engine;

import dev.ssot.operation.Report;
import dev.ssot.operation.validation.ValidateRegistry;
import dev.ssot.operation.validation.ValidateRequest;
import dev.ssot.operation.validation.WriteValidationReport;
import java.util.List;

/** Whether the registry holds to its rules. */
final class ValidationBindings {

    private ValidationBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>("registry.validate", ValidateRequest.class, Report.class, new ValidateRegistry()),
                new Binding<>(
                        "registry.validation_report",
                        ValidateRequest.class,
                        Report.class,
                        new WriteValidationReport()));
    }
}
