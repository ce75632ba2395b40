package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.access.Permit;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;

/** The tokens that have not ended, as far as they are to be seen: one's own, and everybody's for who manages users. */
@ApplicationScoped
@Transactional
public class TokenDirectory {
    private static final String UNKNOWN = "(unknown)";

    private final TokenService tokens;
    private final CurrentAccess current;
    private final AuditLog audit;

    public TokenDirectory(TokenService tokens, CurrentAccess current, AuditLog audit) {
        this.tokens = tokens;
        this.current = current;
        this.audit = audit;
    }

    /** Those that were given out last first. */
    public List<Token> list() {
        return tokens.list().stream().filter(this::isVisible).toList();
    }

    public Token get(UUID id) {
        return tokens.find(id)
                .filter(this::isVisible)
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.TOKEN, id));
    }

    /** Ends a log-in. */
    public void revoke(UUID id) {
        Token revoked = get(id);
        tokens.revoke(revoked);
        audit.record(AuditEntry.of(AuditType.TOKEN_REVOKED)
                .with("SubjectName", revoked.user().name())
                .with("SourceIP", revoked.address().orElse(UNKNOWN)));
    }

    private boolean isVisible(Token token) {
        Access access = current.get();
        return access.may(Permit.MANAGE_USERS)
                || access.userId().equals(token.user().id());
    }
}
