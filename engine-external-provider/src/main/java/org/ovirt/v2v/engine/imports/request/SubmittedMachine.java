package org.ovirt.v2v.engine.imports.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.ovirt.v2v.engine.imports.ImportSnapshot;

/** What a request says of one of its machines beyond what the import that has been made of it does. */
@Entity
@Table(name = "submitted_machines")
public class SubmittedMachine {
    @Id
    @Column(name = "import_id")
    private UUID importId;

    @Column(name = "submission_id")
    private UUID submissionId;

    /** Its place in the request. */
    private int number;

    private boolean named;

    @Column(name = "mapped_as_others")
    private boolean mappedAsOthers;

    protected SubmittedMachine() {}

    SubmittedMachine(UUID importId, UUID submissionId, int number, ImportItem item) {
        this.importId = importId;
        this.submissionId = submissionId;
        this.number = number;
        this.named = item.request().name() != null;
        this.mappedAsOthers = item.mapped() == ImportItem.Mapped.WITH_OTHERS;
    }

    public UUID importId() {
        return importId;
    }

    int number() {
        return number;
    }

    /**
     * The machine as it was asked for.
     *
     * @param whole whether it is looked at together with all others of its request
     */
    ImportItem item(ImportSnapshot asked, boolean whole) {
        return new ImportItem(asked.source().vmId(), ImportRequest.of(asked, named), mapped(whole));
    }

    private ImportItem.Mapped mapped(boolean whole) {
        if (!mappedAsOthers) {
            return ImportItem.Mapped.ALONE;
        }
        return whole ? ImportItem.Mapped.WITH_OTHERS : ImportItem.Mapped.BEFORE;
    }
}
