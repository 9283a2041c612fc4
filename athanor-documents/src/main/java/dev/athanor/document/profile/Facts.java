package dev.athanor.document.profile;

import dev.athanor.document.DocumentId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What is kept of one document. */
record Facts(DocumentId document, String type, Optional<String> language, Optional<Instant> dated,
    Measures measures,
    Map<String, Integer> treatment) {
}
