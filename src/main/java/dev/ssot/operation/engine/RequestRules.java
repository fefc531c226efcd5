package dev.ssot.operation.engine;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The constraints on request records, checked by Hibernate Validator. Made when the first call needs them. */
final class RequestRules {

    private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    /** Lazily, because starting the validator costs more than answering tools/list. */
    private static final class Holder {
        static final Validator VALIDATOR = Validation.byDefaultProvider()
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }

    /** Sentences such as {@code ttl_seconds must be greater than or equal to 1}, sorted. */
    List<String> broken(Record request) {
        return Holder.VALIDATOR.validate(request).stream()
                .map(RequestRules::sentence)
                .sorted()
                .toList();
    }

    private static String sentence(ConstraintViolation<Record> violation) {
        return NAMES.translate(violation.getPropertyPath().toString()) + " " + violation.getMessage();
    }
}
