package dev.ssot.boot.doctor;

import java.io.IOException;
import java.util.List;

/** One thing that is looked at. */
record Check(String name, Look look) {

    @FunctionalInterface
    interface Look {
        List<Finding> at(Patient patient) throws IOException;
    }

    /** Whatever stands in the way of a check is a finding, too. */
    List<Finding> run(Patient patient) {
        try {
            List<Finding> findings = look.at(patient);
            return findings.isEmpty() ? List.of(Finding.ok("nothing to say against it")) : findings;
        } catch (IOException failure) {
            return List.of(Finding.problem(
                    "it could not be looked at: " + failure, "Check the permissions of the files that it names."));
        }
    }
}
