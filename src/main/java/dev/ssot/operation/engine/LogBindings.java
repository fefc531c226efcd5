package dev.ssot.operation.engine;

import dev.ssot.operation.log.AuditVerify;
import dev.ssot.operation.log.AuditVerifyRequest;
import dev.ssot.operation.log.AuditVerifyResult;
import dev.ssot.operation.log.OperationList;
import dev.ssot.operation.log.OperationListRequest;
import dev.ssot.operation.log.OperationListResult;
import dev.ssot.operation.log.RedoResult;
import dev.ssot.operation.log.TurnOperation;
import dev.ssot.operation.log.TurnRequest;
import dev.ssot.operation.log.UndoResult;
import java.util.List;

/** The log of operations. */
final class LogBindings {

    private LogBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>(
                        "operation.list", OperationListRequest.class, OperationListResult.class, new OperationList()),
                new Binding<>("operation.undo", TurnRequest.class, UndoResult.class, TurnOperation.undo()),
                new Binding<>("operation.redo", TurnRequest.class, RedoResult.class, TurnOperation.redo()),
                new Binding<>("audit.verify", AuditVerifyRequest.class, AuditVerifyResult.class, new AuditVerify()));
    }
}
