package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.access.Access;

/** Looks again at what requests have shown, many at a time: whoever would be refused now is found out. */
@ApplicationScoped
@Transactional
public class ProofCheck {
    private final TokenService tokens;
    private final UserRepository users;
    private final PermissionService permissions;
    private final ForeignUsers foreigners;

    public ProofCheck(
            TokenService tokens, UserRepository users, PermissionService permissions, ForeignUsers foreigners) {
        this.foreigners = foreigners;
        this.tokens = tokens;
        this.users = users;
        this.permissions = permissions;
    }

    /** What each may do that still holds; an open answer counts as a use of its token. */
    public Map<Proof, Access> holding(Collection<Proof> proofs) {
        Set<String> hashes = new HashSet<>();
        Set<UUID> ids = new HashSet<>();
        for (Proof proof : proofs) {
            if (proof instanceof Proof.OfToken token) {
                hashes.add(token.hash());
            } else if (proof instanceof Proof.OfPassword password) {
                ids.add(password.user());
            }
        }
        Map<String, User> byToken = hashes.isEmpty() ? Map.of() : tokens.use(hashes);
        Map<UUID, User> byId =
                users.list(ids).stream().collect(Collectors.toMap(User::id, user -> user, (one, other) -> one));
        Map<Proof, User> holders = new HashMap<>();
        for (Proof proof : proofs) {
            holder(proof, byToken, byId).ifPresent(user -> holders.put(proof, user));
        }
        Map<UUID, Access> accesses = permissions.accesses(holders.values());
        Map<Proof, Access> holding = new HashMap<>();
        holders.forEach((proof, user) -> holding.put(proof, accesses.get(user.id())));
        for (Proof proof : proofs) {
            if (proof instanceof Proof.OfForeigner foreigner) {
                foreigners.current(foreigner).ifPresent(access -> holding.put(proof, access));
            }
        }
        return holding;
    }

    private static Optional<User> holder(Proof proof, Map<String, User> byToken, Map<UUID, User> byId) {
        if (proof instanceof Proof.OfToken token) {
            return Optional.ofNullable(byToken.get(token.hash()));
        }
        if (proof instanceof Proof.OfPassword password) {
            return Optional.ofNullable(byId.get(password.user()))
                    .filter(user -> user.passwordHash().equals(password.passwordHash()));
        }
        return Optional.empty();
    }
}
